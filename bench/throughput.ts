/**
 * Gifts a second through the public socket, whole: read, validated, decided, committed, told to the
 * room and answered; against the same gifts handed to the economy's own front door.
 *
 * A socket may send 25 commands a second, and that holds here too. With 64 sockets the limit is what
 * is measured; with 512 the house is. One viewer stays in the room and must hear every gift.
 */
import { createDatabase } from "@largesse/ledger";
import { idOf, isRefusal, limits, type StreamId } from "@largesse/protocol";
import { type Client, newKey } from "@largesse/sdk";
import { createGifts } from "../packages/economy/src/gifts/send-gift.ts";
import type { Actor } from "../packages/economy/src/handlers.ts";
import { Hearing, openClient, pause, watch } from "./crowd.ts";
import { measureRate } from "./load.ts";
import { type BenchLine, median } from "./report.ts";
import { type BenchViewer, createWorld } from "./sql/world.ts";
import type { Stage } from "./stage.ts";

const CALLERS = 256;
const SOCKETS_AT_LIMIT = 64;
const SOCKETS_FREE = 512;
const WARM_MS = 700;

interface Length {
  readonly rounds: number;
  readonly lengthMs: number;
}

export async function* benchThroughput(
  stage: Stage,
  { rounds, lengthMs }: Length,
): AsyncIterable<BenchLine> {
  await using ending = new AsyncDisposableStack();
  const ledger = await openLedger(stage, ending);
  const sockets = await openSockets(stage, SOCKETS_FREE, ending);
  const heard = new Hearing();
  ending.defer(await watch(openWatcher(stage, ending), stage.stream, heard));
  const throughSockets = (count: number, forMs: number) =>
    sendThrough(sockets.slice(0, count), { stream: stage.stream, forMs, heard });
  const throughLedger = (forMs: number) => measureRate(CALLERS, forMs, ledger);

  await throughSockets(SOCKETS_FREE, WARM_MS);
  await throughLedger(WARM_MS);
  const rates = { free: [] as number[], ledger: [] as number[], limited: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.ledger.push(await throughLedger(lengthMs));
    rates.free.push(await throughSockets(SOCKETS_FREE, lengthMs));
    rates.limited.push(await throughSockets(SOCKETS_AT_LIMIT, lengthMs));
  }
  const line = (sockets: number, value: number, baseline: string, baselineValue: number) => ({
    bench: "gift",
    case: `${CALLERS} callers, ${sockets} sockets`,
    value: Math.round(value),
    unit: "gifts/s",
    baseline,
    baselineValue: Math.round(baselineValue),
    ratio: Number((value / baselineValue).toFixed(3)),
  });
  const own = `the economy without the house, ${CALLERS} callers`;
  yield line(SOCKETS_FREE, median(rates.free), own, median(rates.ledger));
  const limit = SOCKETS_AT_LIMIT * limits.sessionCommandsPerSecond;
  yield line(SOCKETS_AT_LIMIT, median(rates.limited), "the limit of so many sockets", limit);
}

async function openSockets(
  stage: Stage,
  count: number,
  ending: AsyncDisposableStack,
): Promise<Client[]> {
  const clients = Array.from({ length: count }, (_, n) => {
    const token = stage.senders[n % stage.senders.length]?.token ?? null;
    return openClient(stage.baseUrl, token);
  });
  ending.defer(() => {
    for (const client of clients) client.close();
  });
  await Promise.all(clients.map((client) => client.link().request({ type: "ping" })));
  return clients;
}

function openWatcher(stage: Stage, ending: AsyncDisposableStack): Client {
  const watcher = openClient(stage.baseUrl, null);
  ending.defer(() => watcher.close());
  return watcher;
}

/**
 * Answers a second. Callers take turns on their sockets and keep to the limit of each; the room must
 * have heard every gift before the next measurement begins.
 */
async function sendThrough(
  sockets: readonly Client[],
  { stream, forMs, heard }: { stream: string; forMs: number; heard: Hearing },
): Promise<number> {
  const paceMs = (1_000 * CALLERS) / sockets.length / limits.sessionCommandsPerSecond;
  const heardBefore = heard.count;
  const turns = Array.from({ length: CALLERS }, () => 0);
  let sent = 0;
  const rate = await measureRate(CALLERS, forMs, async (caller) => {
    const turn = turns[caller] ?? 0;
    turns[caller] = turn + 1;
    const socket = sockets[(caller + turn * CALLERS) % sockets.length];
    const dueAtMs = performance.now() + paceMs;
    await socket?.link().request({ ...ROSE, stream: stream as StreamId, key: newKey() });
    sent += 1;
    if (dueAtMs > performance.now()) await pause(dueAtMs - performance.now());
  });
  await heard.untilCount(heardBefore + sent);
  return rate;
}

const ROSE = { type: "gift.send", gift: "rose", quantity: 1 } as const;

/** The same load without sockets: as many viewers, one stream, straight into `sendGift`. */
async function openLedger(
  stage: Stage,
  ending: AsyncDisposableStack,
): Promise<(caller: number) => Promise<void>> {
  const database = createDatabase({ url: stage.databaseUrl, poolMax: 2 });
  ending.defer(() => database.close());
  const world = await createWorld(database, { viewers: stage.senders.length, streams: 1 });
  const gifts = await createGifts({
    database,
    hot: database.hot(),
    clock: Date.now,
    onEvents: () => {},
  });
  ending.defer(() => gifts.stop());
  const actors = world.viewers.map(actorOf);
  const stream = world.streams[0]?.id as StreamId;
  return async (caller) => {
    const request = { params: { stream }, key: newKey(), body: { gift: "rose", quantity: 1 } };
    const reply = await gifts.sendGift(actors[caller % actors.length] ?? null, request);
    if (isRefusal(reply)) throw new Error(`a gift was refused: ${reply.refused}`);
  };
}

function actorOf({ uuid, paid, bonus }: BenchViewer): Actor {
  const nobody = { name: "Somebody", avatar: null, country: null } as const;
  return { id: idOf("viewer", uuid), uuid, role: "viewer", accounts: [paid, bonus], ...nobody };
}
