/**
 * Decides a batch of sendings, one after the other, over rows that are locked: a running balance
 * serves several gifts of one viewer, a running count several messages of one streak. No database
 * here: facts come in, what is to be written comes out.
 */
import { type KnownTransfer, type LockedAccount, Posting } from "@largesse/ledger";
import {
  isRefusal,
  type RateCard,
  type Refusal,
  type RoomEvent,
  refuse,
  type SendGiftAnswer,
  uuidv7,
} from "@largesse/protocol";
import type { Reply } from "../handlers.ts";
import { type GiftAccounts, walletOf } from "./accounts.ts";
import { findGift } from "./catalogue.ts";
import { decideGift, type GiftAddition, type GiftWish } from "./decide-gift.ts";
import { giftLegs } from "./gift-legs.ts";
import { type RoomEventRow, sentGiftOf, toRoomEvent } from "./room-event.ts";
import { splitGift } from "./split-gift.ts";
import type { RefusedKey } from "./sql/refused-keys.ts";
import type { LockedRoom, Payee } from "./sql/rooms.ts";
import type { StreakRow } from "./sql/streaks.ts";

/** One sending, as it joins the batch. */
export interface GiftOrder {
  readonly sender: {
    readonly uuid: string;
    readonly name: string;
    readonly avatar: string | null;
    readonly paidAccount: bigint;
    readonly bonusAccount: bigint;
  };
  readonly key: string;
  readonly requestHash: Buffer;
  readonly stream: string;
  /** Null when there is no such stream. */
  readonly payee: Payee | null;
  readonly wish: GiftWish;
}

/** What holds for the whole batch, read right after the locks. */
export interface BatchFacts {
  readonly head: bigint;
  readonly rooms: readonly LockedRoom[];
  readonly house: GiftAccounts;
  readonly rate: RateCard;
  readonly nowMs: number;
}

/** What some of the orders need, read after the locks and before anything of the batch is written. */
export interface OrderFacts {
  readonly accounts: readonly LockedAccount[];
  readonly known: readonly KnownTransfer[];
  readonly refused: readonly RefusedKey[];
  readonly streaks: readonly StreakRow[];
}

/** An answer, a refusal, or a key bound by an earlier batch whose first answer must be read. */
export type GiftOutcome = Reply<SendGiftAnswer> | { readonly known: KnownTransfer };

type GiftSent = Extract<RoomEvent, { type: "gift.sent" }>;

/** A streak's row, moving with the batch. */
interface GrowingStreak extends StreakRow {
  total: number;
  coins: bigint;
}

interface BoundKey {
  readonly principal: bigint;
  readonly requestHash: Buffer;
  readonly outcome: GiftOutcome;
}

/**
 * Refusals that another moment could turn into a yes: they bind their key, so that a copy of the
 * request that comes late hears what the sender was told. The others are about the request itself.
 */
const BINDING = new Set<Refusal["refused"]>([
  "stream_ended",
  "streak_conflict",
  "insufficient_coins",
]);

/** Many rows may share a name, though hardly ever do: looking through a short list beats longer names. */
function addTo<Row>(rowsByName: Map<string, Row[]>, name: string, row: Row): void {
  const rows = rowsByName.get(name);
  if (rows === undefined) rowsByName.set(name, [row]);
  else rows.push(row);
}

/** The sender's two accounts as they stand. */
interface SenderAccounts {
  readonly paid: LockedAccount;
  readonly bonus: LockedAccount;
}

export class GiftBatch {
  readonly posting: Posting;
  /** What happened in the rooms, to be published. */
  readonly events: RoomEvent[] = [];
  /** Keys that this batch answers with no. */
  readonly refusedKeys: RefusedKey[] = [];
  #eventRows: RoomEventRow[] = [];
  readonly #facts: BatchFacts;
  readonly #at: Date;
  readonly #roomById: Map<string, LockedRoom>;
  readonly #boundByKey = new Map<string, BoundKey[]>();
  readonly #streaksById = new Map<string, GrowingStreak[]>();
  readonly #streaksMoved = new Set<GrowingStreak>();
  readonly #roomsMoved = new Set<LockedRoom>();

  constructor(facts: BatchFacts) {
    this.#facts = facts;
    this.#at = new Date(facts.nowMs);
    this.posting = new Posting([], facts.head);
    this.#roomById = new Map(facts.rooms.map((room) => [room.id, room]));
  }

  /** Adds what the next orders need. What the batch has moved since it was read is newer, and stays. */
  know({ accounts, known, refused, streaks }: OrderFacts): void {
    this.posting.know(accounts);
    for (const transfer of known) {
      const { principal, key, requestHash } = transfer;
      addTo(this.#boundByKey, key, { principal, requestHash, outcome: { known: transfer } });
    }
    for (const { principal, key, requestHash, refused: code, details } of refused) {
      const outcome = { refused: code, details };
      addTo(this.#boundByKey, key, { principal, requestHash, outcome });
    }
    for (const streak of streaks) {
      const sameName = this.#streaksById.get(streak.id);
      if (sameName?.some(({ sender }) => sender === streak.sender)) continue;
      addTo(this.#streaksById, streak.id, streak);
    }
  }

  /** The rows of events since they were last asked for, to be written. */
  takeEventRows(): readonly RoomEventRow[] {
    const rows = this.#eventRows;
    this.#eventRows = [];
    return rows;
  }

  /** When all of the batch happens. */
  get nowMs(): number {
    return this.#facts.nowMs;
  }

  /** Streams whose head moved. */
  get rooms(): LockedRoom[] {
    return [...this.#roomsMoved];
  }

  /** Streaks that grew. */
  get streaks(): StreakRow[] {
    return [...this.#streaksMoved];
  }

  decide(order: GiftOrder): GiftOutcome {
    const principal = order.sender.paidAccount;
    const bound = this.#boundByKey.get(order.key)?.find((one) => one.principal === principal);
    if (bound !== undefined) {
      if (!bound.requestHash.equals(order.requestHash)) return refuse("key_reused");
      return "answer" in bound.outcome ? { ...bound.outcome, replayed: true } : bound.outcome;
    }
    const accounts = {
      paid: this.posting.account(principal),
      bonus: this.posting.account(order.sender.bonusAccount),
    };
    const room = order.payee === null ? undefined : this.#roomById.get(order.stream);
    const streak = this.#streakOf(order);
    const addition = decideGift(order.wish, {
      stream: room === undefined ? null : { uuid: room.id, ended: room.ended },
      gift: findGift(order.wish.gift),
      streak: streak ?? null,
      walletCoins: accounts.paid.balance + accounts.bonus.balance,
    });
    if (isRefusal(addition)) return this.#refuse(order, addition);
    if (room === undefined || order.payee === null || addition.count === 0) {
      return { answer: this.#answerNothing(order, addition, accounts) };
    }
    const happened = this.#post(order, addition, { room, payee: order.payee, accounts });
    if (isRefusal(happened)) return happened;
    this.#growStreak(order, addition, streak);
    const event = { seq: happened.seq, epoch: happened.epoch };
    const wallet = walletOf(accounts.paid, accounts.bonus);
    const answer = { sent: happened.data, wallet, event };
    const { requestHash } = order;
    addTo(this.#boundByKey, order.key, { principal, requestHash, outcome: { answer } });
    return { answer };
  }

  #streakOf({ sender, wish }: GiftOrder): GrowingStreak | undefined {
    if (wish.streak === null) return undefined;
    return this.#streaksById.get(wish.streak.id)?.find((one) => one.sender === sender.uuid);
  }

  #refuse({ sender, key, requestHash }: GiftOrder, refusal: Refusal): Refusal {
    if (!BINDING.has(refusal.refused)) return refusal;
    const principal = sender.paidAccount;
    this.refusedKeys.push({ principal, key, requestHash, ...refusal });
    addTo(this.#boundByKey, key, { principal, requestHash, outcome: refusal });
    return refusal;
  }

  #post(
    order: GiftOrder,
    addition: GiftAddition,
    to: { readonly room: LockedRoom; readonly payee: Payee; readonly accounts: SenderAccounts },
  ): GiftSent | Refusal {
    const { sender } = order;
    const { paid, bonus } = to.accounts;
    const held = {
      bonusCoins: bonus.balance,
      changeCoins: this.posting.balanceOf(to.payee.changeAccount),
    };
    const split = splitGift(addition.coins, held, this.#facts.rate);
    const legs = giftLegs(split, sender, to.payee, this.#facts.house);
    const seq = to.room.head + 1n;
    const id = uuidv7(this.#facts.nowMs);
    // What cannot be read off the event later: the wallet as it was left.
    const paidCoins = paid.balance - split.paidCoins;
    const bonusCoins = bonus.balance - split.bonusCoins;
    const entries = (split.paidCoins > 0n ? 1n : 0n) + (split.bonusCoins > 0n ? 1n : 0n);
    const version = paid.sequence + bonus.sequence + entries;
    const posted = this.posting.apply({
      id,
      kind: "gift",
      principal: sender.paidAccount,
      key: order.key,
      requestHash: order.requestHash,
      legs,
      reference: `{"stream":"${order.stream}","seq":${seq}}`,
      answer: `[${paidCoins},${bonusCoins},${version}]`,
      eventAtMs: this.#facts.nowMs,
    });
    if (isRefusal(posted)) return posted;
    to.room.head = seq;
    to.room.coins += addition.coins;
    this.#roomsMoved.add(to.room);
    const row = this.#eventOf(order, addition, { room: to.room, id, diamonds: split.diamonds });
    const happened = toRoomEvent(row) as GiftSent;
    this.#eventRows.push(row);
    this.events.push(happened);
    return happened;
  }

  #growStreak(
    order: GiftOrder,
    { streak, gift, coins }: GiftAddition,
    counted: GrowingStreak | undefined,
  ): void {
    if (streak === null) return;
    if (counted !== undefined) {
      counted.total = streak.total;
      counted.coins += coins;
      this.#streaksMoved.add(counted);
      return;
    }
    const { id, total, ended } = streak;
    const { uuid: sender } = order.sender;
    const begun = { sender, id, stream: order.stream, gift: gift.id, total, coins, ended };
    addTo(this.#streaksById, id, begun);
    this.#streaksMoved.add(begun);
  }

  #eventOf(
    order: GiftOrder,
    addition: GiftAddition,
    made: { readonly room: LockedRoom; readonly id: string; readonly diamonds: bigint },
  ): RoomEventRow {
    return {
      stream: order.stream,
      seq: made.room.head,
      epoch: made.room.epoch,
      type: "gift.sent",
      at: this.#at,
      id: made.id,
      actor: order.sender.uuid,
      actorRole: "viewer",
      actorName: order.sender.name,
      actorAvatar: order.sender.avatar,
      gift: addition.gift.id,
      count: addition.count,
      coins: addition.coins,
      diamonds: made.diamonds,
      streak: addition.streak?.id ?? null,
      streakTotal: addition.streak?.total ?? null,
      streakEnded: addition.streak?.ended ?? null,
      body: null,
    };
  }

  /** The streak's total had been counted: nothing moves, nothing is written, the key stays free. */
  #answerNothing(
    order: GiftOrder,
    addition: GiftAddition,
    { paid, bonus }: SenderAccounts,
  ): SendGiftAnswer {
    const row = this.#eventOf(order, addition, {
      room: { id: order.stream, ended: false, epoch: "", head: 0n, coins: 0n },
      id: uuidOfHash(order.requestHash),
      diamonds: 0n,
    });
    return { sent: sentGiftOf(row), wallet: walletOf(paid, bonus), event: null };
  }
}

/** A stable id for an answer that left no row: the same request is answered with the same id. */
function uuidOfHash(hash: Buffer): string {
  const hex = hash.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
