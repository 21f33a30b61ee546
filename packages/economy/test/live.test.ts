/** Live rooms, chat, overlays and people over a real database. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EventPage,
  limits,
  newId,
  RoomEvent,
  SendMessageAnswer,
  Stream,
  type StreamId,
} from "@largesse/protocol";
import { assertRefused, createWorld, type World } from "./world.ts";

type Person = Awaited<ReturnType<World["signIn"]>>;

async function goLive(world: World, creator: Person, title = "Evening songs") {
  const stream = await world.call("startStream", creator, { body: { title } });
  return { stream, id: stream.id as StreamId, params: { stream: stream.id as StreamId } };
}

const say = (world: World, actor: Person, stream: StreamId, text: string, key: string) =>
  world.call("sendMessage", actor, { key, params: { stream }, body: { text, kind: "chat" } });

test("[L1.1] a stream starts live, with no events, and is found and listed", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const { stream, params } = await goLive(world, creator);
  Stream.parse(stream);
  assert.deepEqual(
    [stream.state, stream.seq, stream.scene, stream.viewers],
    ["live", 0, "aurora", 3],
  );
  assert.deepEqual(await world.call("getStream", null, { params }), stream);
  assert.deepEqual((await world.call("listStreams", null, { query: {} })).data, [stream]);
  const unknown = { params: { stream: newId("stream") } };
  await assertRefused(world.refused("getStream", null, unknown), "stream_not_found");
});

test("[L1.2] a creator has one live stream: starting again ends the older, with its event", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const older = await goLive(world, creator);
  await Promise.all([1, 2, 3].map((place) => goLive(world, creator, `Song ${place}`)));
  const live = await world.call("listStreams", null, { query: {} });
  assert.equal(live.data.length, 1);
  assert.equal((await world.call("getStream", null, { params: older.params })).state, "ended");
  assert.deepEqual(
    world.events.map(({ type, seq }) => [type, seq]),
    [1, 2, 3].map(() => ["stream.ended", 1]),
  );
});

test("[L1.3] streams are listed newest first, in pages, by state and creator", async () => {
  await using world = await createWorld();
  const [cleo, carl] = [
    await world.signIn("creator", "Cleo"),
    await world.signIn("creator", "Carl"),
  ];
  const made: string[] = [];
  for (const [place, creator] of [cleo, carl, cleo].entries()) {
    world.move(1_000);
    made.push((await goLive(world, creator, `Song ${place}`)).id);
  }
  const ids = async (query: object) =>
    (await world.call("listStreams", null, { query })).data.map(({ id }) => id);
  assert.deepEqual(await ids({}), [made[2], made[1]]);
  assert.deepEqual(await ids({ state: "ended" }), [made[0]]);
  assert.deepEqual(await ids({ creator: carl.id }), [made[1]]);
  const page = await world.call("listStreams", null, { query: { limit: 1 } });
  assert.deepEqual(await ids({ after: page.next ?? "" }), [made[1]]);
  const bad = { query: { after: "str_x" } };
  await assertRefused(world.refused("listStreams", null, bad), "invalid_field");
});

test("[L1.4] title, scene and video change for everyone at once; no change is no event", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const { params } = await goLive(world, creator);
  const hls = "https://video.example/live.m3u8";
  const changed = await world.call("changeStream", creator, {
    params,
    body: { title: "Encore", hls },
  });
  assert.deepEqual([changed.title, changed.hls, changed.seq], ["Encore", hls, 1]);
  const same = await world.call("changeStream", creator, { params, body: { title: "Encore" } });
  assert.deepEqual([same.seq, same.hls], [1, hls]);
  const without = await world.call("changeStream", creator, { params, body: { hls: null } });
  assert.equal(without.hls, null);
  assert.deepEqual(
    world.events.map((event) => RoomEvent.parse(event).data),
    [
      { title: "Encore", scene: "aurora", hls },
      { title: "Encore", scene: "aurora", hls: null },
    ],
  );
});

test("[L3.2] an event that is read later is the one that was told, to the byte", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const viewer = await world.signIn("viewer", "Vera");
  const { id, params } = await goLive(world, creator);
  await world.buy(viewer);
  await say(world, viewer, id, "“é” \u2028 <b>", "k");
  const streak = { id: "s", total: 3 };
  const body = { gift: "rose", quantity: 1 };
  await world.call("sendGift", viewer, { key: "g1", params, body });
  await world.call("sendGift", viewer, { key: "g2", params, body: { ...body, streak } });
  const hls = "https://video.example/live.m3u8";
  await world.call("changeStream", creator, { params, body: { title: "Encore", hls } });
  world.move(limits.streakGapMs);
  await world.economy.sweep();
  await world.call("endStream", creator, { params });
  const read = await world.call("listEvents", null, { params, query: {} });
  assert.equal(read.data.length, 6);
  assert.equal(JSON.stringify(read.data), JSON.stringify(world.events));
});

test("[L1.7] half letters in a title or an address are made harmless", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const { params, stream } = await goLive(world, creator, "Songs \ud83d");
  assert.equal(stream.title, "Songs \ufffd");
  const body = { title: "More \ud83d", hls: "https://video.example/\ud83d" };
  const changed = await world.call("changeStream", creator, { params, body });
  assert.deepEqual([changed.title, changed.hls], ["More \ufffd", "https://video.example/\ufffd"]);
});

test("[L1.5] ending is for good, and asking again is not an error", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const viewer = await world.signIn("viewer", "Vera");
  const { params } = await goLive(world, creator);
  const ended = await world.call("endStream", creator, { params });
  assert.deepEqual([ended.state, ended.viewers, ended.seq], ["ended", 0, 1]);
  world.move(1_000);
  assert.deepEqual(await world.call("endStream", creator, { params }), ended);
  await assertRefused(
    world.refused("changeStream", creator, { params, body: { title: "x" } }),
    "stream_ended",
  );
  const message = { key: "k", params, body: { text: "hi", kind: "chat" as const } };
  await assertRefused(world.refused("sendMessage", viewer, message), "stream_ended");
});

test("[L1.6] only its creator changes or ends a stream", async () => {
  await using world = await createWorld();
  const { params } = await goLive(world, await world.signIn("creator", "Cleo"));
  const other = await world.signIn("creator", "Carl");
  await assertRefused(
    world.refused("changeStream", other, { params, body: {} }),
    "not_your_stream",
  );
  await assertRefused(world.refused("endStream", other, { params }), "not_your_stream");
  const unknown = { stream: newId("stream") };
  await assertRefused(world.refused("endStream", other, { params: unknown }), "stream_not_found");
  assert.equal(world.events.length, 0);
});

test("[L2.1] a message is trimmed, numbered, kept and told to the room", async () => {
  await using world = await createWorld();
  const { id, params } = await goLive(world, await world.signIn("creator", "Cleo"));
  const viewer = await world.signIn("viewer", "Vera");
  const said = SendMessageAnswer.parse(
    await say(world, viewer, id, "  hello\u202e \n there  ", "k1"),
  );
  assert.equal(said.message.text, "hello there");
  assert.equal(said.message.sender.name, "Vera");
  assert.equal(said.event.seq, 1);
  const page = EventPage.parse(await world.call("listEvents", null, { params, query: {} }));
  assert.deepEqual(page.data, world.events);
  assert.deepEqual(page.data[0]?.data, said.message);
});

test("[L2.2] creators and operators speak under their own role", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const operator = await world.signIn("operator", "Olga");
  const { id } = await goLive(world, creator);
  for (const actor of [creator, operator]) {
    const { message } = await say(world, actor, id, "welcome", actor.id);
    assert.equal(message.sender.id, actor.id);
  }
});

test("[L2.3] a retried message is said once, also at once and after the end", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const viewer = await world.signIn("viewer", "Vera");
  const { id, params } = await goLive(world, creator);
  const wish = { key: "k", params, body: { text: "hi", kind: "chat" as const } };
  const replies = await Promise.all(
    [1, 2, 3, 4, 5].map(() => world.economy.handlers.sendMessage(viewer, wish)),
  );
  const answers = replies.map((reply) => "answer" in reply && reply.answer);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(replies.filter((reply) => "replayed" in reply).length, 4);
  await world.call("endStream", creator, { params });
  const late = await world.economy.handlers.sendMessage(viewer, wish);
  assert.deepEqual("answer" in late && late.answer, answers[0]);
  assert.equal((await world.economy.loadEvents(id, 0, 10)).head, 2);
});

test("[L2.4] a key that was used for other words or another room is refused; others' keys are theirs", async () => {
  await using world = await createWorld();
  const first = await goLive(world, await world.signIn("creator", "Cleo"));
  const second = await goLive(world, await world.signIn("creator", "Carl"));
  const [vera, theo] = [await world.signIn("viewer", "Vera"), await world.signIn("viewer", "Theo")];
  await say(world, vera, first.id, "hi", "k");
  await say(world, theo, first.id, "hi", "k");
  const body = { text: "hi", kind: "chat" as const };
  for (const wish of [
    { key: "k", params: first.params, body: { ...body, text: "other" } },
    { key: "k", params: second.params, body },
  ]) {
    await assertRefused(world.refused("sendMessage", vera, wish), "key_reused");
  }
});

test("[L2.5] the same key in two rooms at once is one message", async () => {
  await using world = await createWorld();
  const first = await goLive(world, await world.signIn("creator", "Cleo"));
  const second = await goLive(world, await world.signIn("creator", "Carl"));
  const vera = await world.signIn("viewer", "Vera");
  for (let round = 0; round < 10; round++) {
    const replies = await Promise.all(
      [first, second].map(({ params }) =>
        world.economy.handlers.sendMessage(vera, {
          key: `k${round}`,
          params,
          body: { text: "hi", kind: "chat" },
        }),
      ),
    );
    assert.equal(replies.filter((reply) => "answer" in reply).length, 1);
    assert.ok(replies.some((reply) => "refused" in reply && reply.refused === "key_reused"));
  }
});

test("[L2.6] empty words are refused, half letters and control letters are made harmless", async () => {
  await using world = await createWorld();
  const { id, params } = await goLive(world, await world.signIn("creator", "Cleo"));
  const viewer = await world.signIn("viewer", "Vera");
  for (const text of ["", "   ", "\n\u0000\u202e\t"]) {
    const wish = { key: "k", params, body: { text, kind: "chat" as const } };
    await assertRefused(world.refused("sendMessage", viewer, wish), "message_empty");
  }
  const { message } = await say(world, viewer, id, "a\u0000b\ud83d", "k");
  assert.equal(message.text, "a b\ufffd");
  const nowhere = {
    key: "n",
    params: { stream: newId("stream") },
    body: { text: "x", kind: "chat" as const },
  };
  await assertRefused(world.refused("sendMessage", viewer, nowhere), "stream_not_found");
});

test("[L3.1] events are numbered without gaps by many speakers, and handed on in order", async () => {
  await using world = await createWorld();
  const { id } = await goLive(world, await world.signIn("creator", "Cleo"));
  const viewer = await world.signIn("viewer", "Vera");
  await world.buy(viewer, { coins: 500 });
  await Promise.all(
    Array.from({ length: 60 }, (_, place) =>
      place % 3 === 0
        ? world.call("sendGift", viewer, {
            key: `g${place}`,
            params: { stream: id },
            body: { gift: "rose", quantity: 1 },
          })
        : say(world, viewer, id, `message ${place}`, `m${place}`),
    ),
  );
  await world.economy.stop();
  const numbers = Array.from({ length: 60 }, (_, place) => place + 1);
  assert.deepEqual(
    world.events.map(({ seq }) => seq),
    numbers,
  );
  const slice = await world.economy.loadEvents(id, 0, 100);
  assert.deepEqual(slice.events, world.events);
  assert.deepEqual([slice.head, [...(await world.economy.headsOf([id]))]], [60, [[id, 60]]]);
});

test("[L3.2] events are read in pages from any position; beyond the end is refused", async () => {
  await using world = await createWorld();
  const { id, params } = await goLive(world, await world.signIn("creator", "Cleo"));
  const viewer = await world.signIn("viewer", "Vera");
  for (let place = 1; place <= 5; place++) await say(world, viewer, id, `m${place}`, `k${place}`);
  const page = await world.call("listEvents", null, { params, query: { after: 1, limit: 3 } });
  assert.deepEqual([page.data.map(({ seq }) => seq), page.next], [[2, 3, 4], "4"]);
  const last = await world.call("listEvents", null, { params, query: { after: 4 } });
  assert.deepEqual([last.data.length, last.next], [1, null]);
  const end = await world.call("listEvents", null, { params, query: { after: 5 } });
  assert.deepEqual([end.data, end.next], [[], null]);
  const beyond = { params, query: { after: 6 } };
  await assertRefused(world.refused("listEvents", null, beyond), "position_invalid");
  const unknown = { params: { stream: newId("stream") }, query: {} };
  await assertRefused(world.refused("listEvents", null, unknown), "stream_not_found");
  assert.equal((await world.economy.loadEvents(newId("stream"), 0, 5)).epoch, "");
});

test("[L4.1] supporters are ranked by coins; equal coins share a rank", async () => {
  await using world = await createWorld();
  const { id, params } = await goLive(world, await world.signIn("creator", "Cleo"));
  for (const [name, gifts] of [
    ["Ann", ["panda"]],
    ["Bea", ["coffee"]],
    ["Dan", ["rose", "rose", "rose", "rose", "heart"]],
  ] as const) {
    const viewer = await world.signIn("viewer", name);
    await world.buy(viewer);
    for (const [place, gift] of gifts.entries()) {
      const wish = { key: `g${place}`, params: { stream: id }, body: { gift, quantity: 1 } };
      await world.call("sendGift", viewer, wish);
    }
  }
  const { data } = await world.call("getLeaderboard", null, { params });
  assert.deepEqual(
    data.map(({ rank, person, coins, gifts }) => [rank, person.name, coins, gifts]),
    [
      [1, "Bea", 20, 1],
      [2, "Ann", 5, 1],
      [2, "Dan", 5, 5],
    ],
  );
  const unknown = { params: { stream: newId("stream") } };
  await assertRefused(world.refused("getLeaderboard", null, unknown), "stream_not_found");
});
