/**
 * What one event of the room does on the overlay. Pure: facts in, an act out, no clock and no page.
 *
 * Only fresh gifts are animated. What arrives late, after a lost connection, goes to the ticker
 * without a noise: a stream that has moved on is not interrupted by what happened a minute ago.
 */
import type { RoomEvent } from "@largesse/protocol";

type GiftEvent = Extract<RoomEvent, { type: "gift.sent" }>;
type StreakEvent = Extract<RoomEvent, { type: "streak.ended" }>;

/** Longest time between a gift and its animation. A reconnect takes a few seconds at most. */
export const FRESH_MS_MAX = 30_000;

export type Act =
  | { readonly act: "alert"; readonly event: GiftEvent }
  | { readonly act: "record"; readonly event: GiftEvent }
  | { readonly act: "close-streak"; readonly event: StreakEvent }
  | { readonly act: "leave" }
  | { readonly act: "none" };

/** Decides by the event's type and its age on the server's clock. */
export function actOf(event: RoomEvent, nowMs: number): Act {
  const fresh = nowMs - Date.parse(event.at) <= FRESH_MS_MAX;
  if (event.type === "stream.ended") return { act: "leave" };
  if (event.type === "streak.ended") {
    return fresh ? { act: "close-streak", event } : { act: "none" };
  }
  if (event.type !== "gift.sent" || event.data.count === 0) return { act: "none" };
  return { act: fresh ? "alert" : "record", event };
}
