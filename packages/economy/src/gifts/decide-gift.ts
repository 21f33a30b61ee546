/**
 * Decides one sending: a ladder of refusals in the documented order, then what it adds and costs.
 * Pure: facts come in, nothing is read or written. (The key is answered before; see `send-gifts.ts`.)
 */
import { limits, type Refusal, refuse } from "@largesse/protocol";
import type { CatalogueGift } from "./catalogue.ts";

export interface GiftWish {
  readonly gift: string;
  readonly quantity: number;
  /** "My streak has come to this total": whatever the quantity. */
  readonly streak: { readonly id: string; readonly total: number } | null;
}

export interface GiftFacts {
  readonly stream: { readonly uuid: string; readonly ended: boolean } | null;
  readonly gift: CatalogueGift | null;
  /** The sender's streak of that name as it was counted so far; null when it is new. */
  readonly streak: CountedStreak | null;
  readonly walletCoins: bigint;
}

export interface CountedStreak {
  readonly stream: string;
  readonly gift: string;
  readonly total: number;
  readonly ended: boolean;
}

/** What an accepted sending adds. Nothing, when the streak's total had been counted already. */
export interface GiftAddition {
  readonly gift: CatalogueGift;
  readonly count: number;
  readonly coins: bigint;
  readonly streak: { readonly id: string; readonly total: number; readonly ended: boolean } | null;
}

export function decideGift(wish: GiftWish, facts: GiftFacts): GiftAddition | Refusal {
  const { stream, gift, streak } = facts;
  if (stream === null) return refuse("stream_not_found");
  if (gift === null) return refuse("gift_not_found", { gift: wish.gift });
  const quantityMax = wish.streak === null ? limits.giftQuantityMax : limits.streakTotalMax;
  const asked = wish.streak === null ? wish.quantity : wish.streak.total;
  if (!Number.isInteger(asked) || asked < 1 || asked > quantityMax) {
    return refuse("quantity_invalid", { quantityMax });
  }
  if (wish.streak !== null && !gift.streakable) {
    const coinsMax = limits.streakGiftCoinsMax;
    return refuse("gift_not_streakable", { gift: gift.name, coinsMax });
  }
  if (stream.ended) return refuse("stream_ended");
  if (streak !== null && (streak.gift !== gift.id || streak.stream !== stream.uuid)) {
    return refuse("streak_conflict");
  }

  const counted = streak?.total ?? 0;
  const count = wish.streak === null ? wish.quantity : Math.max(0, wish.streak.total - counted);
  const coins = BigInt(count) * BigInt(gift.coins);
  if (facts.walletCoins < coins) {
    return refuse("insufficient_coins", {
      costCoins: Number(coins),
      walletCoins: Number(facts.walletCoins),
      missingCoins: Number(coins - facts.walletCoins),
    });
  }
  return { gift, count, coins, streak: streakAfter(wish, streak) };
}

function streakAfter(wish: GiftWish, streak: CountedStreak | null): GiftAddition["streak"] {
  if (wish.streak === null) return null;
  const total = Math.max(wish.streak.total, streak?.total ?? 0);
  return { id: wish.streak.id, total, ended: streak?.ended ?? false };
}
