/**
 * Plays sendings through the public interface, each by its own viewer.
 *
 * A viewer who runs out of coins buys what the rest of the recording needs from them, less what they
 * hold; nothing is bought for gifts that are paid already. Refusals that pass are waited out, others
 * are noted with their line and the replay goes on.
 */
import {
  type Client,
  createClient,
  newKey,
  problemFrom,
  RefusedError,
  UnreachableError,
} from "@largesse/sdk";
import type { Sending } from "./plan.ts";

export interface PlayOptions {
  readonly baseUrl: string;
  readonly stream: string;
  readonly sendings: readonly Sending[];
  readonly coinsBySender: ReadonlyMap<string, number>;
  /** Recorded seconds a second; infinity is as fast as it goes. */
  readonly speed: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

export interface Played {
  readonly done: number;
  readonly failed: readonly { readonly line: number; readonly why: string }[];
  readonly coinsBought: number;
}

/** Sendings on their way at once at full speed; those of one viewer keep their order. */
const LANES = 8;
/** Recordings have holes of days; nobody rehearses those. */
const GAP_MS_MAX = 10_000;
const PATIENCE_MS_MAX = 120_000;
const CREDIT_LOOKS_MAX = 100;
const CREDIT_LOOK_MS = 100;
const PURCHASE_COINS_MAX = 100_000;

export async function play(options: PlayOptions): Promise<Played> {
  const player = new Player(options);
  const lanes = Number.isFinite(options.speed) ? 1 : LANES;
  await Promise.all(Array.from({ length: lanes }, (_, lane) => player.playLane(lane, lanes)));
  return player.played();
}

class Player {
  readonly #options: PlayOptions;
  readonly #clients = new Map<string, Promise<Client>>();
  /** The highest total of each streak, and each key, that was answered in this run. */
  readonly #settled = new Map<string, number>();
  readonly #paidBySender = new Map<string, number>();
  readonly #failed: { line: number; why: string }[] = [];
  #done = 0;
  #coinsBought = 0;

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  played(): Played {
    return { done: this.#done, failed: this.#failed, coinsBought: this.#coinsBought };
  }

  /** One lane has the sendings of certain viewers, in order. */
  async playLane(lane: number, lanes: number): Promise<void> {
    let lastMs: number | null = null;
    for (const sending of this.#options.sendings) {
      if (laneOf(sending.sender, lanes) !== lane) continue;
      this.#options.signal.throwIfAborted();
      if (Number.isFinite(this.#options.speed) && sending.atMs !== null) {
        const gapMs = Math.min(GAP_MS_MAX, Math.max(0, sending.atMs - (lastMs ?? sending.atMs)));
        await this.#wait(gapMs / this.#options.speed);
        lastMs = sending.atMs;
      }
      await this.#playOne(sending);
      this.#options.onProgress(++this.#done);
    }
  }

  async #playOne(sending: Sending): Promise<void> {
    try {
      await this.#patiently(() => this.#send(sending));
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (!(error instanceof RefusedError)) throw error;
      this.#failed.push({ line: sending.line, why: error.problem.detail });
    }
  }

  async #send(sending: Sending): Promise<void> {
    const { sender, gift, quantity, streak, key } = sending;
    const client = await this.#clientOf(sender);
    const wish = {
      params: { stream: this.#options.stream as never },
      body: { gift, quantity, ...(streak === null ? {} : { streak }) },
      key,
    };
    const { signal } = this.#options;
    try {
      this.#settle(sending, (await client.call("sendGift", wish, { signal })).sent.gift.coins);
    } catch (error) {
      const problem = problemFrom(error);
      if (problem?.code !== "insufficient_coins") throw error;
      const heldCoins = Number(problem.numbers.walletCoins);
      const aheadCoins = this.#aheadOf(sender) - heldCoins;
      await this.#buy(client, Math.max(Number(problem.numbers.missingCoins), aheadCoins));
      this.#settle(sending, (await client.call("sendGift", wish, { signal })).sent.gift.coins);
    }
  }

  /** Writes down what is certainly paid for now: this sending, or the streak up to its total. */
  #settle({ sender, streak, quantity, key }: Sending, priceCoins: number): void {
    const name = streak === null ? key : `${sender}/${streak.id}`;
    const before = this.#settled.get(name) ?? 0;
    const now = Math.max(before, streak?.total ?? quantity);
    this.#settled.set(name, now);
    const paid = this.#paidBySender.get(sender) ?? 0;
    this.#paidBySender.set(sender, paid + (now - before) * priceCoins);
  }

  /** What the recording still asks of a viewer. */
  #aheadOf(sender: string): number {
    const { coinsBySender } = this.#options;
    return (coinsBySender.get(sender) ?? 0) - (this.#paidBySender.get(sender) ?? 0);
  }

  async #buy(client: Client, coins: number): Promise<void> {
    for (let left = coins; left > 0; left -= PURCHASE_COINS_MAX) {
      await this.#buyOnce(client, Math.min(left, PURCHASE_COINS_MAX));
    }
  }

  async #buyOnce(client: Client, coins: number): Promise<void> {
    const { signal } = this.#options;
    const quote = await client.call("createQuote", { body: { coins } }, { signal });
    const method = { card: "4242424242424242" };
    const body = { quote: quote.id, provider: "sandbox", method };
    let order = await client.call("createOrder", { body, key: newKey() }, { signal });
    for (let look = 0; order.state !== "credited"; look++) {
      if (look >= CREDIT_LOOKS_MAX || order.state === "failed") {
        throw new Error(`The order ${order.id} for ${coins} coins stands at ${order.state}.`);
      }
      await this.#wait(CREDIT_LOOK_MS);
      order = await client.call("getOrder", { params: { order: order.id } }, { signal });
    }
    this.#coinsBought += coins;
  }

  /** Signs in once a viewer; the same name is the same person in every run. */
  #clientOf(name: string): Promise<Client> {
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const { baseUrl, signal } = this.#options;
    const opening = createClient({ baseUrl })
      .call("demoSignIn", { body: { as: "viewer", name } }, { signal })
      .then(({ token }) => createClient({ baseUrl, token: () => token }));
    this.#clients.set(name, opening);
    opening.catch(() => this.#clients.delete(name));
    return opening;
  }

  /** Waits out what passes: a server that restarts, is busy, or asks for a slower pace. */
  async #patiently(work: () => Promise<void>): Promise<void> {
    for (let waitedMs = 0; ; ) {
      try {
        return await work();
      } catch (error) {
        this.#options.signal.throwIfAborted();
        const passing =
          error instanceof UnreachableError ||
          (error instanceof RefusedError && error.problem.retry !== "never");
        if (!passing || waitedMs >= PATIENCE_MS_MAX) throw error;
        const waitMs = (error instanceof RefusedError ? error.retryAfterMs : null) ?? 2_000;
        await this.#wait(waitMs);
        waitedMs += waitMs;
      }
    }
  }

  #wait(ms: number): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal.addEventListener("abort", stop, { once: true });
    });
  }
}

function laneOf(sender: string, lanes: number): number {
  let sum = 0;
  for (const letter of sender) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % lanes;
}
