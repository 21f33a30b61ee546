/**
 * A small world whose every number is right, made by hand-like bookkeeping without a server, so that
 * the auditor itself can be tested: it must be silent here and speak as soon as one number is wrong.
 */
import {
  type AuditReport,
  type EarningsSummary,
  type Gift,
  idOf,
  type JournalEntry,
  type Order,
  type Quote,
  type RoomEvent,
  type Stream,
  type TrialBalance,
  type Wallet,
  type WalletEntry,
} from "@largesse/protocol";
import { accountOf, kindOf, ownerOf } from "./chart.ts";
import type { AnyPage, Exports, Facts, Page } from "./notebook.ts";

export interface HonestWorld {
  readonly facts: Facts;
  readonly pages: AnyPage[];
  readonly exports: Exports;
}

const EPOCH = "epoch-1";
const AT = "2026-01-01T00:00:00.000Z";
const STREAM = "str_1";
const CREATOR = "crt_1";
const PERSON = { avatar: null };
const GIFTS: readonly Gift[] = [
  ["rose", 1, true],
  ["panda", 5, true],
  ["crown", 299, false],
].map(([id, coins, streakable]) => ({
  id: String(id),
  name: String(id),
  coins: Number(coins),
  tier: "small",
  streakable: streakable === true,
  price: { currency: "USD", minor: Number(coins) },
}));

/** Two viewers buy, send gifts and a streak, are refused, say something; all of it in order. */
export function createHonestWorld(): HonestWorld {
  const books = new Books();
  for (const viewer of ["vwr_a", "vwr_b"]) books.buy(viewer, 500, 20);
  books.gift("vwr_a", "panda", 5, null);
  books.gift("vwr_b", "rose", 2, null);
  books.gift("vwr_a", "rose", 1, { id: "s1", total: 1 });
  books.gift("vwr_a", "rose", 3, { id: "s1", total: 4 });
  books.gift("vwr_b", "crown", 1, null);
  books.refuse("vwr_b", "crown");
  books.message("vwr_a");
  books.endStreak("vwr_a", "s1");
  return books.close();
}

type Legs = readonly (readonly [account: string, asset: "coin" | "diamond", amount: number])[];

class Books {
  readonly pages: AnyPage[] = [];
  readonly journal: JournalEntry[] = [];
  readonly events: RoomEvent[] = [];
  readonly orders = new Map<string, Order>();
  readonly balances = new Map<string, number>();
  readonly sequences = new Map<string, number>();
  readonly streaks = new Map<string, { total: number; coins: number; gift: Gift }>();
  tick = 0;
  transfers = 0;

  buy(viewer: string, coins: number, bonusCoins: number): void {
    const id = `ord_${viewer}`;
    const quote = honestQuote(`quo_${viewer}`, coins, bonusCoins);
    const order = honestOrder(id, quote);
    this.orders.set(id, order);
    const key = `k${this.tick}`;
    this.#post("purchase", accountOf(viewer, "paid"), key, { order: id }, [
      [accountOf(viewer, "paid"), "coin", coins],
      ["platform:coins_sold", "coin", -coins],
      [accountOf(viewer, "bonus"), "coin", bonusCoins],
      ["platform:coins_promotional", "coin", -bonusCoins],
    ]);
    const act = { act: "order", as: id, quote: quote.id, card: "good" } as const;
    this.#write({ viewer, key, act, target: null, outcome: answer(order) });
  }

  gift(viewer: string, name: string, count: number, streak: { id: string; total: number } | null) {
    const gift = GIFTS.find(({ id }) => id === name) as Gift;
    const coins = gift.coins * count;
    const bonus = Math.min(coins, this.#held(accountOf(viewer, "bonus")));
    const held = this.#held(accountOf(CREATOR, "change")) + coins;
    const diamonds = Math.floor(held / 2);
    const change = coins - diamonds * 2;
    const id = idOf("sentGift", uuidOfTransfer(this.transfers + 1));
    const key = `k${this.tick}`;
    const legs: Legs = [
      [accountOf(viewer, "paid"), "coin", bonus - coins],
      [accountOf(viewer, "bonus"), "coin", -bonus],
      [accountOf(CREATOR, "change"), "coin", change],
      ["platform:coins_redeemed", "coin", diamonds * 2],
      [accountOf(CREATOR, "diamonds"), "diamond", diamonds],
      ["platform:diamonds_issued", "diamond", -diamonds],
    ];
    const reference = { stream: STREAM, seq: this.events.length + 1 };
    this.#post(
      "gift",
      accountOf(viewer, "paid"),
      key,
      reference,
      legs.filter(([, , amount]) => amount !== 0),
    );
    const state = streak === null ? null : { ...streak, ended: false };
    if (streak !== null) {
      const before = this.streaks.get(streak.id)?.coins ?? 0;
      this.streaks.set(streak.id, { total: streak.total, coins: before + coins, gift });
    }
    const { streakable: _, price: __, ...ref } = gift;
    const sent = {
      id,
      gift: ref,
      sender: { ...PERSON, id: viewer, name: viewer },
      count,
      coins,
      diamonds,
      streak: state,
    };
    const event = this.#tell({ type: "gift.sent", data: sent });
    const act = {
      act: "gift",
      stream: 0,
      gift: name,
      quantity: streak === null ? count : 1,
      streak,
    } as const;
    this.#write({
      viewer,
      key,
      act,
      target: STREAM,
      outcome: answer({ sent, wallet: this.#wallet(viewer), event }),
    });
  }

  refuse(viewer: string, name: string): void {
    const { coins } = this.#wallet(viewer);
    const numbers = { costCoins: 299, walletCoins: coins, missingCoins: 299 - coins };
    const problem = {
      type: "",
      title: "",
      status: 402,
      detail: "",
      code: "insufficient_coins",
      retry: "never",
      numbers,
    } as const;
    const act = { act: "gift", stream: 0, gift: name, quantity: 1, streak: null } as const;
    const outcome = { heard: "refusal", problem, replayed: false } as const;
    this.#write({ viewer, key: `k${this.tick}`, act, target: STREAM, outcome });
  }

  message(viewer: string): void {
    const message = {
      id: "msg_1",
      sender: { ...PERSON, id: viewer, name: viewer },
      text: "hi",
      kind: "chat",
    } as const;
    const event = this.#tell({ type: "message.sent", data: message });
    const act = { act: "message", stream: 0, text: "hi" } as const;
    this.#write({
      viewer,
      key: `k${this.tick}`,
      act,
      target: STREAM,
      outcome: answer({ message, event }),
    });
  }

  endStreak(viewer: string, id: string): void {
    const streak = this.streaks.get(id);
    if (streak === undefined) throw new Error(`no streak ${id}`);
    const { streakable: _, price: __, ...gift } = streak.gift;
    const sender = { ...PERSON, id: viewer, name: viewer };
    this.#tell({
      type: "streak.ended",
      data: { streak: { id, total: streak.total, ended: true }, gift, sender, coins: streak.coins },
    });
  }

  close(): HonestWorld {
    const viewers = ["vwr_a", "vwr_b"];
    const stream = this.#stream();
    const leaders = viewers
      .map((id) => ({
        person: { ...PERSON, id, name: id },
        coins: 520 - this.#wallet(id).coins,
        gifts: this.#sentBy(id),
      }))
      .sort((a, b) => b.coins - a.coins)
      .map((leader, place) => ({ rank: place + 1, ...leader }));
    const exports: Exports = {
      journal: this.journal,
      journalBefore: this.journal.slice(0, 8),
      trialBalance: this.#trialBalance(),
      audit: { ...AUDIT, transfers: this.transfers, entries: this.journal.length },
      rooms: [{ stream, events: this.events, leaders }],
      earnings: new Map([[CREATOR, this.#earnings()]]),
      wallets: new Map(viewers.map((viewer) => [viewer, this.#wallet(viewer)])),
      walletEntries: new Map(viewers.map((viewer) => [viewer, this.#history(viewer)])),
      orders: this.orders,
    };
    return { facts: FACTS, pages: this.pages, exports };
  }

  #post(
    kind: string,
    principal: string,
    key: string,
    reference: Record<string, unknown>,
    legs: Legs,
  ): void {
    this.transfers += 1;
    for (const [account, asset, amount] of legs) {
      const balance = this.#held(account) + amount;
      const accountSequence = (this.sequences.get(account) ?? 0) + 1;
      this.balances.set(account, balance);
      this.sequences.set(account, accountSequence);
      const transfer = this.transfers;
      const header = { transfer, id: uuidOfTransfer(transfer), kind, principal, key, reference };
      this.journal.push({
        ...header,
        principalRow: principal,
        requestHash: "",
        answerHash: null,
        account,
        accountRow: account,
        asset,
        amount,
        accountSequence,
        balanceAfter: balance,
        eventAt: AT,
        writtenAt: AT,
        blockHash: null,
      });
    }
  }

  #held(account: string): number {
    return this.balances.get(account) ?? 0;
  }

  #wallet(viewer: string): Wallet {
    const paidCoins = this.#held(accountOf(viewer, "paid"));
    const bonusCoins = this.#held(accountOf(viewer, "bonus"));
    const version = this.sequences.get(accountOf(viewer, "paid")) ?? 0;
    return { paidCoins, bonusCoins, coins: paidCoins + bonusCoins, version };
  }

  #tell(what: Pick<RoomEvent, "type" | "data">): { seq: number; epoch: string } {
    const seq = this.events.length + 1;
    this.events.push({ ...what, stream: STREAM, seq, epoch: EPOCH, at: AT } as RoomEvent);
    return { seq, epoch: EPOCH };
  }

  #write(page: Pick<AnyPage, "viewer" | "key" | "act" | "target" | "outcome">): void {
    this.tick += 2;
    this.pages.push({ ...page, from: this.tick - 1, to: this.tick, sole: true } as Page as AnyPage);
  }

  #sentBy(viewer: string): number {
    const sums = this.events.map((event) =>
      event.type === "gift.sent" && event.data.sender.id === viewer ? event.data.count : 0,
    );
    return sums.reduce((all, count) => all + count, 0);
  }

  #stream(): Stream {
    const coins = this.events.reduce(
      (all, event) => all + (event.type === "gift.sent" ? event.data.coins : 0),
      0,
    );
    const creator = { ...PERSON, id: CREATOR, name: CREATOR };
    return {
      id: STREAM,
      title: "",
      creator,
      state: "live",
      scene: "dawn",
      hls: null,
      startedAt: AT,
      endedAt: null,
      seq: this.events.length,
      epoch: EPOCH,
      viewers: 0,
      coins,
    };
  }

  #history(viewer: string): WalletEntry[] {
    const own = this.journal.filter(({ account }) => ownerOf(account) === viewer);
    const ids = new Set(own.map(({ transfer }) => String(transfer)));
    return [...ids].map((id) => ({
      id,
      kind: "gift",
      paidCoins: 0,
      bonusCoins: 0,
      coinsAfter: 0,
      at: AT,
      about: {},
    }));
  }

  #trialBalance(): TrialBalance {
    const assets = (["coin", "diamond"] as const).map((asset) => {
      const own = this.journal.filter((entry) => entry.asset === asset);
      const rows = [...Map.groupBy(own, ({ account }) => kindOf(account))].map(
        ([kind, entries]) => ({
          kind,
          title: "",
          explains: "",
          accounts: 1,
          balance: entries.reduce((sum, { amount }) => sum + amount, 0),
        }),
      );
      return { asset, sum: rows.reduce((sum, { balance }) => sum + balance, 0), rows };
    });
    return { at: AT, transfers: this.transfers, assets };
  }

  #earnings(): EarningsSummary {
    const diamonds = this.#held(accountOf(CREATOR, "diamonds"));
    const changeCoins = this.#held(accountOf(CREATOR, "change"));
    return { diamonds, changeCoins } as EarningsSummary;
  }
}

const AUDIT: AuditReport = {
  ok: true,
  startedAt: AT,
  endedAt: AT,
  transfers: 0,
  entries: 0,
  accounts: 0,
  checks: [],
  findings: [],
  chain: { blocks: 0, transfers: 0, head: null },
};

const FACTS: Facts = {
  gifts: new Map(GIFTS.map((gift) => [gift.id, gift])),
  bundles: [],
  streams: [{ id: STREAM, creator: CREATOR }],
  ends: new Map(),
};

function honestQuote(id: string, coins: number, bonusCoins: number): Quote {
  const price = { currency: "USD", minor: coins } as const;
  return {
    id,
    bundle: null,
    coins,
    bonusCoins,
    price,
    perCoin: "0.01",
    standard: price,
    fx: null,
    tax: null,
    priceListVersion: 1,
    createdAt: AT,
    expiresAt: "2026-01-01T00:10:00.000Z",
  };
}

function honestOrder(id: string, quote: Quote): Order {
  return {
    id,
    state: "credited",
    quote,
    provider: "sandbox",
    nextAction: null,
    failure: null,
    createdAt: AT,
    updatedAt: AT,
    expiresAt: AT,
    creditedAt: AT,
  };
}

function answer(value: unknown) {
  return { heard: "answer", answer: value, replayed: false } as AnyPage["outcome"];
}

function uuidOfTransfer(transfer: number): string {
  return `00000000-0000-7000-8000-${String(transfer).padStart(12, "0")}`;
}
