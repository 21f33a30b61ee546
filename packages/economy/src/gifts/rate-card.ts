/**
 * What creators earn: `diamonds` for every whole `coins`, by a card that is versioned and dated. A
 * change is a new card from a date on; what was earned by an older one stays.
 *
 * Bonus coins earn like paid ones: the house gave them and the house bears them.
 */
import type { RateCard } from "@largesse/protocol";

/** Oldest first. */
export const rateCards: readonly RateCard[] = [
  { version: 1, validFrom: "2026-01-01T00:00:00.000Z", coins: 2, diamonds: 1, diamondsPerUsd: 200 },
];

/** The card in force at a time; the first one also before its date. */
export function rateCardAt(nowMs: number, cards: readonly RateCard[] = rateCards): RateCard {
  const card = cards.findLast(({ validFrom }) => Date.parse(validFrom) <= nowMs) ?? cards[0];
  if (card === undefined) throw new Error("there is no rate card");
  return card;
}
