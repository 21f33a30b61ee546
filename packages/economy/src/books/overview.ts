/** How the house stands, at a glance. What is owed comes from the books, the rest from the day. */
import { type Database, trialBalanceRows } from "@largesse/ledger";
import { idOf, type Overview } from "@largesse/protocol";
import { startOfDayMs } from "../earnings/earnings-summary.ts";
import type { Handler } from "../handlers.ts";
import type { AccountKind } from "./chart.ts";
import {
  countNewViewers,
  countOrdersSince,
  listLiveStreams,
  readGiftsByMinute,
  readGiftsSince,
  readOrdersByState,
} from "./sql/overview.ts";

const HOUR_MS = 3_600_000;

export function getOverview(parts: {
  readonly database: Database;
  readonly clock: () => number;
  readonly presence: (streamId: string) => number;
  readonly demo: boolean;
}): Handler<"getOverview"> {
  const { database, clock, presence } = parts;
  return async () => {
    const nowMs = clock();
    const todayMs = startOfDayMs(nowMs);
    const [balances, live, [gifts], [orders], [viewers], byState, byMinute] = await Promise.all([
      trialBalanceRows(database),
      database.query(listLiveStreams()),
      database.query(readGiftsSince(todayMs)),
      database.query(countOrdersSince(todayMs)),
      database.query(countNewViewers(todayMs)),
      database.query(readOrdersByState()),
      database.query(readGiftsByMinute(nowMs - HOUR_MS)),
    ]);
    const held = (kind: AccountKind) =>
      Number(balances.find((row) => row.kind === kind)?.balance ?? 0n);
    const watching = live.reduce((sum, { id }) => sum + presence(idOf("stream", id)), 0);
    const answer: Overview = {
      at: new Date(nowMs).toISOString(),
      streamsLive: live.length,
      viewersNow: watching,
      today: {
        gifts: Number(gifts?.gifts ?? 0n),
        coins: Number(gifts?.coins ?? 0n),
        orders: Number(orders?.orders ?? 0n),
        viewersNew: Number(viewers?.viewers ?? 0n),
      },
      outstanding: {
        paidCoins: held("viewer_paid"),
        bonusCoins: held("viewer_bonus"),
        diamonds: held("creator_diamonds"),
      },
      ordersByState: byState.map((row) => ({ state: row.state, orders: Number(row.orders) })),
      giftsByMinute: byMinute.map((row) => ({
        at: row.at.toISOString(),
        gifts: Number(row.gifts),
        coins: Number(row.coins),
      })),
      demo: parts.demo,
    };
    return { answer };
  };
}
