/** Things that the tests of the client share: samples of the room's words, and times that don't wait. */
import { setImmediate } from "node:timers/promises";
import {
  idOf,
  type Problem,
  problemOf,
  type RefusalCode,
  type RoomEvent,
  refuse,
  type SendGiftAnswer,
  type Stream,
  uuidv7,
  type Wallet,
} from "@largesse/protocol";
import type { Environment } from "../src/index.ts";

export const streamId = idOf("stream", uuidv7());
const at = "2026-11-22T20:00:00.000Z";
const sender = { id: "vwr_1", name: "Mira", avatar: null };
const rose = { id: "rose", name: "Rose", coins: 1, tier: "small" } as const;

export function streamAt(seq: number, more: Partial<Stream> = {}): Stream {
  return {
    id: streamId,
    title: "Jazz after dark",
    creator: { id: "crt_1", name: "Theo", avatar: null },
    state: "live",
    scene: "neon",
    hls: null,
    startedAt: at,
    endedAt: null,
    seq,
    epoch: "e1",
    viewers: 3,
    coins: seq,
    ...more,
  };
}

export function giftEvent(seq: number, coins = 1, epoch = "e1"): RoomEvent {
  const data = {
    id: `gft_${seq}`,
    gift: rose,
    sender,
    count: coins,
    coins,
    diamonds: 0,
    streak: null,
  };
  return { type: "gift.sent", stream: streamId, seq, epoch, at, data };
}

export function walletOf(coins: number, version: number): Wallet {
  return { paidCoins: coins, bonusCoins: 0, coins, version };
}

export function giftAnswer(coins: number, version: number): SendGiftAnswer {
  const sent = { id: "gft_1", gift: rose, sender, count: 1, coins: 1, diamonds: 0, streak: null };
  return { sent, wallet: walletOf(coins, version), event: { seq: 1, epoch: "e1" } };
}

export function problem(code: RefusalCode): Problem {
  return problemOf(refuse(code));
}

/** Waits for a fact, turning the event loop instead of sleeping. */
export async function until(fact: () => boolean, says = "the fact"): Promise<void> {
  const deadlineMs = Date.now() + 5_000;
  while (!fact()) {
    if (Date.now() > deadlineMs) throw new Error(`Waited in vain for ${says}.`);
    await setImmediate();
  }
}

/** Time that is written down and not waited for; waits of `keptMs` and more stay real. */
export function hurried(keptMs = 10_000): { environment: Partial<Environment>; waitsMs: number[] } {
  const waitsMs: number[] = [];
  const environment: Partial<Environment> = {
    random: () => 0.5,
    after: (ms, callback) => {
      if (ms < keptMs) waitsMs.push(ms);
      const timer = setTimeout(callback, ms < keptMs ? 0 : ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
  return { environment, waitsMs };
}

/** Time that stands still until it is moved. */
export class ManualTime {
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  get environment(): Pick<Environment, "after" | "nowMs" | "random"> {
    return {
      nowMs: () => this.#nowMs,
      random: () => 0.5,
      after: (ms, callback) => {
        const timer = { atMs: this.#nowMs + ms, callback };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((other) => other !== timer);
        };
      },
    };
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    const due = this.#timers.filter((timer) => timer.atMs <= this.#nowMs);
    this.#timers = this.#timers.filter((timer) => timer.atMs > this.#nowMs);
    for (const timer of due) timer.callback();
  }
}
