/** What a gift asks of the database on its way from the frame to the room: its batch, and nothing besides. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { createEconomy } from "@largesse/economy";
import { createDatabase, type Database, openAccounts, postTransfers } from "@largesse/ledger";
import { isRefusal, limits, type StreamId } from "@largesse/protocol";
import { createRoomHub, type Session, systemClock } from "@largesse/realtime";
import { createTestDatabase } from "../../../test/support/database.ts";
import { Authenticator } from "../src/auth/authenticator.ts";
import { Tokens } from "../src/auth/tokens.ts";

/** A line so long that whoever waits for an answer has said everything they can say before it. */
const QUIET_MS = 25;

test("[G2.12] a gift on a node that knows sender and stream is its batch: two round trips, nothing else", async () => {
  await using house = await openHouse();
  const { stream, token } = await house.openRoom();
  const events: string[] = [];
  const reader = readerInto(events);
  assert.equal(await house.hub.join(reader, { stream }, () => {}), null);
  const send = async (key: string) => {
    const bearer = await house.authenticator.identify(token);
    assert.ok(!isRefusal(bearer));
    const body = { gift: "panda", quantity: 1 };
    const reply = await house.economy.handlers.sendGift(bearer.actor, {
      params: { stream },
      body,
      key,
    });
    assert.ok(!isRefusal(reply));
    await heard(events, reply.answer.sent.id);
  };
  await send("the first one learns who and where");
  const before = house.asked();
  await send("the second knows");
  const after = house.asked();
  assert.deepEqual(
    { besides: after.besides - before.besides, roundTrips: after.roundTrips - before.roundTrips },
    { besides: 0, roundTrips: 2 },
  );
});

/** Everything between the door and the database, with both ways to the database counted. */
async function openHouse() {
  const closing = new AsyncDisposableStack();
  const scratch = closing.use(await createTestDatabase());
  const line = closing.use(await openLongLine(scratch.url));
  const direct = createDatabase({ url: scratch.url, poolMax: 2 });
  const far = createDatabase({ url: line.url, poolMax: 1 });
  closing.defer(() => Promise.all([direct.close(), far.close()]).then(() => {}));
  const counted = countCalls(direct);
  const late: { hub?: ReturnType<typeof createRoomHub> } = {};
  const economy = await createEconomy({
    database: counted.database,
    hot: far.hot(),
    clock: systemClock.now,
    presence: () => 0,
    providers: new Map(),
    publicUrl: "http://127.0.0.1",
    demo: true,
    fxAgeDaysMax: 7,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onEvents: (events) => late.hub?.publish(events),
  });
  closing.defer(() => economy.stop());
  const hub = createRoomHub({
    loadEvents: (stream, after, limit) => economy.loadEvents(stream, after, limit),
    headsOf: (streams) => economy.headsOf(streams),
    async loadStream(stream) {
      const reply = await economy.handlers.getStream(null, {
        params: { stream: stream as StreamId },
      });
      return isRefusal(reply) ? reply : reply.answer;
    },
    clock: systemClock,
    // The poll asks for every room at once, whether there are gifts or not: here it would be noise.
    limits: { ...limits, roomPollMs: 3_600_000 },
    onFault: (fault) => assert.fail(String(fault)),
  });
  late.hub = hub;
  closing.defer(() => hub.stop());
  const tokens = new Tokens({ ...SIGNING, clock: systemClock.now });
  return {
    economy,
    hub,
    authenticator: new Authenticator(tokens, economy.people, systemClock.now),
    asked: () => ({ besides: counted.calls(), roundTrips: line.roundTrips() }),
    async openRoom() {
      const claims = { issuer: "test", name: "Somebody" } as const;
      const creator = await economy.people.resolve({ ...claims, subject: "c", role: "creator" });
      const started = await economy.handlers.startStream(creator, { body: { title: "A stream" } });
      assert.ok(!isRefusal(started));
      const token = await tokens.signDemo({ subject: "v", role: "viewer", name: "Ana" });
      const bearer = await new Authenticator(tokens, economy.people, systemClock.now).identify(
        token,
      );
      assert.ok(!isRefusal(bearer) && bearer.actor.accounts !== null);
      await fund(direct, bearer.actor.accounts[0]);
      return { stream: started.answer.id as StreamId, token };
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

const SIGNING = {
  secret: "a shared secret of at least thirty-two letters",
  jwksUrl: null,
  issuer: null,
  audience: null,
  demo: true,
} as const;

function countCalls(direct: Database) {
  let calls = 0;
  const database: Database = {
    ...direct,
    query(statement) {
      calls += 1;
      return direct.query(statement);
    },
    transaction(work) {
      calls += 1;
      return direct.transaction(work);
    },
  };
  return { database, calls: () => calls };
}

async function fund(database: Database, account: bigint): Promise<void> {
  const [source = 0n] = await openAccounts(database, [
    { owner: "platform", kind: "coins_sold", asset: "coin", mayGoNegative: true },
  ]);
  const draft = {
    kind: "adjustment",
    principal: account,
    key: "fund",
    requestHash: Buffer.alloc(32),
    legs: [
      { account: source, amount: -100n },
      { account, amount: 100n },
    ],
    reference: "{}",
    eventAtMs: Date.now(),
  };
  await database.transaction((tx) => postTransfers(tx, [draft]));
}

/** Carries bytes to PostgreSQL at once, and back only when the client has nothing more to say. */
async function openLongLine(databaseUrl: string) {
  const there = new URL(databaseUrl);
  let roundTrips = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(there.port), there.hostname);
    const held: Buffer[] = [];
    let waiting = false;
    let timer: NodeJS.Timeout | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        waiting = false;
        client.write(Buffer.concat(held.splice(0)));
      }, QUIET_MS);
    };
    client.on("data", (bytes) => {
      if (!waiting) roundTrips += 1;
      waiting = true;
      upstream.write(bytes);
      if (held.length > 0) wait();
    });
    upstream.on("data", (bytes) => {
      held.push(bytes);
      wait();
    });
    for (const [end, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      end.on("error", () => other.destroy());
      end.on("close", () => other.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  const here = new URL(databaseUrl);
  here.hostname = "127.0.0.1";
  here.port = String(address.port);
  return {
    url: here.href,
    roundTrips: () => roundTrips,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

function readerInto(events: string[]): Session {
  return {
    framing: "socket",
    counted: true,
    send: (bytes) => void events.push(bytes.toString()),
    bufferedBytes: () => 0,
    close: () => {},
  };
}

/** Until the room was told of the gift. */
async function heard(events: readonly string[], gift: string): Promise<void> {
  while (!events.some((text) => text.includes(gift))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
