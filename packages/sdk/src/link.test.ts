/** The socket: coming back, sitting down where one was, and getting out of the way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomEvent, Stream } from "@largesse/protocol";
import { type DoorScript, type Frame, openDoor, type Talk } from "../test/door.ts";
import {
  giftAnswer,
  giftEvent,
  hurried,
  problem,
  streamAt,
  streamId,
  until,
} from "../test/world.ts";
import { createClient, RefusedError } from "./index.ts";

const me = { id: "vwr_1", name: "Mira", avatar: null, role: "viewer", country: null };

/** A room whose head is `head`: says hello, takes joins and replays what was missed. */
function roomScript(head: number, more: (frame: Frame, talk: Talk) => void = () => {}) {
  return (frame: Frame, talk: Talk) => {
    if (frame.type === "hello") talk.answer(frame, { me, heartbeatMs: 20_000 });
    if (frame.type === "join") {
      talk.answer(frame, { stream: streamAt(head), resumed: true });
      const after = Number(frame.after);
      const missed = Array.from({ length: head - after }, (_, i) => giftEvent(after + i + 1));
      talk.say(...missed.map((event) => ({ type: "event", event })));
    }
    more(frame, talk);
  };
}

async function linkTo(script: DoorScript, options: { keptMs?: number; token?: string } = {}) {
  const door = await openDoor(script);
  const { environment, waitsMs } = hurried(options.keptMs ?? 900);
  const client = createClient({
    baseUrl: door.baseUrl,
    environment,
    token: () => options.token ?? null,
  });
  const heard: RoomEvent[] = [];
  const joined: Stream[] = [];
  const resyncs: Stream[] = [];
  const refusals: string[] = [];
  const join = (after: number) =>
    client.link().join(
      streamId,
      { after, epoch: "e1" },
      {
        onJoined: (stream) => joined.push(stream),
        onEvent: (event) => heard.push(event),
        onResync: (snapshot) => resyncs.push(snapshot),
        onStats: () => {},
        onRefused: ({ code }) => refusals.push(code),
      },
    );
  return {
    door,
    client,
    waitsMs,
    join,
    joined,
    resyncs,
    refusals,
    heard: () => heard.map((event) => event.seq),
    [Symbol.asyncDispose]: async () => {
      client.close();
      await door[Symbol.asyncDispose]();
    },
  };
}

const joinsOf = (frames: Frame[]) => frames.filter((frame) => frame.type === "join");

test("[P3.8] a lost room is joined again from the last event heard", async () => {
  await using at = await linkTo({
    frame: roomScript(3, (frame, talk) => {
      if (frame.type === "join" && talk.number === 1) talk.cut();
    }),
  });
  at.join(0);
  await until(() => at.door.sockets() >= 2 && at.heard().length >= 3, "three events");
  await until(() => joinsOf(at.door.frames).length === 2, "the second join");
  assert.deepEqual(at.heard(), [1, 2, 3]);
  const [, again] = joinsOf(at.door.frames);
  assert.equal(again?.epoch, "e1");
  assert.equal(again?.stream, streamId);
});

test("[P3.8] repeated events are heard once, and a gap is asked for", async () => {
  let joins = 0;
  await using at = await linkTo({
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me: null, heartbeatMs: 20_000 });
      if (frame.type !== "join") return;
      joins += 1;
      talk.answer(frame, { stream: streamAt(5), resumed: true });
      const told = joins === 1 ? [1, 1, 2, 5, 4] : [2, 3, 4, 5, 5];
      for (const seq of told) talk.say({ type: "event", event: giftEvent(seq) });
    },
  });
  at.join(0);
  await until(() => at.heard().length === 5, "five events");
  assert.deepEqual(at.heard(), [1, 2, 3, 4, 5]);
  assert.deepEqual(
    joinsOf(at.door.frames).map((frame) => frame.after),
    [0, 2],
  );
});

test("[P3.8] two readers of a room each hear everything from where they were", async () => {
  await using at = await linkTo({ frame: roomScript(4) });
  at.join(2);
  await until(() => at.heard().length === 2, "the first reader");
  const late: number[] = [];
  at.client.link().join(
    streamId,
    { after: 0, epoch: "e1" },
    {
      onJoined: () => {},
      onEvent: ({ seq }) => late.push(seq),
      onResync: () => {},
      onStats: () => {},
      onRefused: () => {},
    },
  );
  await until(() => late.length === 4, "the second reader");
  assert.deepEqual(at.heard(), [3, 4]);
  assert.deepEqual(late, [1, 2, 3, 4]);
});

test("[P3.8] a position of another epoch starts anew from the snapshot", async () => {
  await using at = await linkTo({
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me: null, heartbeatMs: 20_000 });
      if (frame.type !== "join") return;
      const snapshot = streamAt(7, { epoch: "e2" });
      talk.answer(frame, { stream: snapshot, resumed: false });
      talk.say({ type: "resync", stream: streamId, snapshot, recent: [giftEvent(7, 1, "e2")] });
      talk.say({ type: "event", event: giftEvent(8, 1, "e2") });
    },
  });
  at.join(3);
  await until(() => at.heard().length === 1, "the event after the snapshot");
  assert.equal(at.resyncs[0]?.seq, 7);
  assert.deepEqual(at.heard(), [8]);
});

test("[P3.8] a room that does not exist is told and not asked for again", async () => {
  await using at = await linkTo({
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me: null, heartbeatMs: 20_000 });
      if (frame.type === "join") {
        talk.say({ type: "refused", id: frame.id, problem: problem("stream_not_found") });
      }
    },
  });
  at.join(0);
  await until(() => at.refusals.length === 1, "the refusal");
  assert.deepEqual(at.refusals, ["stream_not_found"]);
  assert.equal(joinsOf(at.door.frames).length, 1);
});

test("[P3.9] attempts to connect are spread, and a goodbye says when to come back", async () => {
  let refusing = 3;
  await using at = await linkTo(
    {
      refuseSockets: () => refusing-- > 0,
      frame: roomScript(1, (frame, talk) => {
        if (frame.type === "join" && talk.number === 1) {
          talk.say({ type: "goodbye", reason: "restarting", retryMs: 3_000 });
          talk.cut();
        }
      }),
    },
    { keptMs: 4_000 },
  );
  at.join(0);
  await until(() => at.door.sockets() === 2, "the second socket");
  assert.deepEqual(at.waitsMs.slice(0, 4), [250, 500, 1_000, 3_250]);
});

test("[P3.10] a gift goes by the socket and its answer is found by its number", async () => {
  await using at = await linkTo({
    frame: roomScript(0, (frame, talk) => {
      if (frame.type === "gift.send") talk.answer(frame, giftAnswer(41, 2));
    }),
  });
  at.join(0);
  const answer = await at.client.sendGift({ stream: streamId, gift: "rose", key: "k1" });
  assert.equal(answer.wallet.coins, 41);
  assert.equal(at.client.wallet.get()?.coins, 41);
  assert.equal(at.door.asked.length, 0);
});

test("[P3.10] without a socket a gift goes by HTTP, with the same key", async () => {
  await using at = await linkTo({
    refuseSockets: () => true,
    answer: () => ({ status: 201, body: giftAnswer(7, 3) }),
  });
  at.join(0);
  await at.client.sendGift({ stream: streamId, gift: "rose", key: "k1" });
  assert.equal(at.door.asked[0]?.headers["idempotency-key"], "k1");
});

test("[P3.10] a gift whose answer was lost with the socket is settled by HTTP with the same key", async () => {
  await using at = await linkTo({
    frame: roomScript(0, (frame, talk) => {
      if (frame.type === "gift.send") talk.cut();
    }),
    answer: () => ({ status: 201, body: giftAnswer(7, 3) }),
  });
  at.join(0);
  await at.client.sendGift({ stream: streamId, gift: "rose", key: "k1" });
  const bySocket = at.door.frames.find((frame) => frame.type === "gift.send");
  assert.equal(bySocket?.key, "k1");
  assert.equal(at.door.asked[0]?.headers["idempotency-key"], "k1");
});

test("[P3.10] a gift refused by the socket stays refused", async () => {
  await using at = await linkTo({
    frame: roomScript(0, (frame, talk) => {
      if (frame.type !== "gift.send") return;
      talk.say({ type: "refused", id: frame.id, problem: problem("insufficient_coins") });
    }),
  });
  at.join(0);
  const gift = at.client.sendGift({ stream: streamId, gift: "rose", key: "k1" });
  await assert.rejects(gift, RefusedError);
  assert.equal(at.door.asked.length, 0);
});

test("[P3.7] a hello that is refused closes the link until the person signs in again", async () => {
  let token = "old";
  const codes: string[] = [];
  await using door = await openDoor({
    frame: (frame, talk) => {
      if (frame.token === "new") talk.answer(frame, { me, heartbeatMs: 20_000 });
      else talk.say({ type: "refused", id: frame.id, problem: problem("token_expired") });
    },
  });
  const client = createClient({
    baseUrl: door.baseUrl,
    token: () => token,
    onSignedOut: ({ code }) => codes.push(code),
  });
  const link = client.link();
  await assert.rejects(link.request({ type: "ping" }));
  await until(() => link.state === "closed", "the end of the link");
  assert.deepEqual(codes, ["token_expired"]);
  token = "new";
  client.personChanged();
  await until(() => link.state === "live", "the new link");
  assert.equal(link.me?.name, "Mira");
  client.close();
});

test("[P3.9] a line that fell silent is given up and opened again", async () => {
  await using at = await linkTo({
    frame: (frame, talk) => {
      if (frame.type === "hello") talk.answer(frame, { me: null, heartbeatMs: 1 });
    },
  });
  at.join(0);
  await until(() => at.door.sockets() === 2, "the second socket");
});
