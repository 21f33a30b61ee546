/**
 * Gifts a second through the whole of `sendGift` (decision, balances, streak, event, sequence,
 * idempotency), against one transaction a gift and against plain inserts.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase, type Database, migrate, migrateLedger } from "@largesse/ledger";
import { idOf, isRefusal, type RequestOf } from "@largesse/protocol";
import { createGifts, type Gifts } from "../packages/economy/src/gifts/send-gift.ts";
import type { Actor } from "../packages/economy/src/handlers.ts";
import { startPostgres } from "../packages/server/src/postgres/index.ts";
import { createSender, type GiftToSend, measureRate, type Shape, seededRandom } from "./load.ts";
import { type BenchLine, median } from "./report.ts";
import { type OneByOne, openOneByOne } from "./sql/one-by-one.ts";
import { PLAIN_ROWS, plainInsert } from "./sql/plain-insert.ts";
import { type BenchWorld, createBaselineTables, createWorld } from "./sql/world.ts";

interface Case {
  readonly shape: Shape;
  readonly callers: number;
  /** Connections of the one-by-one baselines. */
  readonly connections: readonly number[];
}

const cases: readonly Case[] = [
  { shape: "streak-like", callers: 2_000, connections: [8] },
  { shape: "uniform", callers: 2_000, connections: [8] },
  { shape: "hot creator", callers: 2_000, connections: [8] },
  { shape: "streak-like", callers: 256, connections: [8] },
  { shape: "streak-like", callers: 32, connections: [8, 32] },
  { shape: "streak-like", callers: 1, connections: [1] },
];

/** What takes turns in a case: a stretch of one, then of the next, and again, so that all see the same machine. */
interface Runner {
  /** Null for what is compared with the others. */
  readonly baseline: string | null;
  run(lengthMs: number): Promise<number>;
  close(): Promise<void>;
}

interface Bench {
  readonly url: string;
  readonly database: Database;
  readonly world: BenchWorld;
  readonly gifts: Gifts;
  run: number;
}

export async function* benchLedger({ quick }: { quick: boolean }): AsyncIterable<BenchLine> {
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-bench-"));
  const given = process.env.BENCH_DATABASE_URL;
  const postgres = given === undefined ? await startPostgres({ directory }) : null;
  const url = postgres?.url ?? given ?? "";
  const database = createDatabase({ url, poolMax: 4 });
  try {
    const world = await prepare(url, database, quick);
    const gifts = await createGifts({
      database,
      hot: database.hot(),
      clock: Date.now,
      onEvents: () => {},
    });
    const bench: Bench = { url, database, world, gifts, run: 0 };
    const pace = quick ? { rounds: 3, lengthMs: 600 } : { rounds: 5, lengthMs: 2_000 };
    for (const one of cases) yield* compare(bench, one, pace);
    await gifts.stop();
  } finally {
    await database.close();
    await postgres?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function prepare(url: string, database: Database, quick: boolean): Promise<BenchWorld> {
  await migrateLedger(url);
  const directory = fileURLToPath(new URL("../packages/economy/sql", import.meta.url));
  await migrate({ url, directory, table: "public.economy_version" });
  await createBaselineTables(url);
  return await createWorld(database, { viewers: quick ? 5_000 : 20_000, streams: 200 });
}

async function* compare(
  bench: Bench,
  one: Case,
  { rounds, lengthMs }: { rounds: number; lengthMs: number },
): AsyncIterable<BenchLine> {
  const runners = await openRunners(bench, one);
  const rates = runners.map((): number[] => []);
  // Plans, caches, connections and compiled code are for all of them the ones of a running house.
  for (const runner of runners) await runner.run(lengthMs / 2);
  for (let round = 0; round < rounds; round++) {
    for (const [place, runner] of runners.entries()) rates[place]?.push(await runner.run(lengthMs));
  }
  await Promise.all(runners.map((runner) => runner.close()));
  const values = rates.map(median);
  const value = values[0] ?? 0;
  for (const [place, { baseline }] of runners.entries()) {
    if (baseline === null) continue;
    const baselineValue = values[place] ?? 0;
    yield {
      bench: "ledger",
      case: `${one.shape}, ${one.callers} ${one.callers === 1 ? "caller" : "callers"}`,
      value: Math.round(value),
      unit: "gifts/s",
      baseline,
      baselineValue: Math.round(baselineValue),
      ratio: Number((value / baselineValue).toFixed(3)),
    };
  }
}

/** The gifts first, then what they are compared with. */
async function openRunners(bench: Bench, one: Case): Promise<Runner[]> {
  const close = async () => {};
  const sending = (shape: Shape, baseline: string | null): Runner => ({
    baseline,
    run: (lengthMs) => sendForWhile(bench, { ...one, shape }, lengthMs),
    close,
  });
  const oneByOne = await Promise.all(
    one.connections.map((count) => openBaseline(bench, one, count)),
  );
  const plain = {
    baseline: "plain inserts, one writer",
    run: (lengthMs: number) => insertForWhile(bench, lengthMs),
    close,
  };
  const uniform = one.shape === "hot creator" ? [sending("uniform", "uniform")] : [];
  return [sending(one.shape, null), ...uniform, ...oneByOne, plain];
}

async function sendForWhile(bench: Bench, one: Case, lengthMs: number): Promise<number> {
  const next = senders(bench, one, one.callers, "g");
  return await measureRate(one.callers, lengthMs, async (caller) => {
    const gift = next[caller]?.();
    if (gift === undefined) throw new Error("a caller has no gifts");
    const reply = await bench.gifts.sendGift(actorOf(gift), requestOf(gift));
    if (isRefusal(reply)) throw new Error(`a gift was refused: ${reply.refused}`);
  });
}

/** One transaction a gift, on so many connections, each with one gift on its way at a time. */
async function openBaseline(bench: Bench, one: Case, count: number): Promise<Runner> {
  const connections = await Promise.all(
    Array.from({ length: count }, () => openOneByOne(bench.url)),
  );
  return {
    baseline: `one transaction a gift, ${count} ${count === 1 ? "connection" : "connections"}`,
    async run(lengthMs) {
      const next = senders(bench, one, count, "o");
      return await measureRate(count, lengthMs, async (caller) => {
        const [connection, gift]: [OneByOne | undefined, GiftToSend | undefined] = [
          connections[caller],
          next[caller]?.(),
        ];
        if (connection === undefined || gift === undefined) throw new Error("no connection");
        await connection.send(gift);
      });
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

async function insertForWhile({ database, world }: Bench, lengthMs: number): Promise<number> {
  const random = seededRandom(7);
  const batches = await measureRate(1, lengthMs, async () => {
    await database.query(plainInsert(world, random));
  });
  return batches * PLAIN_ROWS;
}

function senders(bench: Bench, one: Case, callers: number, prefix: string): (() => GiftToSend)[] {
  bench.run += 1;
  return Array.from({ length: callers }, (_, caller) =>
    createSender(bench.world, one.shape, {
      name: `${prefix}${bench.run}-${caller}`,
      seed: bench.run * 10_007 + caller,
    }),
  );
}

const actorByUuid = new Map<string, Actor>();

function actorOf({ viewer }: GiftToSend): Actor {
  let actor = actorByUuid.get(viewer.uuid);
  if (actor === undefined) {
    actor = {
      id: idOf("viewer", viewer.uuid),
      uuid: viewer.uuid,
      role: "viewer",
      name: "Somebody",
      avatar: null,
      country: null,
      accounts: [viewer.paid, viewer.bonus],
    };
    actorByUuid.set(viewer.uuid, actor);
  }
  return actor;
}

function requestOf({ stream, key, gift, quantity, streak }: GiftToSend): RequestOf<"sendGift"> {
  const body = streak === null ? { gift, quantity } : { gift, quantity, streak };
  return { params: { stream: stream.id as RequestOf<"sendGift">["params"]["stream"] }, key, body };
}
