/**
 * Plays sendings through the public interface, each by its own viewer.
 *
 * A viewer buys what the whole recording needs from them before their first gift: a gift that was
 * refused for want of coins stays refused under its key. The purchase has a key of its own, made of
 * the room and the viewer, so that another run buys nothing again. Refusals that pass are waited
 * out, others are noted with their line and the replay goes on.
 */
import type { Order } from "@largesse/protocol";
import {
  type Client,
  createClient,
  problemFrom,
  RefusedError,
  UnreachableError,
} from "@largesse/sdk";
import { digest, type Sending } from "./plan.ts";

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
  readonly #funded = new Map<string, Promise<void>>();
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
    await this.#fund(sender, client);
    await client.call("sendGift", wish, { signal });
  }

  /** Once a viewer and run: coins for the whole recording, unless an earlier run has bought them. */
  #fund(sender: string, client: Client): Promise<void> {
    const known = this.#funded.get(sender);
    if (known !== undefined) return known;
    const funding = this.#buy(client, sender, this.#options.coinsBySender.get(sender) ?? 0);
    this.#funded.set(sender, funding);
    funding.catch(() => this.#funded.delete(sender));
    return funding;
  }

  async #buy(client: Client, sender: string, coins: number): Promise<void> {
    const name = `replay-coins-${digest(this.#options.stream, sender)}`;
    for (let bought = 0; bought < coins; bought += PURCHASE_COINS_MAX) {
      const part = Math.min(coins - bought, PURCHASE_COINS_MAX);
      await this.#buyOnce(client, part, `${name}-${bought}`);
    }
  }

  async #buyOnce(client: Client, coins: number, key: string): Promise<void> {
    const { signal } = this.#options;
    let order = await this.#orderOnce(client, coins, key);
    if (order === null) return;
    for (let look = 0; order.state !== "credited"; look++) {
      if (look >= CREDIT_LOOKS_MAX || order.state === "failed") {
        throw new Error(`The order ${order.id} for ${coins} coins stands at ${order.state}.`);
      }
      await this.#wait(CREDIT_LOOK_MS);
      order = await client.call("getOrder", { params: { order: order.id } }, { signal });
    }
    this.#coinsBought += coins;
  }

  /** Null when an earlier run ordered under this key: its quote was another, so the key is refused. */
  async #orderOnce(client: Client, coins: number, key: string): Promise<Order | null> {
    const { signal } = this.#options;
    const quote = await client.call("createQuote", { body: { coins } }, { signal });
    const method = { card: "4242424242424242" };
    const body = { quote: quote.id, provider: "sandbox", method };
    try {
      return await client.call("createOrder", { body, key }, { signal });
    } catch (error) {
      if (problemFrom(error)?.code === "key_reused") return null;
      throw error;
    }
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
