/**
 * Room events as the rows of a gift feed: one row a gift, and one row a streak however many taps it
 * took. Sums come from `count` and `coins` of each sending, never from the streak's running total.
 */
import type { GiftRef, Person, RoomEvent } from "@largesse/protocol";

export interface GiftRow {
  readonly key: string;
  readonly sender: Person;
  readonly gift: GiftRef;
  readonly count: number;
  readonly coins: number;
  readonly diamonds: number;
  readonly at: string;
  /** `growing` while the sender may still tap. */
  readonly streak: "none" | "growing" | "ended";
}

/** Rows for events in order of `seq`, the newest row first; a growing streak moves to the top. */
export function giftRowsOf(events: readonly RoomEvent[]): GiftRow[] {
  const rowByKey = new Map<string, GiftRow>();
  for (const event of events) {
    if (event.type === "gift.sent" && event.data.count > 0) addSending(rowByKey, event);
    if (event.type === "streak.ended") endStreak(rowByKey, event);
  }
  return [...rowByKey.values()].reverse();
}

function addSending(
  rowByKey: Map<string, GiftRow>,
  { data, at }: Extract<RoomEvent, { type: "gift.sent" }>,
): void {
  const key = data.streak === null ? data.id : streakKey(data.sender, data.streak.id);
  const before = rowByKey.get(key);
  rowByKey.delete(key);
  rowByKey.set(key, {
    key,
    sender: data.sender,
    gift: data.gift,
    count: (before?.count ?? 0) + data.count,
    coins: (before?.coins ?? 0) + data.coins,
    diamonds: (before?.diamonds ?? 0) + data.diamonds,
    at,
    streak: data.streak === null ? "none" : data.streak.ended ? "ended" : "growing",
  });
}

function endStreak(
  rowByKey: Map<string, GiftRow>,
  { data }: Extract<RoomEvent, { type: "streak.ended" }>,
): void {
  const key = streakKey(data.sender, data.streak.id);
  const row = rowByKey.get(key);
  if (row !== undefined) rowByKey.set(key, { ...row, streak: "ended" });
}

function streakKey(sender: Person, streak: string): string {
  return `${sender.id}/${streak}`;
}
