/**
 * A room at a believable rate: 100 viewers, twenty of whom tap, about twenty taps a second in all, at
 * moments that have nothing to do with one another.
 */
import { type Client, newKey } from "@largesse/sdk";
import { Hearing, openClient, pause, watch, watchOverlay } from "./crowd.ts";
import { seededRandom } from "./load.ts";
import type { Stage } from "./stage.ts";

const VIEWERS = 100;
const TAPPERS = 20;
const TAPS_PER_SECOND = 20;
/** Taps before the first that counts: connections, plans and the compiler are warm in a real room. */
const WARM_TAPS = 40;

export interface TapTimes {
  readonly overlayMs: readonly number[];
  readonly answerMs: readonly number[];
  readonly viewersMs: readonly number[];
  readonly baselineMs: readonly number[];
}

interface Tap {
  readonly seq: number;
  readonly atMs: number;
  readonly answeredAtMs: number;
}

interface Room {
  readonly stream: string;
  readonly tappers: readonly Client[];
  readonly viewers: Hearing;
  readonly overlay: Hearing;
  readonly random: () => number;
}

/** Taps and baselines in turns, because a shared machine is not the same one a minute later. */
export async function benchTaps(
  stage: Stage,
  size: { readonly rounds: number; readonly taps: number; readonly baselines: number },
): Promise<TapTimes> {
  await using leaving = new AsyncDisposableStack();
  const room = await openRoom(stage, leaving);
  const taps: Tap[] = [];
  const baselineMs: number[] = [];
  await tapAtRate(room, WARM_TAPS);
  await echoAtRate(stage, room, WARM_TAPS / 4);
  for (let round = 0; round < size.rounds; round++) {
    baselineMs.push(...(await echoAtRate(stage, room, size.baselines)));
    taps.push(...(await tapAtRate(room, size.taps)));
  }
  const overlayMs: number[] = [];
  const viewersMs: number[] = [];
  for (const { seq, atMs } of taps) {
    overlayMs.push((await room.overlay.atMs(seq, 1)) - atMs);
    viewersMs.push((await room.viewers.atMs(seq, VIEWERS)) - atMs);
  }
  return {
    overlayMs,
    viewersMs,
    answerMs: taps.map(({ atMs, answeredAtMs }) => answeredAtMs - atMs),
    baselineMs,
  };
}

async function openRoom(stage: Stage, leaving: AsyncDisposableStack): Promise<Room> {
  const { baseUrl, stream } = stage;
  const [viewers, overlay] = [new Hearing(), new Hearing()];
  const tappers = stage.senders.slice(0, TAPPERS).map(({ client }) => client);
  const guests = Array.from({ length: VIEWERS - tappers.length }, () => openClient(baseUrl, null));
  leaving.defer(() => {
    for (const guest of guests) guest.close();
  });
  for (const client of [...tappers, ...guests]) {
    leaving.defer(await watch(client, stream, viewers));
  }
  leaving.defer(await watchOverlay(stage.overlayUrl, overlay));
  return { stream, tappers, viewers, overlay, random: seededRandom(2) };
}

/** Nobody waits for somebody else's answer before they tap. */
async function tapAtRate(room: Room, count: number): Promise<Tap[]> {
  const taps: Promise<Tap>[] = [];
  await atRate(room, count, (n) => {
    const client = room.tappers[n % room.tappers.length];
    if (client !== undefined) taps.push(tap(client, room.stream));
  });
  return await Promise.all(taps);
}

async function tap(client: Client, stream: string): Promise<Tap> {
  const atMs = performance.now();
  const answer = await client.sendGift({ stream, gift: "rose", key: newKey() });
  const answeredAtMs = performance.now();
  if (answer.event === null) throw new Error("a gift had no event");
  return { seq: answer.event.seq, atMs, answeredAtMs };
}

async function echoAtRate({ echo }: Stage, room: Room, count: number): Promise<number[]> {
  const echoes: Promise<number>[] = [];
  await atRate(room, count, () => echoes.push(echo.roundTripMs()));
  return await Promise.all(echoes);
}

/** Calls so often, at exponentially distributed moments. */
async function atRate(room: Room, count: number, call: (n: number) => void): Promise<void> {
  let dueAtMs = performance.now();
  for (let n = 0; n < count; n++) {
    dueAtMs += (-Math.log(1 - room.random()) * 1_000) / TAPS_PER_SECOND;
    await pause(dueAtMs - performance.now());
    call(n);
  }
}
