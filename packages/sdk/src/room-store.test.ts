/** The room on a page: each fact once, whatever is repeated. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openDoor } from "../test/door.ts";
import {
  giftAnswer,
  giftEvent,
  hurried,
  problem,
  streamAt,
  streamId,
  until,
  walletOf,
} from "../test/world.ts";
import { createClient, createRoomStore } from "./index.ts";
import { emptyRoom, withEvent, withSnapshot, withStream } from "./room-state.ts";

const me = { id: "vwr_1", name: "Mira", avatar: null, role: "viewer", country: null };

test("[P3.12] coins grow by events newer than the picture of the stream, and never twice", () => {
  fc.assert(
    fc.property(fc.nat(20), fc.array(fc.nat(30)), (pictureSeq, repeats) => {
      let state = withStream(emptyRoom, streamAt(pictureSeq));
      for (let seq = 1; seq <= 30; seq++) {
        state = withEvent(state, giftEvent(seq));
        const again = repeats[seq];
        if (again !== undefined && again > 0)
          state = withEvent(state, giftEvent(Math.min(again, seq)));
      }
      assert.equal(state.stream?.coins, 30);
      assert.deepEqual(
        state.events.map((event) => event.seq),
        Array.from({ length: 30 }, (_, i) => i + 1),
      );
    }),
  );
});

test("[P3.12] an older picture of the stream changes nothing; a snapshot of another epoch all", () => {
  const now = withEvent(withStream(emptyRoom, streamAt(4)), giftEvent(5));
  assert.equal(withStream(now, streamAt(4)), now);
  const anew = withSnapshot(now, streamAt(2, { epoch: "e2" }), [giftEvent(2, 1, "e2")]);
  assert.deepEqual(
    anew.events.map((event) => event.seq),
    [2],
  );
  assert.equal(anew.stream?.epoch, "e2");
});

test("[P3.12] a room keeps the newest 300 events", () => {
  let state = withStream(emptyRoom, streamAt(0));
  for (let seq = 1; seq <= 305; seq++) state = withEvent(state, giftEvent(seq));
  assert.equal(state.events.length, 300);
  assert.equal(state.events[0]?.seq, 6);
});

test("[P3.12] an ended stream is shown as ended", () => {
  const state = withStream(emptyRoom, streamAt(1));
  const at = "2026-11-22T21:00:00.000Z";
  const event = {
    type: "stream.ended",
    stream: streamId,
    seq: 2,
    epoch: "e1",
    at,
    data: {},
  } as const;
  assert.equal(withEvent(state, event).stream?.state, "ended");
});

test("[P3.13] a room opens with its recent past, the wallet and who one is", async () => {
  await using door = await openDoor({
    answer: ({ name }) => ({ body: name === "getStream" ? streamAt(200) : walletOf(50, 1) }),
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me, heartbeatMs: 20_000 });
      if (frame.type === "gift.send") talk.answer(frame, giftAnswer(49, 2));
      if (frame.type !== "join") return;
      talk.answer(frame, { stream: streamAt(200), resumed: true });
      talk.say({ type: "event", event: giftEvent(Number(frame.after) + 1) });
      talk.say({ type: "room.stats", stats: { stream: streamId, viewers: 12 } });
    },
  });
  const client = createClient({ baseUrl: door.baseUrl });
  const room = createRoomStore(client, streamId);
  await until(() => room.getSnapshot().wallet !== null && room.getSnapshot().viewers === 12);
  const { events, stream, connection, me: shown } = room.getSnapshot();
  assert.deepEqual(
    events.map((event) => event.seq),
    [81],
  );
  assert.deepEqual([stream?.coins, connection, shown?.name], [200, "live", "Mira"]);
  await room.tapStreak("rose");
  await until(() => room.getSnapshot().wallet?.coins === 49);
  assert.equal(room.getSnapshot().streak?.sentTotal, 1);
  room.close();
  client.close();
});

test("[P3.13] a burst of events is one drawing", async () => {
  await using door = await openDoor({
    answer: () => ({ body: streamAt(0) }),
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me: null, heartbeatMs: 20_000 });
      if (frame.type !== "join") return;
      talk.answer(frame, { stream: streamAt(0), resumed: true });
      talk.say(
        ...Array.from({ length: 100 }, (_, i) => ({ type: "event", event: giftEvent(i + 1) })),
      );
    },
  });
  const client = createClient({ baseUrl: door.baseUrl });
  const room = createRoomStore(client, streamId);
  const drawn: number[] = [];
  room.subscribe(() => drawn.push(room.getSnapshot().events.length));
  await until(() => room.getSnapshot().events.length === 100);
  assert.deepEqual(
    drawn.filter((events) => events > 0),
    [100],
  );
  room.close();
  client.close();
});

test("[P3.13] a room that is not there says why; a server that is not there is waited for", async () => {
  await using door = await openDoor({
    answer: (_, count) =>
      count <= 8 ? { cut: true } : { status: 404, body: problem("stream_not_found") },
  });
  const client = createClient({ baseUrl: door.baseUrl, ...hurried() });
  const room = createRoomStore(client, streamId);
  await until(() => room.getSnapshot().problem !== null);
  assert.equal(room.getSnapshot().problem?.code, "stream_not_found");
  room.close();
});
