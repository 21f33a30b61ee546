/**
 * Plays a plan against a real house with real PostgreSQL, everyone at once, and audits the result.
 *
 *     node test/simulation/run.ts --seed 7            one seed, with its findings
 *     node test/simulation/run.ts --seeds 20 --long   many and larger ones, before a release
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createTestDatabase } from "../support/database.ts";
import { type Asker, must } from "./ask.ts";
import { createAuditor, describeFindings } from "./auditor.ts";
import { createDice } from "./dice.ts";
import { type Player, playHand, type Stage } from "./hand.ts";
import { startHouse } from "./house.ts";
import type { Facts, Finding } from "./notebook.ts";
import { areStreaksEnded, readExports, readJournal } from "./read-exports.ts";
import { createRoad } from "./road.ts";
import { pause, watchRoom } from "./watcher.ts";
import { type Plan, type PlanSize, planWorld } from "./workload.ts";

export const quickSize: PlanSize = {
  viewers: 8,
  streams: 4,
  stepsPerHand: 45,
  shared: 2,
};
export const longSize: PlanSize = {
  viewers: 60,
  streams: 12,
  stepsPerHand: 400,
  shared: 12,
};

export interface RunResult {
  readonly findings: readonly Finding[];
  readonly steps: number;
  readonly transfers: number;
}

/** A house on a fresh database of the tests' PostgreSQL, and one plan played in it. */
export async function runSeed(seed: string, size: PlanSize): Promise<RunResult> {
  await using database = await createTestDatabase();
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-simulation-"));
  const house = await startHouse({ directory, databaseUrl: database.url });
  try {
    return await playWorld(planWorld(seed, size), () => house.url);
  } catch (cause) {
    throw new Error(`the house said:\n${house.log()}`, { cause });
  } finally {
    await house.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Plays the plan in a running house, which must serve nobody else meanwhile, and audits it. */
export async function playWorld(
  plan: Plan,
  baseUrl: () => string,
  beforeAudit: () => Promise<void> = async () => {},
): Promise<RunResult> {
  const world = await openWorld(plan, baseUrl);
  const { stage, players, readers } = world;
  const dice = createDice(`${plan.seed}/watchers`);
  const watchers = readers.streams.map((id) => watchRoom(baseUrl(), id, dice.fork(id)));
  const half = readHalfWay(world);
  await Promise.all(
    plan.hands.map(async ({ viewer, steps }) => {
      const player = players[viewer];
      const stranger = players[(viewer + 1) % players.length];
      if (player !== undefined && stranger !== undefined) {
        await playHand(stage, player, stranger, steps);
      }
    }),
  );
  for (const { road } of players) await road?.close();
  await world.endingsDone();
  await beforeAudit();
  await untilStreaksEnd(readers.operator, readers.streams);
  const exports = await readExports(readers, await half);
  const seen = await Promise.all(watchers.map((watcher) => watcher.leave(exports.rooms)));
  const findings = [...stage.auditor.close(exports), ...seen.flat()];
  return { findings, steps: world.stepsDone(), transfers: exports.trialBalance.transfers };
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** Signs everyone in, opens the streams and reads what anyone can know. */
async function openWorld(plan: Plan, baseUrl: () => string) {
  const anyone: Asker = { baseUrl: baseUrl(), token: null };
  const signIn = async (as: "viewer" | "creator" | "operator", name: string) => {
    const session = await must(anyone, "demoSignIn", { body: { as, name } });
    return { id: session.id, asker: { ...anyone, token: session.token } };
  };
  const operator = await signIn("operator", "Auditor");
  const creators = await inTurn(plan.streams, (at) => signIn("creator", `Creator ${at}`));
  const viewers = await inTurn(plan.viewers, (at) => signIn("viewer", `Viewer ${at}`));
  const streams: { id: string; creator: string; asker: Asker }[] = [];
  for (const [place, { id: creator, asker }] of creators.entries()) {
    const { id } = await must(asker, "startStream", { body: { title: `Stream ${place}` } });
    streams.push({ id, creator, asker });
  }
  const ends = new Map<string, { from: number; to: number }>();
  const facts = await readFacts(anyone, streams, ends);
  const handsOf = Map.groupBy(plan.hands, ({ viewer }) => viewer);
  const players: Player[] = viewers.map(({ id, asker }, at) => {
    const token = asker.token ?? "";
    const sole = handsOf.get(at)?.length === 1;
    // The socket does not mark a first answer that is given again, so shared accounts use HTTP.
    const road = sole && at % 2 === 0 ? createRoad(baseUrl, token) : null;
    return { id, token, sole, road };
  });
  let ticks = 0;
  let steps = 0;
  const underWay: Promise<void>[] = [];
  const endStream = async (at: number) => {
    const stream = streams[at];
    if (stream === undefined) return;
    const end = { from: ++ticks, to: Number.POSITIVE_INFINITY };
    ends.set(stream.id, end);
    const asker = { ...stream.asker, baseUrl: baseUrl() };
    await must(asker, "endStream", { params: { stream: stream.id } });
    end.to = ++ticks;
  };
  const stage: Stage = {
    baseUrl,
    facts,
    auditor: createAuditor(facts),
    tick: () => ++ticks,
    orderIds: new Map(),
    quoteIds: new Map(),
    onStep: () => {
      steps += 1;
      for (const { stream, afterSteps } of plan.endings) {
        if (afterSteps === steps) underWay.push(endStream(stream));
      }
    },
  };
  return {
    stage,
    players,
    stepsDone: () => steps,
    endingsDone: () => Promise.all(underWay),
    readers: {
      operator: operator.asker,
      creators: new Map(creators.map(({ id, asker }) => [id, asker])),
      viewers: new Map(viewers.map(({ id, asker }) => [id, asker])),
      streams: streams.map(({ id }) => id),
    },
    totalSteps: plan.hands.reduce((sum, hand) => sum + hand.steps.length, 0),
  };
}

async function readFacts(
  anyone: Asker,
  streams: Facts["streams"],
  ends: Facts["ends"],
): Promise<Facts> {
  const gifts = await must(anyone, "listGifts", { query: {} });
  const bundles = await must(anyone, "listBundles", { query: { currency: "USD" } });
  const giftById = new Map(gifts.data.map((gift) => [gift.id, gift]));
  return { gifts: giftById, bundles: bundles.data, streams, ends };
}

/** [I05] what is read now must be the beginning of what is read at the end. */
async function readHalfWay({ stepsDone, totalSteps, readers }: World) {
  while (stepsDone() < totalSteps / 2) await pause(50);
  return await readJournal(readers.operator);
}

const STREAKS_MS_MAX = 15_000;

/** Streaks end by the server's own clock; no longer than this after the last gift. */
async function untilStreaksEnd(operator: Asker, streams: readonly string[]): Promise<void> {
  const until = Date.now() + STREAKS_MS_MAX;
  while (Date.now() < until && !(await areStreaksEnded(operator, streams))) await pause(500);
}

/** One after the other: signing in is not what is simulated. */
async function inTurn<T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let at = 0; at < count; at++) made.push(await make(at));
  return made;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      seeds: { type: "string", default: "1" },
      long: { type: "boolean", default: false },
    },
  });
  const first = values.seed ?? String(Date.now());
  for (let at = 0; at < Number(values.seeds); at++) {
    const seed = at === 0 ? first : `${first}+${at}`;
    const startedMs = performance.now();
    const result = await runSeed(seed, values.long ? longSize : quickSize);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const { findings, steps, transfers } = result;
    process.stdout.write(
      `seed ${seed}: ${steps} steps, ${transfers} transfers, ${seconds} s, ${findings.length} findings\n`,
    );
    if (findings.length === 0) continue;
    process.stdout.write(`${describeFindings(findings)}\n${howToReplay(seed, values.long)}\n`);
    process.exitCode = 1;
  }
}

/** The command that brings a failing world back. */
export function howToReplay(seed: string, long = false): string {
  return `Again: node test/simulation/run.ts --seed '${seed}'${long ? " --long" : ""}`;
}

if (import.meta.main) await main();
