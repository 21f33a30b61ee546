/**
 * A house with people, a stream, coins and a gift in it, to be attacked from outside. Whatever the
 * attack: the journal must be the same afterwards, byte for byte.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { OrderId, QuoteId, StreamId } from "@largesse/protocol";
import { type Asker, must } from "../simulation/ask.ts";
import { startHouse } from "../simulation/house.ts";
import { readJournal } from "../simulation/read-exports.ts";
import { pause } from "../simulation/watcher.ts";
import { createTestDatabase } from "../support/database.ts";

export interface Person extends Asker {
  readonly id: string;
  readonly token: string;
}

export interface AttackStage extends AsyncDisposable {
  readonly baseUrl: string;
  readonly viewer: Person;
  readonly otherViewer: Person;
  readonly creator: Person;
  readonly otherCreator: Person;
  readonly operator: Person;
  readonly stream: StreamId;
  readonly endedStream: StreamId;
  /** The viewer's: a quote that is still open, and an order that was credited. */
  readonly quote: QuoteId;
  readonly order: OrderId;
  readonly overlay: string;
  /** The whole journal and the viewer's wallet, as one text. */
  books(): Promise<string>;
  log(): string;
}

/** Starts it; dispose of it. */
export async function openStage(): Promise<AttackStage> {
  // Undone from the last step to the first, also when the stage falls while it is built.
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-attack-"));
  undo.defer(() => rm(directory, { recursive: true, force: true }));
  const house = await startHouse({ directory, databaseUrl: database.url });
  undo.defer(() => house.stop());
  const baseUrl = house.url;
  const signIn = async (as: "viewer" | "creator" | "operator", name: string): Promise<Person> => {
    const { id, token } = await must({ baseUrl, token: null }, "demoSignIn", {
      body: { as, name },
    });
    return { baseUrl, id, token };
  };
  const viewer = await signIn("viewer", "The viewer");
  const creator = await signIn("creator", "The creator");
  const operator = await signIn("operator", "The operator");
  const endedStream = await goLive(creator);
  await must(creator, "endStream", { params: { stream: endedStream } });
  const stream = await goLive(creator);
  const order = await buy(viewer, 1_000);
  const params = { stream };
  await must(viewer, "sendGift", { params, body: { gift: "panda" }, key: "stage-gift" });
  const { id: quote } = await must(viewer, "createQuote", { body: { coins: 100 } });
  const { id: overlay } = await must(creator, "createOverlay", {});
  const otherViewer = await signIn("viewer", "Another viewer");
  const otherCreator = await signIn("creator", "Another creator");
  const standing = undo.move();
  return {
    baseUrl,
    viewer,
    creator,
    operator,
    otherViewer,
    otherCreator,
    stream,
    endedStream,
    quote: quote as QuoteId,
    order,
    overlay,
    log: house.log,
    async books() {
      const wallet = await must(viewer, "getWallet", {});
      return JSON.stringify([await readJournal(operator), wallet]);
    },
    [Symbol.asyncDispose]: () => standing.disposeAsync(),
  };
}

async function goLive(creator: Person): Promise<StreamId> {
  return (await must(creator, "startStream", { body: { title: "On stage" } })).id as StreamId;
}

/** Buys coins with a card that succeeds, and waits for them. */
export async function buy(viewer: Asker, coins: number): Promise<OrderId> {
  const { id: quote } = await must(viewer, "createQuote", { body: { coins } });
  const method = { card: "4242424242424242" };
  const body = { quote: quote as QuoteId, provider: "sandbox", method };
  const { id } = await must(viewer, "createOrder", { body, key: `buy-${quote}` });
  const order = id as OrderId;
  for (let tries = 0; tries < 200; tries++) {
    const { state } = await must(viewer, "getOrder", { params: { order } });
    if (state === "credited") return order;
    await pause(25);
  }
  assert.fail(`order ${order} was not credited`);
}
