/**
 * Which of a room's events are new to the eye. Pure.
 *
 * The past that fills the chat on entering is not performed, and after a broken line only what is
 * recent is: a minute of gifts at once would be a wall, and they stand in the chat anyway.
 */
import type { RoomEvent } from "@largesse/protocol";

export interface Shown {
  readonly epoch: string;
  readonly seq: number;
}

/** Older than this, counted from the newest event and not by the viewer's clock, is past. */
const RECENT_MS = 8_000;

/** The events to perform, and how far one has come. */
export function freshEvents(events: readonly RoomEvent[], shown: Shown) {
  const last = events.at(-1);
  if (last === undefined) return { fresh: [], next: shown };
  const next: Shown = {
    epoch: last.epoch,
    seq: Math.max(last.seq, shown.epoch === last.epoch ? shown.seq : 0),
  };
  if (last.epoch !== shown.epoch) return { fresh: [], next };
  const newestMs = Date.parse(last.at);
  const fresh = events.filter(
    (event) => event.seq > shown.seq && newestMs - Date.parse(event.at) <= RECENT_MS,
  );
  return { fresh, next };
}
