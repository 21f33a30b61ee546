import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Actor } from "@largesse/economy";
import { auditBooks, openAccounts, postTransfers, readAccounts, sql } from "@largesse/ledger";
import {
  isRefusal,
  limits,
  type RoomEvent,
  type SendGiftAnswer,
  type StreamId,
} from "@largesse/protocol";
import { createGifts } from "../src/gifts/send-gift.ts";
import { createWorld, type World } from "./world.ts";

interface Room {
  readonly viewer: Actor;
  readonly creator: Actor;
  readonly stream: StreamId;
}

async function openRoom(
  world: World,
  coins: { paid?: bigint; bonus?: bigint } = {},
): Promise<Room> {
  const [viewer, creator] = [await world.signIn("viewer", "V"), await world.signIn("creator", "C")];
  await fund(world, viewer, coins.paid ?? 1_000n, coins.bonus ?? 0n);
  const started = await world.call("startStream", creator, { body: { title: "A stream" } });
  return { viewer, creator, stream: started.id as StreamId };
}

let funded = 0;
/** Coins from the house, without a purchase. */
async function fund(world: World, { accounts }: Actor, paid: bigint, bonus: bigint): Promise<void> {
  assert.ok(accounts !== null);
  const [source = 0n] = await openAccounts(world.database, [
    { owner: "platform", kind: "coins_sold", asset: "coin", mayGoNegative: true },
  ]);
  const moves = [
    { account: accounts[0], amount: paid },
    { account: accounts[1], amount: bonus },
  ].filter(({ amount }) => amount > 0n);
  funded += 1;
  const draft = {
    kind: "adjustment",
    principal: accounts[0],
    key: `fund ${funded}`,
    requestHash: Buffer.alloc(32),
    legs: [{ account: source, amount: -(paid + bonus) }, ...moves],
    reference: "{}",
    eventAtMs: world.now(),
  };
  const [result] = await world.database.transaction((tx) => postTransfers(tx, [draft]));
  assert.ok(!isRefusal(result));
}

let keys = 0;
function request(
  stream: StreamId,
  body: { gift?: string; quantity?: number; streak?: { id: string; total: number } } = {},
  key?: string,
) {
  keys += 1;
  const { gift = "panda", quantity = 1, ...streak } = body;
  return { params: { stream }, key: key ?? `key-${keys}`, body: { gift, quantity, ...streak } };
}

async function balancesOf(world: World, { accounts }: Actor): Promise<bigint[]> {
  return (await readAccounts(world.database, accounts ?? [])).map(({ balance }) => balance);
}

async function assertSound(world: World): Promise<void> {
  assert.deepEqual((await auditBooks(world.database)).findings, []);
}

/** The room as it can be read again, which must be what was published, to the byte. */
async function replayed(world: World, stream: StreamId): Promise<RoomEvent[]> {
  return (await world.economy.loadEvents(stream, 0, 5_000)).events;
}

test("[G2.2] [G2.3] a gift moves bonus coins first and earns diamonds, with change", async () => {
  await using world = await createWorld();
  const { viewer, creator, stream } = await openRoom(world, { paid: 20n, bonus: 7n });
  const first = await world.call("sendGift", viewer, request(stream));
  assert.deepEqual([first.sent.coins, first.sent.diamonds, first.sent.count], [5, 2, 1]);
  assert.deepEqual(first.wallet, { paidCoins: 20, bonusCoins: 2, coins: 22, version: 3 });
  const second = await world.call("sendGift", viewer, request(stream));
  assert.equal(second.sent.diamonds, 3);
  assert.deepEqual(second.wallet, { paidCoins: 17, bonusCoins: 0, coins: 17, version: 5 });
  assert.deepEqual(await balancesOf(world, creator), [0n, 5n]);
  await assertSound(world);
});

test("[G2.4] [G2.8] each gift is one event, numbered without gaps, the same bytes when read again", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      world.call("sendGift", viewer, request(stream, { quantity: 2 })),
    ),
  );
  const events = world.events.filter(({ type }) => type === "gift.sent");
  assert.deepEqual(
    events.map(({ seq }) => seq),
    Array.from({ length: 40 }, (_, n) => n + 1),
  );
  assert.deepEqual(
    answers.map(({ event }) => event?.seq).toSorted((left = 0, right = 0) => left - right),
    events.map(({ seq }) => seq),
  );
  assert.equal(JSON.stringify(await replayed(world, stream)), JSON.stringify(events));
});

test("[G2.5] a retry is answered with the first answer, later and when all has changed", async () => {
  await using world = await createWorld();
  const { viewer, creator, stream } = await openRoom(world, { paid: 12n });
  const gift = request(stream);
  const first = await world.call("sendGift", viewer, gift);
  await world.call("sendGift", viewer, request(stream));
  await world.call("endStream", creator, { params: { stream } });
  const again = await world.economy.handlers.sendGift(viewer, gift);
  assert.deepEqual(again, { answer: first, replayed: true });
  assert.equal(JSON.stringify("answer" in again && again.answer), JSON.stringify(first));
  const other = { ...gift, body: { ...gift.body, quantity: 2 } };
  assert.equal((await world.refused("sendGift", viewer, other)).refused, "key_reused");
  assert.deepEqual(await balancesOf(world, viewer), [2n, 0n]);
  await assertSound(world);
});

test("[G2.5] fifty uses of a key at once are one gift", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const gift = request(stream);
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => world.economy.handlers.sendGift(viewer, gift)),
  );
  assert.equal(replies.filter((reply) => "answer" in reply && !reply.replayed).length, 1);
  const answers = replies.map((reply) => JSON.stringify("answer" in reply && reply.answer));
  assert.equal(new Set(answers).size, 1);
  assert.deepEqual(await balancesOf(world, viewer), [995n, 0n]);
});

test("[G2.11] a gift refused for want of coins stays refused under its key when there are coins", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world, { paid: 3n });
  const gift = request(stream);
  const first = await world.refused("sendGift", viewer, gift);
  assert.equal(first.refused, "insufficient_coins");
  await fund(world, viewer, 100n, 0n);
  const other = { ...gift, body: { ...gift.body, quantity: 2 } };
  const [again, reused] = await Promise.all([
    world.refused("sendGift", viewer, gift),
    world.refused("sendGift", viewer, other),
  ]);
  assert.deepEqual(again, first);
  assert.equal(reused.refused, "key_reused");
  await world.call("sendGift", viewer, request(stream));
  assert.deepEqual(await balancesOf(world, viewer), [98n, 0n]);
  await assertSound(world);
});

test("[G2.11] two uses of a key in one batch hear the same no, and other content hears key_reused", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world, { paid: 3n });
  const gift = request(stream);
  const other = { ...gift, body: { ...gift.body, gift: "rose" } };
  const replies = await Promise.all(
    [gift, gift, other].map((one) => world.economy.handlers.sendGift(viewer, one)),
  );
  assert.deepEqual(
    replies.map((reply) => isRefusal(reply) && reply.refused),
    ["insufficient_coins", "insufficient_coins", "key_reused"],
  );
  assert.deepEqual(await balancesOf(world, viewer), [3n, 0n]);
});

test("[G2.6] a batch takes the same number of statements, whatever its size", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const hot = world.database.hot();
  const gifts = await createGifts({
    database: world.database,
    hot,
    clock: world.now,
    onEvents: () => {},
  });
  const statementsOf = async (count: number) => {
    const before = hot.statements;
    await Promise.all(
      Array.from({ length: count }, (_, n) =>
        gifts.sendGift(
          viewer,
          request(stream, { gift: "rose", streak: { id: `s${keys}${n}`, total: 1 } }),
        ),
      ),
    );
    return hot.statements - before;
  };
  await statementsOf(1);
  const one = await statementsOf(1);
  assert.equal(await statementsOf(200), one);
  assert.equal(one, 14);
  await gifts.stop();
});

test("[G2.7] a gift that is refused, or that the database cannot take, spoils no other", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world, { paid: 50n });
  // PostgreSQL's text has no NUL: a fault of ours that only the database finds.
  const cursed = { ...viewer, name: "Ve\0ra" };
  const send = world.economy.handlers.sendGift;
  const settled = await Promise.allSettled([
    send(viewer, request(stream)),
    send(viewer, request(stream, { gift: "galaxy" })),
    send(cursed, request(stream)),
    send(viewer, request(stream, { gift: "nothing" })),
    send(viewer, request(stream)),
  ]);
  const said = settled.map((one) => {
    if (one.status === "rejected") return "fault";
    return isRefusal(one.value) ? one.value.refused : "sent";
  });
  assert.deepEqual(said, ["sent", "insufficient_coins", "fault", "gift_not_found", "sent"]);
  assert.deepEqual(await balancesOf(world, viewer), [40n, 0n]);
  assert.equal((await replayed(world, stream)).length, 2);
  await assertSound(world);
});

test("[G2.5] a lost connection leaves nothing in doubt that a retry does not settle", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const send = world.economy.handlers.sendGift;
  const requests = Array.from({ length: 60 }, () => request(stream));
  for (let round = 0; round < 6; round++) {
    const sending = Promise.allSettled(
      requests.slice(round * 10, round * 10 + 10).map((gift) => send(viewer, gift)),
    );
    await world.database.query(sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where application_name = 'largesse hot' and datname = current_database()`);
    await sending;
  }
  const replies = await Promise.all(requests.map((gift) => send(viewer, gift)));
  assert.ok(replies.every((reply) => !isRefusal(reply)));
  assert.deepEqual(await balancesOf(world, viewer), [700n, 0n]);
  assert.equal((await replayed(world, stream)).length, 60);
  await assertSound(world);
});

test("[G2.9] fifty gifts at once never spend more than the wallet holds", async () => {
  await using world = await createWorld();
  const { viewer, creator, stream } = await openRoom(world, { paid: 23n, bonus: 4n });
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => world.economy.handlers.sendGift(viewer, request(stream))),
  );
  assert.equal(replies.filter((reply) => !isRefusal(reply)).length, 5);
  assert.deepEqual(await balancesOf(world, viewer), [2n, 0n]);
  assert.deepEqual(await balancesOf(world, creator), [1n, 12n]);
  await assertSound(world);
});

test("[G3.1] [G3.2] messages of a streak in any order and repeated come to its highest total", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const totals = [3, 1, 7, 7, 2, 5, 10, 10, 4];
  const answers: SendGiftAnswer[] = [];
  for (const total of totals) {
    const streak = { id: "thumb", total };
    answers.push(await world.call("sendGift", viewer, request(stream, { gift: "rose", streak })));
  }
  assert.deepEqual(
    answers.map(({ sent }) => sent.count),
    [3, 0, 4, 0, 0, 0, 3, 0, 0],
  );
  assert.deepEqual(
    answers.map(({ event }) => event !== null),
    [true, false, true, false, false, false, true, false, false],
  );
  assert.deepEqual(answers.at(-1)?.sent.streak, { id: "thumb", total: 10, ended: false });
  assert.deepEqual(await balancesOf(world, viewer), [990n, 0n]);
  const together = [4, 2, 9, 6].map((total) =>
    world.call(
      "sendGift",
      viewer,
      request(stream, { gift: "rose", streak: { id: "other", total } }),
    ),
  );
  const counts = (await Promise.all(together)).map(({ sent }) => sent.count);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    9,
  );
  await assertSound(world);
});

test("[G3.2] a message that adds nothing leaves its key free", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const claim = (total: number, key?: string) =>
    world.call(
      "sendGift",
      viewer,
      request(stream, { gift: "rose", streak: { id: "s", total } }, key),
    );
  await claim(5);
  const nothing = await claim(5, "free");
  assert.equal(nothing.event, null);
  assert.equal((await claim(5, "free")).sent.id, nothing.sent.id);
  assert.equal((await claim(6, "free")).sent.count, 1);
});

test("[G3.3] [G3.4] the server ends a silent streak once, and a late total is still charged", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const claim = (total: number) =>
    world.call("sendGift", viewer, request(stream, { gift: "rose", streak: { id: "s", total } }));
  await claim(4);
  world.move(limits.streakGapMs - 1);
  await world.economy.sweep();
  assert.equal((await replayed(world, stream)).length, 1);
  world.move(1);
  await Promise.all([world.economy.sweep(), world.economy.sweep(), world.economy.sweep()]);
  const ends = (await replayed(world, stream)).filter(({ type }) => type === "streak.ended");
  const [end] = ends;
  assert.ok(ends.length === 1 && end?.type === "streak.ended");
  assert.deepEqual(end.data.streak, { id: "s", total: 4, ended: true });
  assert.deepEqual([end.data.coins, end.data.gift.id, end.data.gift.coins], [4, "rose", 1]);
  const late = await claim(6);
  assert.deepEqual([late.sent.count, late.sent.streak], [2, { id: "s", total: 6, ended: true }]);
  world.move(60_000);
  await world.economy.sweep();
  const events = await replayed(world, stream);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["gift.sent", "streak.ended", "gift.sent"],
  );
  assert.equal(
    JSON.stringify(events),
    JSON.stringify(world.events.filter((event) => event.stream === stream)),
  );
});

test("[G3.5] a streak's name stands for one gift in one stream", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await openRoom(world);
  const other = await world.signIn("creator", "Clara");
  const elsewhere = await world.call("startStream", other, { body: { title: "Another" } });
  const streak = { id: "s", total: 2 };
  await world.call("sendGift", viewer, request(stream, { gift: "rose", streak }));
  for (const conflicting of [
    request(stream, { gift: "heart", streak: { id: "s", total: 3 } }),
    request(elsewhere.id as StreamId, { gift: "rose", streak: { id: "s", total: 3 } }),
  ]) {
    assert.equal((await world.refused("sendGift", viewer, conflicting)).refused, "streak_conflict");
  }
});

const recording = fileURLToPath(
  new URL("../../../../shared/data/tiktok_gift_events_anonymised.ndjson", import.meta.url),
);
const missing = existsSync(recording) ? false : "the recorded messages are not on this machine";

interface RecordedGift {
  readonly room: string;
  readonly sender: string;
  readonly coins: number;
  readonly giftType: number;
  readonly repeatCount: number;
  readonly groupId: number;
  readonly giftId: number;
  readonly msgId: string;
}

test("[G3.6] the recorded messages come to 220 coins, in any order and repeated", {
  skip: missing,
}, async () => {
  const lines = readFileSync(recording, "utf8").trim().split("\n");
  const messages = lines.map((line) => JSON.parse(line) as RecordedGift);
  for (const order of [messages, messages.toReversed(), [...messages, ...messages.toReversed()]]) {
    await using world = await createWorld();
    const { viewer, stream } = await openRoom(world, { paid: 10_000n });
    for (const message of order) {
      // A coin is a rose: prices of the recording are not those of our catalogue.
      const streak = {
        id: `${message.room} ${message.sender} ${message.giftId} ${message.groupId}`,
        total: message.repeatCount * message.coins,
      };
      const body = { gift: "rose", streak };
      await world.economy.handlers.sendGift(viewer, request(stream, body, undefined));
    }
    const coins = (await replayed(world, stream)).reduce(
      (sum, event) => sum + (event.type === "gift.sent" ? event.data.coins : 0),
      0,
    );
    assert.equal(coins, 220);
    assert.deepEqual(await balancesOf(world, viewer), [9_780n, 0n]);
  }
});
