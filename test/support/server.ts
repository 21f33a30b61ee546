/**
 * A real server on a free port over a fresh database, as quiet as a demo can be.
 *
 *     await using server = await startTestServer();
 *     const ana = await server.signIn("viewer", "Ana");
 *     const { status, body } = await ana.call("getWallet", {});
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AnswerOf, InputOf, Problem, Role, Route, RouteName } from "@largesse/protocol";
import { routes } from "@largesse/protocol";
import { readConfig, startServer } from "@largesse/server";
import { createTestDatabase } from "./database.ts";

/** An answer, or a refusal, with what came around it. */
export interface Answered<N extends RouteName> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer; fails the test when it was a refusal. */
  readonly body: AnswerOf<N>;
  /** The refusal's code; null when it was none. */
  readonly refused: Problem["code"] | null;
}

/** Somebody who calls: a signed-in person, or a guest without a token. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  call<N extends RouteName>(name: N, input: InputOf<N>): Promise<Answered<N>>;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly databaseUrl: string;
  readonly guest: TestPerson;
  signIn(as: Role, name?: string): Promise<TestPerson>;
  /** Buys exactly so many coins with the sandbox and waits until they are there. */
  buyCoins(viewer: TestPerson, coins: number): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Another server's database, for tests with two nodes. */
  readonly databaseUrl?: string;
}

const SUCCEEDS = "4242424242424242";

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const data = await mkdtemp(path.join(tmpdir(), "largesse-server-"));
  const own = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? own?.url ?? "";
  const config = readConfig({
    PORT: "0",
    LARGESSE_DATA: data,
    DATABASE_URL: databaseUrl,
    LARGESSE_DEMO: "quiet",
    LARGESSE_REQUESTS_PER_MINUTE: "1000000",
    LARGESSE_JWT_SECRET: "a secret for tests, the same on every node",
    LARGESSE_LOG_LEVEL: "error",
    ...options.env,
  });
  if ("mistakes" in config) throw new Error(config.mistakes.join(" "));
  const server = await startServer(config, { checkAnswers: true });
  const stop = async () => {
    await server.stop();
    await own?.[Symbol.asyncDispose]();
    await rm(data, { recursive: true, force: true });
  };
  const guest = personOf(server.url, { id: "", name: "", token: "" });
  return {
    url: server.url,
    databaseUrl,
    guest,
    async signIn(as, name) {
      const body = { as, ...(name === undefined ? {} : { name }) };
      const session = await guest.call("demoSignIn", { body });
      return personOf(server.url, session.body);
    },
    buyCoins,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function personOf(url: string, facts: { id: string; name: string; token: string }): TestPerson {
  const { id, name, token } = facts;
  return { id, name, token, call: (call, input) => callRoute(url, token, call, input) };
}

async function callRoute<N extends RouteName>(
  url: string,
  token: string,
  name: N,
  input: InputOf<N>,
): Promise<Answered<N>> {
  const route: Route = routes[name];
  const parts = input as { params?: object; query?: object; body?: unknown; key?: string };
  const response = await fetch(url + addressOf(route, parts), {
    method: route.method,
    headers: {
      ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      ...(parts.body === undefined ? {} : { "content-type": "application/json" }),
      ...(parts.key === undefined ? {} : { "idempotency-key": parts.key }),
    },
    ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
  });
  const text = await response.text();
  const value = JSON.parse(text) as AnswerOf<N> & { code?: Problem["code"] };
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      if (!response.ok) throw new Error(`${name} was refused: ${text}`);
      return value;
    },
    refused: response.ok ? null : (value.code ?? null),
  };
}

function addressOf(route: Route, parts: { params?: object; query?: object }): string {
  let address = route.path;
  for (const [name, value] of Object.entries(parts.params ?? {})) {
    address = address.replace(`:${name}`, encodeURIComponent(String(value)));
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

async function buyCoins(viewer: TestPerson, coins: number): Promise<void> {
  const quote = await viewer.call("createQuote", { body: { coins, currency: "USD" } });
  const ordered = await viewer.call("createOrder", {
    key: `buy-${quote.body.id}`,
    body: { quote: quote.body.id, provider: "sandbox", method: { card: SUCCEEDS } },
  });
  for (let asked = 0; asked < 200; asked++) {
    const params = { order: ordered.body.id };
    const { state } = (await viewer.call("getOrder", { params })).body;
    if (state === "credited") return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("the coins did not come");
}
