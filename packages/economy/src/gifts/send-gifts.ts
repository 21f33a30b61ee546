/**
 * A batch of gifts is one transaction and two round trips, however many gifts it has: lock the
 * wallets and rooms and read the facts; decide in TypeScript; write everything and commit.
 *
 * A gift that breaks the batch (a fault, not a refusal) is found by halving, so that it fails alone.
 */
import {
  ConnectionLostError,
  type Database,
  type HotConnection,
  type HotTx,
  lockHead,
  OutcomeUnknownError,
  readKeys,
  readPostable,
  type Statement,
  writeBalances,
  writePosted,
} from "@largesse/ledger";
import { limits, type RoomEvent, type SendGiftAnswer } from "@largesse/protocol";
import type { Reply } from "../handlers.ts";
import type { GiftAccounts } from "./accounts.ts";
import { GiftBatch, type GiftOrder, type GiftOutcome, type OrderFacts } from "./gift-batch.ts";
import { rateCardAt } from "./rate-card.ts";
import { sentGiftOf } from "./room-event.ts";
import { insertGiftEvents, readEventsAt } from "./sql/events.ts";
import { readRefusedKeys, writeRefusedKeys } from "./sql/refused-keys.ts";
import { lockRooms, moveRooms } from "./sql/rooms.ts";
import { readStreaks, writeStreaks } from "./sql/streaks.ts";

export interface GiftEngine {
  readonly database: Database;
  readonly hot: HotConnection;
  readonly house: GiftAccounts;
  readonly clock: () => number;
  /** Told after the commit, before the senders are: events in order by room. */
  readonly onEvents: (events: RoomEvent[]) => void;
}

/** Sends; answers each its own reply, or the fault that struck it alone. */
export async function sendGifts(
  engine: GiftEngine,
  orders: readonly GiftOrder[],
): Promise<(Reply<SendGiftAnswer> | Error)[]> {
  try {
    return await commitBatch(engine, orders).catch((error: unknown) => {
      // Nothing happened yet: a server that was restarted takes the batch the second time.
      if (error instanceof ConnectionLostError) return commitBatch(engine, orders);
      throw error;
    });
  } catch (error) {
    // Whether it happened is not known, or nobody is there to ask: only the senders can settle it,
    // later, with the same keys.
    if (error instanceof OutcomeUnknownError || error instanceof ConnectionLostError) throw error;
    if (orders.length === 1) return [error instanceof Error ? error : new Error(String(error))];
    const middle = orders.length >> 1;
    const first = await sendGifts(engine, orders.slice(0, middle));
    return [...first, ...(await sendGifts(engine, orders.slice(middle)))];
  }
}

async function commitBatch(
  engine: GiftEngine,
  orders: readonly GiftOrder[],
): Promise<Reply<SendGiftAnswer>[]> {
  const { batch, outcomes } = await engine.hot.transaction(async (tx) => {
    const send = (statement: Statement<unknown>) => expected(tx.query(statement));
    const opening = openBatch(engine, tx, orders);
    const parts = partsOf(orders).map((part) => ({
      part,
      facts: expected(readFacts(engine, tx, part)),
    }));
    const decided = await opening;
    const results: GiftOutcome[] = [];
    const writes: Promise<unknown>[] = [];
    for (const { part, facts } of parts) {
      decided.know(await facts);
      for (const order of part) results.push(decided.decide(order));
      writes.push(...writesOfPart(decided).map(send));
    }
    await tx.commit([...writes, ...lastWritesOf(decided).map(send)]);
    return { batch: decided, outcomes: results };
  });
  if (batch.events.length > 0) engine.onEvents(batch.events);
  return await recall(engine.database, outcomes);
}

/** Somebody will ask how it ended, though perhaps not before it has failed. */
function expected<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {});
  return answer;
}

/**
 * Orders whose facts are read, and whose rows are written, by the same statements. A large batch has
 * several parts: PostgreSQL reads or writes for one while another is decided, so that both are busy.
 */
function partsOf(orders: readonly GiftOrder[]): (readonly GiftOrder[])[] {
  const parts: (readonly GiftOrder[])[] = [];
  for (let from = 0; from < orders.length; from += limits.batchPartGiftsMax) {
    parts.push(orders.slice(from, from + limits.batchPartGiftsMax));
  }
  return parts;
}

/**
 * Locks in the order of the house: the books, then rooms by id. The facts are read by statements of
 * their own, sent in the same breath but run after the locks: each statement sees what was committed
 * before *it* began, so a fact read in the statement that waits for a lock would be older than the lock.
 */
async function openBatch(
  { house, clock }: GiftEngine,
  tx: HotTx,
  orders: readonly GiftOrder[],
): Promise<GiftBatch> {
  const [heads, rooms] = await Promise.all([
    tx.query(lockHead()),
    tx.query(lockRooms([...new Set(orders.map(({ stream }) => stream))])),
  ]);
  const head = heads[0];
  if (head === undefined) throw new Error("the journal has no head: ledger.head is empty");
  const nowMs = clock();
  return new GiftBatch({ head: head.sequence, rooms, house, rate: rateCardAt(nowMs), nowMs });
}

/** Sent for all parts before the first write, so that all are of the moment of the locks. */
async function readFacts(
  { house }: GiftEngine,
  tx: HotTx,
  orders: readonly GiftOrder[],
): Promise<OrderFacts> {
  const streaks = orders.filter(({ wish }) => wish.streak !== null);
  const principals = orders.map(({ sender }) => sender.paidAccount);
  const keys = orders.map(({ key }) => key);
  const [accounts, known, refused, counted] = await Promise.all([
    tx.query(readPostable(accountsOf(orders, house))),
    tx.query(readKeys(principals, keys)),
    tx.query(readRefusedKeys(principals, keys)),
    tx.query(
      readStreaks(
        streaks.map(({ sender }) => sender.uuid),
        streaks.map(({ wish }) => wish.streak?.id ?? ""),
      ),
    ),
  ]);
  return { accounts, known, refused, streaks: counted };
}

function accountsOf(orders: readonly GiftOrder[], house: GiftAccounts): bigint[] {
  const ids = new Set([house.coinsSpent, house.diamondsIssued]);
  for (const { sender, payee } of orders) {
    ids.add(sender.paidAccount).add(sender.bonusAccount);
    if (payee !== null) ids.add(payee.changeAccount).add(payee.diamondsAccount);
  }
  return [...ids];
}

/** What a part has added. */
function writesOfPart(batch: GiftBatch): Statement<unknown>[] {
  const rows = batch.takeEventRows();
  return rows.length === 0 ? [] : [...writePosted(batch.posting), insertGiftEvents(rows)];
}

/** What stands where it stood, with the whole batch's change. */
function lastWritesOf({ posting, events, rooms, streaks, refusedKeys, nowMs }: GiftBatch) {
  const refused = refusedKeys.length === 0 ? [] : [writeRefusedKeys(refusedKeys, nowMs)];
  if (events.length === 0) return refused;
  return [
    ...writeBalances(posting),
    moveRooms(rooms),
    ...(streaks.length === 0 ? [] : [writeStreaks(streaks, nowMs)]),
    ...refused,
  ];
}

/** Puts first answers in place of keys that an earlier batch had bound. */
async function recall(
  database: Database,
  outcomes: readonly GiftOutcome[],
): Promise<Reply<SendGiftAnswer>[]> {
  const places = outcomes.flatMap((outcome) => ("known" in outcome ? [placeOf(outcome)] : []));
  if (places.length === 0) return outcomes as Reply<SendGiftAnswer>[];
  const rows = await readEventsAt(database, places);
  const rowByPlace = new Map(rows.map((row) => [`${row.stream} ${row.seq}`, row]));
  return outcomes.map((outcome) => {
    if (!("known" in outcome)) return outcome;
    const { stream, seq } = placeOf(outcome);
    const row = rowByPlace.get(`${stream} ${seq}`);
    if (row === undefined) throw new Error(`event ${seq} of stream ${stream} is missing`);
    const [paidCoins = 0, bonusCoins = 0, version = 0] = JSON.parse(
      outcome.known.answer ?? "[]",
    ) as number[];
    const wallet = { paidCoins, bonusCoins, coins: paidCoins + bonusCoins, version };
    const event = { seq: Number(row.seq), epoch: row.epoch };
    return { answer: { sent: sentGiftOf(row), wallet, event }, replayed: true };
  });
}

/** Where the event of a bound key stands: a gift's reference says so. */
function placeOf({ known }: Extract<GiftOutcome, { known: unknown }>): {
  stream: string;
  seq: bigint;
} {
  return { stream: String(known.reference.stream), seq: BigInt(String(known.reference.seq)) };
}
