/**
 * People at a house, from outside: signed in and funded by the public calls, on real sockets through
 * the SDK, and the overlay's own event stream. It notes when each of them heard each event.
 */
import { type Client, createClient, newKey, type SocketLike } from "@largesse/sdk";
import { WebSocket } from "ws";

/** Buys what a whole run can spend. */
const FUNDS_COINS = 100_000;
const CARD = "4242424242424242";
const WAIT_MS_MAX = 10_000;

export interface Person {
  readonly token: string;
  readonly client: Client;
}

/** A client on the lean socket of `ws`: the measured machine also runs the whole crowd. */
export function openClient(baseUrl: string, token: string | null): Client {
  const openSocket = (url: string, protocol: string) =>
    new WebSocket(url, protocol, { perMessageDeflate: false }) as SocketLike;
  return createClient({ baseUrl, token: () => token, environment: { openSocket } });
}

/** Somebody new. */
export async function signIn(baseUrl: string, as: "viewer" | "creator"): Promise<Person> {
  const { token } = await openClient(baseUrl, null).call("demoSignIn", { body: { as } });
  return { token, client: openClient(baseUrl, token) };
}

/** A viewer with coins that were bought, as every coin is. */
export async function signInFunded(baseUrl: string): Promise<Person> {
  const person = await signIn(baseUrl, "viewer");
  const { client } = person;
  const quote = await client.call("createQuote", { body: { coins: FUNDS_COINS, currency: "USD" } });
  const body = { quote: quote.id, provider: "sandbox", method: { card: CARD } } as const;
  const { id } = await client.call("createOrder", { key: newKey(), body });
  const untilMs = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const order = await client.call("getOrder", { params: { order: id } });
    if (order.state === "credited") return person;
    if (Date.now() > untilMs) throw new Error("coins that were paid did not come");
    await pause(10);
  }
}

/** Who has heard which event, and when the last of them did. */
export class Hearing {
  readonly #heard = new Map<number, { times: number; lastAtMs: number }>();

  note(seq: number): void {
    const lastAtMs = performance.now();
    const before = this.#heard.get(seq);
    this.#heard.set(seq, { times: (before?.times ?? 0) + 1, lastAtMs });
  }

  /** Events that anybody heard. */
  get count(): number {
    return this.#heard.size;
  }

  async untilCount(count: number): Promise<void> {
    const untilMs = performance.now() + WAIT_MS_MAX;
    while (this.count < count) {
      if (performance.now() > untilMs)
        throw new Error(`${count - this.count} gifts were not heard`);
      await pause(10);
    }
  }

  /** When the event had been heard so often; waits for it. */
  async atMs(seq: number, times: number): Promise<number> {
    const untilMs = performance.now() + WAIT_MS_MAX;
    for (;;) {
      const heard = this.#heard.get(seq);
      if (heard?.times === times) return heard.lastAtMs;
      if (performance.now() > untilMs) {
        throw new Error(`event ${seq} was heard ${heard?.times ?? 0} times instead of ${times}`);
      }
      await pause(10);
    }
  }
}

/** Joins a room and tells each gift's number; answers when it has its seat. */
export async function watch(client: Client, stream: string, hearing: Hearing): Promise<() => void> {
  const { seq, epoch } = await client.call("getStream", { params: { stream } });
  return await new Promise((resolve, reject) => {
    const leave = client.link().join(
      stream,
      { after: seq, epoch },
      {
        onJoined: () => resolve(leave),
        onEvent: (event) => {
          if (event.type === "gift.sent") hearing.note(event.seq);
        },
        onResync: () => reject(new Error("a viewer fell behind and missed events")),
        onStats: () => {},
        onRefused: (problem) => reject(new Error(problem.detail)),
      },
    );
  });
}

/** Reads the overlay's event stream as a browser source does; the answer ends it. */
export async function watchOverlay(url: string, hearing: Hearing): Promise<() => void> {
  const ending = new AbortController();
  const accept = { accept: "text/event-stream" };
  const response = await fetch(url, { headers: accept, signal: ending.signal });
  const { body } = response;
  if (!response.ok || body === null) throw new Error(`the overlay was refused: ${response.status}`);
  void readGifts(body, hearing).catch((fault: unknown) => {
    if (!ending.signal.aborted) throw fault;
  });
  return () => ending.abort();
}

async function readGifts(body: ReadableStream<Uint8Array>, hearing: Hearing): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^event: gift\.sent\ndata: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) hearing.note((JSON.parse(data) as { seq: number }).seq);
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
