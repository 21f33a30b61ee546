/** What gifts earned a creator, newest first, each with the day it becomes available and why. */
import type { Database } from "@largesse/ledger";
import { type Earning, idOf, isRefusal, type Refusal, uuidOf } from "@largesse/protocol";
import { creatorOf } from "../actor.ts";
import { sentGiftOf } from "../gifts/room-event.ts";
import type { Handler } from "../handlers.ts";
import { badCursor, pageLimit, pageOf } from "../page.ts";
import { availabilityOf } from "./hold-policy.ts";
import { type EarningCursor, type EarningRow, listEarningsOf } from "./sql/earnings.ts";

export function listEarnings(database: Database): Handler<"listEarnings"> {
  return async (actor, { query }) => {
    const cursor = cursorOf(query.after);
    if (isRefusal(cursor)) return cursor;
    const limit = pageLimit(query);
    const page = { creator: creatorOf(actor).uuid, cursor, limit: limit + 1 };
    const rows = await database.query(listEarningsOf(page));
    const as = {
      item: earningOf,
      cursor: (row: EarningRow) => `${idOf("stream", row.stream)}.${row.seq}`,
    };
    return { answer: pageOf(rows, limit, as) };
  };
}

/** A place in the creator's streams: the stream and the event's number. */
function cursorOf(after: string | undefined): EarningCursor | null | Refusal {
  if (after === undefined) return null;
  const [stream = "", seq = ""] = after.split(".");
  const uuid = uuidOf("stream", stream);
  return uuid === null || !/^\d{1,15}$/.test(seq)
    ? badCursor()
    : { stream: uuid, seq: BigInt(seq) };
}

function earningOf(row: EarningRow): Earning {
  const { id, gift, sender, count, coins, diamonds } = sentGiftOf(row);
  const { onMs, because } = availabilityOf(row.at.getTime());
  return {
    id,
    stream: idOf("stream", row.stream),
    gift,
    sender,
    count,
    coins,
    diamonds,
    at: row.at.toISOString(),
    availableOn: new Date(onMs).toISOString(),
    availableBecause: because,
  };
}
