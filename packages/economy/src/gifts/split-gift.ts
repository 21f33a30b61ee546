/**
 * Splits a gift's coins so that nothing is lost or minted at any rate.
 *
 * Bonus coins are spent before paid ones. Diamonds come in whole blocks of the rate card; coins short
 * of a block wait as the creator's change for the next gift: a 5-coin Panda at two coins a diamond
 * gives 2 diamonds and 1 coin of change, and the next Panda gives 3.
 */
import type { RateCard } from "@largesse/protocol";

export interface GiftSplit {
  /** From the viewer. */
  readonly bonusCoins: bigint;
  readonly paidCoins: bigint;
  /** To the creator. */
  readonly diamonds: bigint;
  /** What the creator's change gains; negative when it completes a block. */
  readonly changeCoins: bigint;
  /** Coins that became diamonds. */
  readonly spentCoins: bigint;
}

/** The wallet must hold the coins: that is decided before. */
export function splitGift(
  coins: bigint,
  held: { readonly bonusCoins: bigint; readonly changeCoins: bigint },
  rate: Pick<RateCard, "coins" | "diamonds">,
): GiftSplit {
  const bonusCoins = held.bonusCoins < coins ? held.bonusCoins : coins;
  const block = BigInt(rate.coins);
  const waiting = held.changeCoins + coins;
  const changeCoins = (waiting % block) - held.changeCoins;
  return {
    bonusCoins,
    paidCoins: coins - bonusCoins,
    diamonds: (waiting / block) * BigInt(rate.diamonds),
    changeCoins,
    spentCoins: coins - changeCoins,
  };
}
