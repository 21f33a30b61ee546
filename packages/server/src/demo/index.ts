/**
 * The demo world: creators who are live and viewers who chat and send gifts, so that every page is
 * alive at first sight. Everything goes through the public API, with the same client as everybody's.
 *
 * A second start finds the same people and the same streams; nothing piles up.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Gift, Stream } from "@largesse/protocol";
import { type RoomPlan, rooms as roomPlans, viewers as viewerPlans } from "./cast.ts";
import { Dice } from "./dice.ts";
import { type Person, signIn, sitDown } from "./person.ts";
import { DemoRoom, type RoomWorld, type Viewer } from "./room.ts";

export interface DemoWorldOptions {
  readonly baseUrl: string;
  readonly log: { readonly warn: (about: object, says: string) => void };
  /** Ends the world. */
  readonly signal: AbortSignal;
  /** Begins another world; the same number begins the same one. */
  readonly seedNumber?: number;
  /** How much faster than life: tests hurry. */
  readonly haste?: number;
}

export interface DemoWorld {
  readonly streams: readonly Stream[];
  /** Resolves when new rooms have a past; until then they are open and filling. */
  readonly settled: Promise<void>;
  /** Resolves when the last of them has gone home. */
  readonly stopped: Promise<void>;
}

const WANDER_EVERY_MS = 15_000;

/** Opens the world; resolves when everybody is in their room. */
export async function startDemoWorld(options: DemoWorldOptions): Promise<DemoWorld> {
  const dice = new Dice(options.seedNumber ?? Date.now());
  const stage = await gather(options.baseUrl);
  const busy = new Set<Promise<void>>();
  const world = worldOf(options, { dice, gifts: stage.gifts, busy });
  const rooms = stage.shows.map(
    ({ plan, creator, stream }) => new DemoRoom(plan, { stream, creator, world }),
  );
  const everybody = [...stage.shows.map((show) => show.creator), ...stage.viewers];
  const goHome = () => {
    for (const person of everybody) person.client.close();
  };
  options.signal.addEventListener("abort", goHome, { once: true });

  const seating = seatEverybody(stage, rooms);
  const settled = makeHistories(rooms, world);
  for (const room of rooms) {
    world.beside("a room", () => room.live());
    world.beside("grand gifts", () => room.sendGrandGifts());
  }
  world.beside("wandering", () => wander(rooms, seating, world));
  const streams = rooms.map((room) => room.stream);
  return { streams, settled, stopped: untilQuiet(options.signal, busy) };
}

/** Rooms that nothing has happened in yet get a past, beside what happens now. */
async function makeHistories(rooms: readonly DemoRoom[], world: RoomWorld): Promise<void> {
  const fresh = rooms.filter((room) => room.stream.seq === 0);
  const made = fresh.map(
    (room) =>
      new Promise<void>((resolve) => {
        world.beside("a past", () => room.makeHistory().finally(resolve));
      }),
  );
  await Promise.all(made);
}

interface Show {
  readonly plan: RoomPlan;
  readonly creator: Person;
  readonly stream: Stream;
}

interface Stage {
  readonly gifts: readonly Gift[];
  readonly shows: readonly Show[];
  readonly viewers: readonly Viewer[];
}

async function gather(baseUrl: string): Promise<Stage> {
  const shows: Show[] = [];
  for (const plan of roomPlans) {
    const creator = await signIn(baseUrl, "creator", plan.creator);
    shows.push({ plan, creator, stream: await openStream(plan, creator) });
  }
  const viewers: Viewer[] = [];
  for (const plan of viewerPlans) {
    viewers.push({ ...(await signIn(baseUrl, "viewer", plan.name)), plan });
  }
  const { data: gifts } = await (viewers[0] ?? shows[0]?.creator ?? never()).client.call(
    "listGifts",
  );
  return { gifts, shows, viewers };
}

function never(): never {
  throw new Error("the demo world has nobody in it");
}

/** The creator's newest live stream, or a new one; others that a crash left open are ended. */
async function openStream(plan: RoomPlan, { id, client }: Person): Promise<Stream> {
  const query = { creator: id, state: "live" as const };
  const { data: live } = await client.call("listStreams", { query });
  const [newest, ...others] = live;
  for (const other of others) await client.call("endStream", { params: { stream: other.id } });
  if (newest !== undefined) return newest;
  const { title, scene } = plan;
  return await client.call("startStream", { body: { title, scene } });
}

/** Time and chance for the rooms; whatever goes wrong in one of them stays a line in the log. */
function worldOf(
  { log, signal, haste = 1 }: DemoWorldOptions,
  parts: {
    readonly dice: Dice;
    readonly gifts: readonly Gift[];
    readonly busy: Set<Promise<void>>;
  },
): RoomWorld {
  return {
    dice: parts.dice,
    gifts: parts.gifts,
    wait: async (ms) => {
      await sleep(ms / haste, undefined, { signal });
    },
    beside: (what, work) => {
      const running = work().catch((err: unknown) => {
        if (!signal.aborted) log.warn({ err }, `demo world: ${what} failed`);
      });
      parts.busy.add(running);
      void running.then(() => parts.busy.delete(running));
    },
  };
}

/** Who sits where: leaving a seat is a function of the viewer. */
type Seating = Map<Viewer, () => void>;

function seatEverybody(stage: Stage, rooms: readonly DemoRoom[]): Seating {
  stage.shows.forEach(({ creator, stream }, index) => {
    const nothing = () => {};
    const { seq: after, epoch } = stream;
    creator.client.link().join(
      stream.id,
      { after, epoch },
      {
        onEvent: (event) => rooms[index]?.handleEvent(event),
        onJoined: nothing,
        onResync: nothing,
        onStats: nothing,
        onRefused: nothing,
      },
    );
  });
  const seating: Seating = new Map();
  stage.viewers.forEach((viewer, index) => {
    const room = rooms[index % rooms.length];
    if (room !== undefined) take(seating, viewer, room);
  });
  return seating;
}

function take(seating: Seating, viewer: Viewer, room: DemoRoom): void {
  room.audience.push(viewer);
  seating.set(viewer, sitDown(viewer, room.stream));
}

/** People change rooms, as people do; nobody leaves a room empty. */
async function wander(
  rooms: readonly DemoRoom[],
  seating: Seating,
  world: RoomWorld,
): Promise<void> {
  for (;;) {
    await world.wait(world.dice.exponentialMs(WANDER_EVERY_MS));
    const [from, to] = world.dice.shuffled(rooms);
    if (from === undefined || to === undefined || from.audience.length <= 3) continue;
    const [viewer] = from.audience.splice(world.dice.between(0, from.audience.length - 1), 1);
    if (viewer === undefined) continue;
    seating.get(viewer)?.();
    take(seating, viewer, to);
  }
}

async function untilQuiet(signal: AbortSignal, busy: Set<Promise<void>>): Promise<void> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
  while (busy.size > 0) await Promise.all(busy);
}
