/**
 * Where the overlay stands in the room's numbering, so that it misses nothing and repeats nothing.
 *
 * A room's events are numbered without gaps inside an epoch; a reconnect may bring some again.
 */

export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** `next` continues the count, `repeated` was shown already, `gap` means some are missing before it. */
export type Step = "next" | "repeated" | "gap";

/** What an arriving event is to a reader that stands at `position`; null means: take what comes. */
export function stepOf(position: Position | null, arriving: Position): Step {
  if (position === null || position.epoch !== arriving.epoch) return "next";
  if (arriving.seq <= position.seq) return "repeated";
  return arriving.seq === position.seq + 1 ? "next" : "gap";
}

/** As the server writes it in an event's id: `epoch:seq`. */
export function textOfPosition(position: Position): string {
  return `${position.epoch}:${position.seq}`;
}
