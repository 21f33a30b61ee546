/**
 * Which of our gifts stands for a recorded one, so that not a coin is lost or added.
 *
 * The rule: the dearest gift of the catalogue whose price divides the recorded price exactly, as many
 * times as it does (30 coins are three Ice Creams). A gift of the same price is that gift, once; of
 * two with one price the one of the same name wins, then the catalogue's first. For a streak only
 * streakable gifts come into question. The cheapest gift costs one coin, so there always is one.
 */
import type { Gift } from "@largesse/protocol";
import type { RecordedGift } from "./recorded-gift.ts";

export interface Exchanged {
  /** The slug of our gift. */
  readonly gift: string;
  /** How many of ours stand for one of theirs. */
  readonly each: number;
}

/** The exchange for a recorded gift; null when the catalogue has no gift that divides its price. */
export function exchange(recorded: RecordedGift, catalogue: readonly Gift[]): Exchanged | null {
  const name = recorded.giftName.toLowerCase();
  const fitting = catalogue
    .filter((gift) => recorded.coins % gift.coins === 0)
    .filter((gift) => recorded.streak === null || gift.streakable)
    .sort((a, b) => b.coins - a.coins);
  const dearest = fitting[0];
  if (dearest === undefined) return null;
  const equals = fitting.filter((gift) => gift.coins === dearest.coins);
  const chosen = equals.find((gift) => gift.name.toLowerCase() === name) ?? dearest;
  return { gift: chosen.id, each: recorded.coins / chosen.coins };
}
