/** A gift as some other platform recorded it, in words that all adapters share. */
export interface RecordedGift {
  /** A stable name of the sender, unique in the recording: it becomes the viewer's name. */
  readonly sender: string;
  readonly giftName: string;
  /** The price of one. */
  readonly coins: number;
  /** How many: of a streak the total so far, otherwise of this sending. */
  readonly count: number;
  /** What names the streak among its sender's; null for a gift that stands alone. */
  readonly streak: string | null;
  /** What tells this message from every other one; a repetition of it has the same. */
  readonly identity: string;
  readonly atMs: number | null;
}

/** A line that cannot be played, and why. */
export interface Unplayable {
  readonly skipped: string;
}

export function isUnplayable(value: RecordedGift | Unplayable): value is Unplayable {
  return "skipped" in value;
}
