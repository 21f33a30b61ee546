/** Rooms: nothing is missed, nothing comes twice, and one slow reader is nobody else's problem. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { numbers, Reader, STREAM, settled, World } from "./world.ts";

test("[G15.1] a reader gets every event once, in order, from where they joined", async () => {
  const world = new World();
  world.commit(3);
  const reader = new Reader();
  const { greeting } = await world.join(reader);
  assert.equal(greeting?.stream.seq, 3);
  world.say(2);
  await world.clock.pass(10);
  world.say(1);
  await world.clock.pass(10);
  assert.deepEqual(reader.seqs(), [4, 5, 6]);
});

test("[G15.2] the events of a tick share one write, the same bytes for all", async () => {
  const world = new World();
  const readers = [new Reader(), new Reader()];
  for (const reader of readers) await world.join(reader);
  world.say(5);
  await world.clock.pass(10);
  assert.deepEqual(
    readers.map((reader) => reader.writes.length),
    [1, 1],
  );
  assert.equal(readers[0]?.writes[0], readers[1]?.writes[0]);
});

test("[G15.2] a lone event is told at once, and those that follow within ten milliseconds together", async () => {
  const world = new World();
  const reader = new Reader();
  await world.join(reader);
  await world.clock.pass(500);
  world.say(1);
  await world.clock.pass(0);
  assert.deepEqual(reader.seqs(), [1]);
  world.say(1);
  await world.clock.pass(5);
  world.say(1);
  await world.clock.pass(4);
  assert.deepEqual(reader.seqs(), [1]);
  await world.clock.pass(1);
  assert.deepEqual(reader.seqs(), [1, 2, 3]);
  assert.equal(reader.writes.length, 2);
});

test("[G15.3] a resume replays what was missed, from memory or from the database", async () => {
  const world = new World({ roomEventsKept: 2 });
  await world.join(new Reader());
  world.say(12);
  await world.clock.pass(10);
  const near = new Reader();
  const far = new Reader();
  assert.equal((await world.join(near, 10, "e1")).greeting?.resumed, true);
  assert.equal((await world.join(far, 1, "e1")).greeting?.resumed, true);
  world.say(1);
  await world.clock.pass(50);
  assert.deepEqual(near.seqs(), numbers(11, 13));
  assert.deepEqual(far.seqs(), numbers(2, 13));
});

test("[G15.3] a long replay waits for a reader who takes it slowly, and loses nothing", async () => {
  const world = new World({ sessionBytesMax: 20_000 });
  world.commit(2_000);
  const reader = new Reader();
  reader.stalled = true;
  await world.join(reader, 0);
  await world.clock.pass(500);
  assert.equal(reader.closed, null);
  assert.ok(reader.seqs().length < 2_000);
  reader.bufferedBytes = () => 0;
  await world.clock.pass(500);
  assert.deepEqual(reader.seqs(), numbers(1, 2_000));
});

test("[G15.4] another epoch, a position too old or beyond the head gets a snapshot", async () => {
  const world = new World({ resumeEventsMax: 5 });
  world.commit(60);
  for (const [after, epoch] of [
    [58, "of before the restore"],
    [10, "e1"],
    [61, "e1"],
  ] as const) {
    const reader = new Reader();
    const { greeting } = await world.join(reader, after, epoch);
    assert.equal(greeting?.resumed, false);
    const [resync] = reader.frames();
    assert.equal(resync?.type, "resync");
    assert.equal(Array.isArray(resync?.recent) && resync.recent.length, 50);
    world.hub.leaveAll(reader);
  }
});

test("[G15.4] a room that is numbered anew sends its readers a snapshot", async () => {
  const world = new World();
  world.commit(9);
  const reader = new Reader();
  await world.join(reader);
  world.epoch = "e2";
  world.journal.length = 0;
  world.say(2);
  await world.clock.pass(1_100);
  assert.deepEqual(
    reader.types().filter((type) => type !== "room.stats"),
    ["resync"],
  );
  world.say(1);
  await world.clock.pass(10);
  assert.deepEqual(reader.seqs(), [3]);
});

test("[G15.5] a gap is filled from the database, duplicates are dropped", async () => {
  const world = new World();
  const reader = new Reader();
  await world.join(reader);
  const events = world.commit(8);
  world.hub.publish(events.slice(0, 2));
  world.hub.publish(events.slice(5, 7));
  world.hub.publish(events.slice(1, 6));
  await world.clock.pass(20);
  world.hub.publish(events);
  await world.clock.pass(20);
  assert.deepEqual(reader.seqs(), numbers(1, 8));
});

test("[G15.6] what another node committed arrives within a poll", async () => {
  const world = new World();
  const reader = new Reader();
  await world.join(reader);
  world.commit(3);
  await world.clock.pass(1_020);
  assert.deepEqual(reader.seqs(), [1, 2, 3]);
});

test("[G15.6] events published while the room is being opened are not lost", async () => {
  const world = new World();
  const reader = new Reader();
  const joining = world.join(reader);
  world.say(2);
  await joining;
  world.say(1);
  await world.clock.pass(20);
  const last = reader.seqs().at(-1);
  assert.equal(last, 3);
});

test("[G15.7] a reader who takes nothing is told goodbye and let go; others notice nothing", async () => {
  const world = new World({ sessionBytesMax: 4_000 });
  const slow = new Reader();
  const quick = new Reader();
  slow.stalled = true;
  await world.join(slow);
  await world.join(quick);
  for (let round = 0; round < 10; round++) {
    world.say(5);
    await world.clock.pass(10);
  }
  assert.equal(slow.closed?.code, 1013);
  assert.equal(slow.types().at(-1), "goodbye");
  assert.ok(slow.bufferedBytes() < 5_000);
  assert.deepEqual(quick.seqs(), numbers(1, 50));
  assert.equal(world.hub.presence(STREAM), 1);
});

test("[G15.8] viewers are counted once a second, when changed, overlays not among them", async () => {
  const world = new World();
  const reader = new Reader();
  await world.join(reader);
  await world.join(new Reader());
  await world.join(new Reader("events", false));
  await world.clock.pass(3_500);
  const stats = reader.frames().filter((frame) => frame.type === "room.stats");
  assert.deepEqual(
    stats.map((frame) => frame.stats),
    [{ stream: STREAM, viewers: 2 }],
  );
});

test("[G15.15] one connection follows so many streams and no more", async () => {
  const world = new World({ sessionRoomsMax: 1 });
  const reader = new Reader();
  await world.join(reader);
  assert.equal((await world.join(reader)).refusal, null);
  const refusal = await world.hub.join(reader, { stream: "str_other" }, () => assert.fail());
  assert.equal(refusal?.refused, "too_many_rooms");
});

test("[G15.17] server-sent events carry the position of each event", async () => {
  const world = new World();
  const reader = new Reader("events");
  await world.join(reader);
  world.say(2);
  await world.clock.pass(10);
  const blocks = reader.writes.join("").split("\n\n").slice(0, 2);
  assert.deepEqual(
    blocks.map((block) => block.split("\n")[0]),
    ["id: e1:1", "id: e1:2"],
  );
  assert.match(blocks[0] ?? "", /\nevent: message\.sent\ndata: \{.*\}$/);
});

test("[G15.1] whatever is lost, repeated or late, every reader sees each event once", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("say" as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant("lose" as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant("repeat" as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant("join" as const), count: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ do: fc.constant("pass" as const), count: fc.integer({ min: 1, max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World({ roomEventsKept: 4 });
      const readers: { reader: Reader; from: number }[] = [];
      for (const { do: what, count } of steps) {
        if (what === "say") world.say(count);
        if (what === "lose") world.commit(count);
        if (what === "repeat") world.hub.publish(world.journal.slice(-count));
        if (what === "pass") await world.clock.pass(count);
        if (what !== "join") continue;
        const reader = new Reader();
        const from = Math.max(0, world.journal.length - count);
        readers.push({ reader, from });
        await world.join(reader, from);
      }
      await world.clock.pass(2_100);
      await settled();
      for (const { reader, from } of readers) {
        assert.deepEqual(reader.seqs(), numbers(from + 1, world.journal.length));
      }
      assert.deepEqual(world.faults, []);
    }),
    { numRuns: 150 },
  );
});
