/**
 * The only composition: opens what everything stands on, puts the parts together, and takes them
 * apart in the opposite order.
 *
 * Stopping loses nothing: first no new work comes in, then what was begun is finished, then everyone
 * is told goodbye, and the database goes last.
 */
import { createHmac } from "node:crypto";
import { createEconomy, createSandboxStore, type Economy } from "@largesse/economy";
import { closeBlocks, type Database } from "@largesse/ledger";
import { isRefusal, limits, type RoomEvent, type StreamId } from "@largesse/protocol";
import { createSandbox, SANDBOX_ID, type Sandbox } from "@largesse/provider-kit";
import { createRoomHub, Heartbeat, type RoomHub, systemClock } from "@largesse/realtime";
import type { FastifyInstance } from "fastify";
import { Authenticator } from "./auth/authenticator.ts";
import { localSecret } from "./auth/local-secret.ts";
import { Tokens } from "./auth/tokens.ts";
import { claimPort, listenFault } from "./claim-port.ts";
import type { Config } from "./config.ts";
import { startDemoWorld } from "./demo/index.ts";
import type { Door } from "./door.ts";
import { createApp } from "./http/app.ts";
import { WorkInHand } from "./http/in-hand.ts";
import { OverlayStreams } from "./http/overlay-streams.ts";
import { RateWindow } from "./http/rate-window.ts";
import { faultLogger } from "./jobs/log-faults.ts";
import { type Repeating, repeat } from "./jobs/repeat.ts";
import { createLog, type Log } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { openDatabase } from "./open-database.ts";
import { paceMessages } from "./pace-messages.ts";
import { askDatabase } from "./sql/installation.ts";
import { acceptSockets } from "./ws/accept-sockets.ts";
import { Connections } from "./ws/connections.ts";

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Drains and stops; as often as one likes. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Compare every answer with its schema: for tests, where a difference is a fault. */
  readonly checkAnswers?: boolean;
}

/** What undoes each step of the start, last step first. */
type Undo = () => Promise<void> | void;

/** Starts the whole house and answers when it can serve. */
export async function startServer(
  config: Config,
  options: StartOptions = {},
): Promise<RunningServer> {
  const undo: Undo[] = [];
  try {
    return await compose(config, options, undo);
  } catch (fault) {
    await undoAll(undo);
    throw fault;
  }
}

async function undoAll(undo: Undo[]): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step();
}

async function compose(config: Config, options: StartOptions, undo: Undo[]) {
  const log = createLog(config);
  const secret = config.tokens.secret ?? (await localSecret(config.dataDirectory));
  const port = await claimPort(config.host, config.port);
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  const publicUrl = config.publicUrl ?? url;
  const opened = await openDatabase(config, log);
  undo.push(() => opened.close());

  const rooms = await openRooms({ config, publicUrl, secret, log, database: opened.database });
  undo.push(() => rooms.economy.stop());
  const door = makeDoor({ ...rooms, config, publicUrl, secret, log, options }, opened.database);
  undo.push(() => rooms.hub.stop());
  for (const job of startJobs(door, rooms.faults, opened.database)) undo.push(() => job.stop());

  const app = await createApp(door);
  acceptSockets(app.server, door);
  undo.push(() => app.close());
  await listen(app, config, port);
  undo.push(() => drain(door));
  if (config.demo === "on") undo.push(await openDemoWorld(url, log));
  let stopping: Promise<void> | null = null;
  return {
    url,
    port,
    stop() {
      stopping ??= undoAll(undo);
      return stopping;
    },
  };
}

interface Beginnings {
  readonly config: Config;
  readonly publicUrl: string;
  readonly secret: string;
  readonly log: Log;
}

interface Rooms {
  readonly economy: Economy;
  readonly hub: RoomHub;
  readonly sandbox: Sandbox | null;
  readonly metrics: Metrics;
  readonly faults: ReturnType<typeof faultLogger>;
}

/** The economy and the rooms know each other by what they need: events one way, presence the other. */
async function openRooms(beginnings: Beginnings & { readonly database: Database }): Promise<Rooms> {
  const { config, publicUrl, log, database } = beginnings;
  const metrics = new Metrics();
  const faults = faultLogger(log, systemClock.now);
  const late: { hub?: RoomHub; economy?: Economy } = {};
  const sandbox = config.demo === "off" ? null : openSandbox(beginnings, () => late.economy);
  const opened = await createEconomy({
    database,
    hot: database.hot(),
    clock: systemClock.now,
    presence: (stream) => late.hub?.presence(stream) ?? 0,
    providers: new Map(sandbox === null ? [] : [[SANDBOX_ID, sandbox]]),
    publicUrl,
    demo: config.demo !== "off",
    // The demo comes with rates of its own, which grow old with it; no money is charged by them.
    fxAgeDaysMax: config.demo === "off" ? limits.fxAgeDaysMax : Number.POSITIVE_INFINITY,
    log,
    onEvents: (events) => {
      late.hub?.publish(events);
      countEvents(metrics, events);
    },
  });
  const sendMessage = paceMessages(opened.handlers.sendMessage, systemClock.now);
  const economy = { ...opened, handlers: { ...opened.handlers, sendMessage } };
  late.economy = economy;
  const hub = createRoomHub({
    loadEvents: (stream, after, limit) => economy.loadEvents(stream, after, limit),
    headsOf: (streams) => economy.headsOf(streams),
    loadStream: async (stream) => {
      // Sessions join by ids that were checked when they came.
      const params = { stream: stream as StreamId };
      const reply = await economy.handlers.getStream(null, { params });
      return isRefusal(reply) ? reply : reply.answer;
    },
    clock: systemClock,
    limits,
    onFault: faults("a room could not read its events"),
  });
  late.hub = hub;
  return { economy, hub, sandbox, metrics, faults };
}

function countEvents(metrics: Metrics, events: readonly RoomEvent[]): void {
  for (const event of events) {
    metrics.happened(event.type, event.type === "gift.sent" ? event.data : undefined);
  }
}

/** The sandbox bank, in the demo only: elsewhere its cards would be free coins. */
function openSandbox(
  { publicUrl, secret, log, database }: Beginnings & { readonly database: Database },
  economy: () => Economy | undefined,
): Sandbox {
  return createSandbox({
    store: createSandboxStore(database),
    secret: createHmac("sha256", secret).update("sandbox webhooks").digest("hex"),
    publicUrl,
    clock: systemClock.now,
    deliver: async (rawBody, headers) => {
      const taken = await economy()?.applyWebhook(SANDBOX_ID, rawBody, headers);
      if (isRefusal(taken)) throw new Error(`the sandbox's webhook was refused: ${taken.refused}`);
    },
    onFault: (fault) => log.warn({ err: fault }, "a sandbox webhook was not taken"),
  });
}

function makeDoor(
  parts: Rooms & Beginnings & { readonly options: StartOptions },
  database: Database,
): Door {
  const { economy, hub, config, metrics } = parts;
  const clock = systemClock;
  const tokens = new Tokens({
    ...config.tokens,
    secret: parts.secret,
    demo: config.demo !== "off",
    clock: clock.now,
  });
  const connections = new Connections(limits.socketsMax);
  metrics.watch({
    connections: () => connections.size,
    viewers: () => hub.presenceOfAll(),
  });
  return {
    config,
    publicUrl: parts.publicUrl,
    log: parts.log,
    clock,
    metrics,
    economy,
    sandbox: parts.sandbox,
    hub,
    heartbeat: new Heartbeat({
      clock,
      heartbeatMs: limits.heartbeatMs,
      silenceMs: limits.silenceMs,
    }),
    tokens,
    authenticator: new Authenticator(tokens, economy.people, clock.now),
    rates: new RateWindow(config.requestsPerMinute, clock.now),
    connections,
    overlayStreams: new OverlayStreams({
      economy,
      hub,
      clock,
      onFault: parts.faults("an overlay's link could not be looked up"),
    }),
    checkReady: () => askDatabase(database),
    checkAnswers: parts.options.checkAnswers ?? false,
    inHand: new WorkInHand(),
    state: { stopping: false },
  };
}

/** What the server's clock does, whether anybody asks or not: streaks and orders end, blocks close. */
function startJobs(door: Door, faults: Rooms["faults"], database: Database): Repeating[] {
  const { clock } = door;
  return [
    repeat({
      clock,
      everyMs: limits.streakSweepMs,
      work: () => door.economy.sweep(),
      onFault: faults("the sweep of streaks and orders failed"),
    }),
    repeat({
      clock,
      everyMs: limits.blocksEveryMs,
      work: async () => {
        await closeBlocks(database, clock.now());
      },
      onFault: faults("a block of the journal could not be closed"),
    }),
  ];
}

async function listen(app: FastifyInstance, { host }: Config, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (fault) {
    throw fault instanceof Error ? listenFault(fault, host, port) : fault;
  }
}

/** Brings the demo to life before anybody looks; a world that fails to open is no reason not to serve. */
async function openDemoWorld(baseUrl: string, log: Log): Promise<Undo> {
  const ending = new AbortController();
  try {
    const world = await startDemoWorld({ baseUrl, log, signal: ending.signal });
    return () => {
      ending.abort();
      return world.stopped;
    };
  } catch (fault) {
    ending.abort();
    log.warn({ err: fault }, "the demo world did not open");
    return () => {};
  }
}

/** Lets no new work in, waits for what is in hand, and tells everyone goodbye. */
async function drain(door: Door): Promise<void> {
  door.state.stopping = true;
  const untilMs = door.clock.now() + limits.drainMs;
  while (door.inHand.count > 0 && door.clock.now() < untilMs) {
    await new Promise<void>((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
  }
  door.overlayStreams.stop();
  door.heartbeat.stop();
  // What was committed last is still sent, then the goodbyes.
  door.hub.stop();
  door.connections.sayGoodbye(door.hub);
}

const DRAIN_LOOK_MS = 20;
