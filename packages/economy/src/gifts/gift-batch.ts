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

export interface BatchFacts {
  readonly accounts: readonly LockedAccount[];
  readonly head: bigint;
  readonly rooms: readonly LockedRoom[];
  readonly known: readonly KnownTransfer[];
  readonly streaks: readonly StreakRow[];
  readonly house: GiftAccounts;
  readonly rate: RateCard;
  readonly nowMs: number;
}

/** An answer, a refusal, or a key bound by an earlier batch whose first answer must be read. */
export type GiftOutcome = Reply<SendGiftAnswer> | { readonly known: KnownTransfer };

type GiftSent = Extract<RoomEvent, { type: "gift.sent" }>;

interface BoundKey {
  readonly requestHash: Buffer;
  readonly outcome: GiftOutcome;
}

export class GiftBatch {
  readonly posting: Posting;
  /** What happened in the rooms, as rows to be written and as events to be published. */
  readonly eventRows: RoomEventRow[] = [];
  readonly events: RoomEvent[] = [];
  readonly #facts: BatchFacts;
  readonly #at: Date;
  readonly #roomById: Map<string, LockedRoom>;
  readonly #boundByKey = new Map<string, BoundKey>();
  readonly #streakByKey = new Map<string, StreakRow>();
  readonly #streaksMoved = new Set<string>();
  readonly #roomsMoved = new Set<LockedRoom>();

  constructor(facts: BatchFacts) {
    this.#facts = facts;
    this.#at = new Date(facts.nowMs);
    this.posting = new Posting(facts.accounts, facts.head);
    this.#roomById = new Map(facts.rooms.map((room) => [room.id, room]));
    for (const known of facts.known) {
      const bound = { requestHash: known.requestHash, outcome: { known } };
      this.#boundByKey.set(`${known.principal} ${known.key}`, bound);
    }
    for (const streak of facts.streaks) {
      this.#streakByKey.set(`${streak.sender} ${streak.id}`, streak);
    }
  }

  /** Streams whose head moved. */
  get rooms(): LockedRoom[] {
    return [...this.#roomsMoved];
  }

  /** Streaks that grew. */
  get streaks(): StreakRow[] {
    return [...this.#streaksMoved].flatMap((key) => this.#streakByKey.get(key) ?? []);
  }

  decide(order: GiftOrder): GiftOutcome {
    const bindingKey = `${order.sender.paidAccount} ${order.key}`;
    const bound = this.#boundByKey.get(bindingKey);
    if (bound !== undefined) {
      if (!bound.requestHash.equals(order.requestHash)) return refuse("key_reused");
      return "answer" in bound.outcome ? { ...bound.outcome, replayed: true } : bound.outcome;
    }
    const room = order.payee === null ? undefined : this.#roomById.get(order.stream);
    const addition = this.#decideAddition(order, room);
    if (isRefusal(addition)) return addition;
    if (room === undefined || order.payee === null || addition.count === 0) {
      return { answer: this.#answerNothing(order, addition) };
    }
    const happened = this.#post(order, addition, { room, payee: order.payee });
    if (isRefusal(happened)) return happened;
    const event = { seq: happened.seq, epoch: happened.epoch };
    const answer = { sent: happened.data, wallet: this.#walletOf(order), event };
    this.#boundByKey.set(bindingKey, { requestHash: order.requestHash, outcome: { answer } });
    return { answer };
  }

  #decideAddition(order: GiftOrder, room: LockedRoom | undefined): GiftAddition | Refusal {
    const { sender, wish } = order;
    const streak =
      wish.streak === null ? undefined : this.#streakByKey.get(`${sender.uuid} ${wish.streak.id}`);
    return decideGift(wish, {
      stream: room === undefined ? null : { uuid: room.id, ended: room.ended },
      gift: findGift(wish.gift),
      streak: streak ?? null,
      walletCoins:
        this.posting.balanceOf(sender.paidAccount) + this.posting.balanceOf(sender.bonusAccount),
    });
  }

  #post(
    order: GiftOrder,
    addition: GiftAddition,
    to: { readonly room: LockedRoom; readonly payee: Payee },
  ): GiftSent | Refusal {
    const { sender } = order;
    const bonusBefore = this.posting.account(sender.bonusAccount);
    const paidBefore = this.posting.account(sender.paidAccount);
    const held = {
      bonusCoins: bonusBefore.balance,
      changeCoins: this.posting.balanceOf(to.payee.changeAccount),
    };
    const split = splitGift(addition.coins, held, this.#facts.rate);
    const legs = giftLegs(split, sender, to.payee, this.#facts.house);
    const seq = to.room.head + 1n;
    const id = uuidv7(this.#facts.nowMs);
    // What cannot be read off the event later: the wallet as it was left.
    const paidCoins = paidBefore.balance - split.paidCoins;
    const bonusCoins = bonusBefore.balance - split.bonusCoins;
    const entries = (split.paidCoins > 0n ? 1n : 0n) + (split.bonusCoins > 0n ? 1n : 0n);
    const version = paidBefore.sequence + bonusBefore.sequence + entries;
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
    this.#growStreak(order, addition);
    const row = this.#eventOf(order, addition, { room: to.room, id, diamonds: split.diamonds });
    const happened = toRoomEvent(row) as GiftSent;
    this.eventRows.push(row);
    this.events.push(happened);
    return happened;
  }

  #growStreak(order: GiftOrder, { streak, gift, coins }: GiftAddition): void {
    if (streak === null) return;
    const key = `${order.sender.uuid} ${streak.id}`;
    this.#streakByKey.set(key, {
      sender: order.sender.uuid,
      id: streak.id,
      stream: order.stream,
      gift: gift.id,
      total: streak.total,
      coins: (this.#streakByKey.get(key)?.coins ?? 0n) + coins,
      ended: streak.ended,
    });
    this.#streaksMoved.add(key);
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
  #answerNothing(order: GiftOrder, addition: GiftAddition): SendGiftAnswer {
    const row = this.#eventOf(order, addition, {
      room: { id: order.stream, ended: false, epoch: "", head: 0n, coins: 0n },
      id: uuidOfHash(order.requestHash),
      diamonds: 0n,
    });
    return { sent: sentGiftOf(row), wallet: this.#walletOf(order), event: null };
  }

  #walletOf({ sender }: GiftOrder): SendGiftAnswer["wallet"] {
    return walletOf(
      this.posting.account(sender.paidAccount),
      this.posting.account(sender.bonusAccount),
    );
  }
}

/** A stable id for an answer that left no row: the same request is answered with the same id. */
function uuidOfHash(hash: Buffer): string {
  const hex = hash.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
