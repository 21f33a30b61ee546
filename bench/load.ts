/** The load: who sends what to whom, by contention. Seeded, so that two runs send the same gifts. */
import type { BenchStream, BenchViewer, BenchWorld } from "./sql/world.ts";

export interface GiftToSend {
  readonly viewer: BenchViewer;
  readonly stream: BenchStream;
  readonly key: string;
  readonly gift: string;
  readonly coins: number;
  readonly quantity: number;
  readonly streak: { readonly id: string; readonly total: number } | null;
}

export const shapes = ["uniform", "hot creator", "streak-like"] as const;
export type Shape = (typeof shapes)[number];

/** A small, fast generator of numbers from 0 to 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Taps in a streak; the recorded ones have a median of a handful and a long tail. */
const STREAK_TAPS = 10;

/** One caller's gifts, one after the other. */
export function createSender(
  world: BenchWorld,
  shape: Shape,
  caller: { readonly name: string; readonly seed: number },
): () => GiftToSend {
  const random = seededRandom(caller.seed);
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[Math.floor(random() * list.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  };
  let sent = 0;
  let viewer = pick(world.viewers);
  let stream = pick(world.streams);
  return () => {
    const tap = sent % STREAK_TAPS;
    if (shape !== "streak-like" || tap === 0) {
      viewer = pick(world.viewers);
      stream = pick(world.streams);
      if (shape === "hot creator" && random() < 0.5) stream = world.streams[0] ?? stream;
    }
    sent += 1;
    const key = `${caller.name}-${sent}`;
    const streak = { id: `${caller.name}-${Math.ceil(sent / STREAK_TAPS)}`, total: tap + 1 };
    return shape === "streak-like"
      ? { viewer, stream, key, gift: "rose", coins: 1, quantity: 1, streak }
      : { viewer, stream, key, gift: "panda", coins: 5, quantity: 1, streak: null };
  };
}

/** Keeps so many callers busy for so long, each waiting for its own answer; answers a second. */
export async function measureRate(
  callers: number,
  lengthMs: number,
  send: (caller: number) => Promise<void>,
): Promise<number> {
  const endMs = performance.now() + lengthMs;
  const startMs = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() < endMs) {
        await send(caller);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - startMs);
}
