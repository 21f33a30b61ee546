/** Diamonds and where they come from. The balance is the books'; the rest is folded from events. */
import { type Database, readAccounts } from "@largesse/ledger";
import { type EarningsSummary, type GiftRef, idOf } from "@largesse/protocol";
import { creatorOf } from "../actor.ts";
import { findGift, tierOf } from "../gifts/catalogue.ts";
import { rateCardAt } from "../gifts/rate-card.ts";
import type { Handler } from "../handlers.ts";
import {
  readCoinsByMinute,
  readEarnedByGift,
  readEarnedBySupporter,
  readEarnedSince,
} from "./sql/earnings.ts";

const HOUR_MS = 3_600_000;
/** Supporters shown: the rest is in the list of earnings. */
const SUPPORTERS_MAX = 20;

export function getEarningsSummary(parts: {
  readonly database: Database;
  readonly clock: () => number;
}): Handler<"getEarningsSummary"> {
  const { database, clock } = parts;
  return async (actor) => {
    const creator = creatorOf(actor);
    const nowMs = clock();
    const [accounts, [today], byGift, bySupporter, byMinute] = await Promise.all([
      readAccounts(database, creator.accounts),
      database.query(readEarnedSince(creator.uuid, startOfDayMs(nowMs))),
      database.query(readEarnedByGift(creator.uuid)),
      database.query(readEarnedBySupporter(creator.uuid, SUPPORTERS_MAX)),
      database.query(readCoinsByMinute(creator.uuid, nowMs - HOUR_MS)),
    ]);
    const balanceOf = (id: bigint) => accounts.find((account) => account.id === id)?.balance ?? 0n;
    const [change, diamonds] = creator.accounts;
    const rateCard = rateCardAt(nowMs);
    const answer: EarningsSummary = {
      diamonds: Number(balanceOf(diamonds)),
      // Rounded down: never more is promised than would be paid.
      worth: {
        currency: "USD",
        minor: Number((balanceOf(diamonds) * 100n) / BigInt(rateCard.diamondsPerUsd)),
      },
      changeCoins: Number(balanceOf(change)),
      today: {
        coins: Number(today?.coins ?? 0n),
        diamonds: Number(today?.diamonds ?? 0n),
        gifts: Number(today?.gifts ?? 0n),
      },
      byGift: byGift.map((row) => ({
        gift: giftRefOf(row),
        count: Number(row.count),
        coins: Number(row.coins),
        diamonds: Number(row.diamonds),
      })),
      bySupporter: bySupporter.map((row) => ({
        person: { id: idOf("viewer", row.actor), name: row.name, avatar: row.avatar },
        coins: Number(row.coins),
        gifts: Number(row.gifts),
      })),
      byMinute: byMinute.map(({ at, coins }) => ({ at: at.toISOString(), coins: Number(coins) })),
      rateCard,
    };
    return { answer };
  };
}

/** Days are UTC days everywhere, so that two desks never disagree about "today". */
export function startOfDayMs(nowMs: number): number {
  return Math.floor(nowMs / 86_400_000) * 86_400_000;
}

/** The gift as it is now; one that left the catalogue keeps its average price. */
function giftRefOf({
  gift,
  coins,
  count,
}: {
  gift: string;
  coins: bigint;
  count: bigint;
}): GiftRef {
  const found = findGift(gift);
  if (found !== null) {
    return { id: found.id, name: found.name, coins: found.coins, tier: found.tier };
  }
  const each = count === 0n ? 0 : Number(coins / count);
  return { id: gift, name: gift, coins: each, tier: tierOf(each) };
}
