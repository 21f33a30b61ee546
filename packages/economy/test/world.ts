/**
 * A whole economy over a fresh database, with a clock of its own and the sandbox beside it.
 *
 *     await using world = await createWorld();
 *     const viewer = await world.signIn("viewer", "Vera");
 *     const order = await world.buy(viewer, { bundle: "coins-100" });
 */
import assert from "node:assert/strict";
import {
  type Actor,
  createEconomy,
  createSandboxStore,
  type Economy,
  type Handler,
  type Reply,
} from "@largesse/economy";
import { createDatabase, type Database } from "@largesse/ledger";
import {
  type AnswerOf,
  isRefusal,
  type Order,
  type QuoteId,
  type Refusal,
  type RefusalCode,
  type RequestOf,
  type Role,
  type RoomEvent,
  type RouteName,
} from "@largesse/protocol";
import { createSandbox, type PaymentProvider, type Sandbox } from "@largesse/provider-kit";
import { createTestDatabase } from "../../../test/support/database.ts";

export const START_MS = Date.parse("2026-10-01T12:00:00.000Z");
export const cards = {
  good: "4242424242424242",
  declined: "4000000000000002",
  challenged: "4000000000003220",
};
export const publicUrl = "http://127.0.0.1:4400";
export const webhookSecret = "the sandbox's secret in tests";

export interface Delivery {
  readonly rawBody: Buffer;
  readonly headers: Record<string, string>;
}

export interface World extends AsyncDisposable {
  readonly database: Database;
  readonly economy: Economy;
  readonly sandbox: Sandbox;
  /** Webhooks that were sent and, unless `deliver` is on, not delivered. */
  readonly deliveries: Delivery[];
  readonly events: RoomEvent[];
  readonly faults: string[];
  /** Another node of the same house, on the same database. */
  openNode(): Promise<Node>;
  now(): number;
  move(ms: number): void;
  signIn(role: Role, name: string, country?: string): Promise<Actor>;
  /** The answer of a call; a refusal fails the test. */
  call<N extends HandledName>(
    name: N,
    actor: Actor | null,
    request: RequestOf<N>,
  ): Promise<AnswerOf<N>>;
  /** The refusal of a call; an answer fails the test. */
  refused<N extends HandledName>(
    name: N,
    actor: Actor | null,
    request: RequestOf<N>,
  ): Promise<Refusal>;
  /** Quote and order in one go. */
  buy(viewer: Actor, options?: Partial<Purchase>): Promise<Order>;
}

export type Node = Awaited<ReturnType<typeof openHouse>>;

type HandledName = Exclude<RouteName, "demoSignIn" | "me">;

interface Purchase {
  readonly bundle: string;
  readonly coins: number;
  readonly currency: "USD" | "EUR" | "JPY" | "KWD";
  readonly country: string;
  readonly card: string;
  readonly key: string;
}

export interface WorldOptions {
  /** Whether webhooks arrive by themselves. */
  readonly deliver?: boolean;
  readonly fxAgeDaysMax?: number;
  readonly providers?: (sandbox: Sandbox) => Map<string, PaymentProvider>;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const scratch = await createTestDatabase();
  const database = createDatabase({ url: scratch.url, poolMax: 8 });
  let nowMs = START_MS;
  const house = await openHouse(database, () => nowMs, options);
  const nodes = [house];
  const calls = callsOf(house.economy);
  return {
    database,
    ...house,
    ...calls,
    async openNode() {
      const node = await openHouse(database, () => nowMs, options);
      nodes.push(node);
      return node;
    },
    now: () => nowMs,
    move(ms) {
      nowMs += ms;
    },
    signIn: (role, name, country) =>
      house.economy.people.resolve({ issuer: "test", subject: name, role, name, country }),
    buy: buyOf(calls.call),
    async [Symbol.asyncDispose]() {
      for (const { sandbox, economy } of nodes) {
        await sandbox.idle();
        await economy.stop();
      }
      await database.close();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** The economy with the sandbox beside it, and everything they said. */
async function openHouse(database: Database, clock: () => number, options: WorldOptions) {
  const deliveries: Delivery[] = [];
  const events: RoomEvent[] = [];
  const faults: string[] = [];
  const told = (facts: object, says: string) => {
    faults.push(`${says} ${JSON.stringify(facts, tell)}`);
  };
  const sandbox = createSandbox({
    store: createSandboxStore(database),
    secret: webhookSecret,
    publicUrl,
    clock,
    deliver: async (rawBody, headers) => {
      deliveries.push({ rawBody, headers });
      if (options.deliver) await economy.applyWebhook("sandbox", rawBody, headers);
    },
    onFault: (fault) => told({ fault }, "a delivery failed"),
  });
  const economy = await createEconomy({
    database,
    hot: database.hot(),
    clock,
    presence: () => 3,
    providers: options.providers?.(sandbox) ?? new Map([["sandbox", sandbox]]),
    publicUrl,
    demo: true,
    fxAgeDaysMax: options.fxAgeDaysMax ?? 7,
    log: { info: told, warn: told, error: told },
    onEvents: (heard) => events.push(...heard),
  });
  return { economy, sandbox, deliveries, events, faults };
}

function callsOf(economy: Economy): Pick<World, "call" | "refused"> {
  async function reply<N extends HandledName>(
    name: N,
    actor: Actor | null,
    request: RequestOf<N>,
  ): Promise<Reply<AnswerOf<N>>> {
    // The table's rows are a union here; each handler takes its own row's request.
    const handler = economy.handlers[name] as unknown as Handler<N>;
    return await handler(actor, request);
  }
  return {
    async call(name, actor, request) {
      const said = await reply(name, actor, request);
      assert.ok(!isRefusal(said), `${name} was refused: ${JSON.stringify(said)}`);
      return said.answer;
    },
    async refused(name, actor, request) {
      const said = await reply(name, actor, request);
      assert.ok(isRefusal(said), `${name} was not refused: ${JSON.stringify(said)}`);
      return said;
    },
  };
}

function buyOf(call: World["call"]): World["buy"] {
  let orders = 0;
  return async (viewer, { card = cards.good, key, ...wanted } = {}) => {
    const body = wanted.coins === undefined ? { bundle: "coins-100", ...wanted } : wanted;
    const quote = await call("createQuote", viewer, { body });
    orders += 1;
    return await call("createOrder", viewer, {
      key: key ?? `buy-${orders}`,
      body: { quote: quote.id as QuoteId, provider: "sandbox", method: { card } },
    });
  };
}

/** That a call is refused with a code. */
export async function assertRefused(refusal: Promise<Refusal>, code: RefusalCode): Promise<void> {
  assert.equal((await refusal).refused, code);
}

function tell(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Error ? value.message : value;
}
