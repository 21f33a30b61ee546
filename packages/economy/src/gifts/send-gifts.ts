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
  writeBatch,
} from "@largesse/ledger";
import type { RoomEvent, SendGiftAnswer } from "@largesse/protocol";
import type { Reply } from "../handlers.ts";
import type { GiftAccounts } from "./accounts.ts";
import { type BatchFacts, GiftBatch, type GiftOrder, type GiftOutcome } from "./gift-batch.ts";
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
    const facts = await readFacts(engine, tx, orders);
    const decided = new GiftBatch(facts);
    const results = orders.map((order) => decided.decide(order));
    await tx.commit(writesOf(decided, facts.nowMs).map((statement) => tx.query(statement)));
    return { batch: decided, outcomes: results };
  });
  if (batch.events.length > 0) engine.onEvents(batch.events);
  return await recall(engine.database, outcomes);
}

/**
 * Locks in the order of the house: the books, then rooms by id. The facts are read by statements of
 * their own, sent in the same breath but run after the locks: each statement sees what was committed
 * before *it* began, so a fact read in the statement that waits for a lock would be older than the lock.
 */
async function readFacts(
  { house, clock }: GiftEngine,
  tx: HotTx,
  orders: readonly GiftOrder[],
): Promise<BatchFacts> {
  const streaks = orders.filter(({ wish }) => wish.streak !== null);
  const principals = orders.map(({ sender }) => sender.paidAccount);
  const keys = orders.map(({ key }) => key);
  const [heads, rooms, accounts, known, refused, counted] = await Promise.all([
    tx.query(lockHead()),
    tx.query(lockRooms([...new Set(orders.map(({ stream }) => stream))])),
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
  const head = heads[0];
  if (head === undefined) throw new Error("the journal has no head: ledger.head is empty");
  const nowMs = clock();
  return {
    accounts,
    head: head.sequence,
    rooms,
    known,
    refused,
    streaks: counted,
    house,
    rate: rateCardAt(nowMs),
    nowMs,
  };
}

function accountsOf(orders: readonly GiftOrder[], house: GiftAccounts): bigint[] {
  const ids = new Set([house.coinsSpent, house.diamondsIssued]);
  for (const { sender, payee } of orders) {
    ids.add(sender.paidAccount).add(sender.bonusAccount);
    if (payee !== null) ids.add(payee.changeAccount).add(payee.diamondsAccount);
  }
  return [...ids];
}

function writesOf(batch: GiftBatch, nowMs: number) {
  const { posting, eventRows, rooms, streaks, refusedKeys } = batch;
  const refused = refusedKeys.length === 0 ? [] : [writeRefusedKeys(refusedKeys, nowMs)];
  if (batch.events.length === 0) return refused;
  return [
    ...writeBatch(posting),
    insertGiftEvents(eventRows),
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
