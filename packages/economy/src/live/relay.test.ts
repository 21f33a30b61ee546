/** Events reach readers in the order of their numbers, whatever order commits are heard of in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newId, type RoomEvent } from "@largesse/protocol";
import fc from "fast-check";
import { Relay } from "./relay.ts";

const stream = newId("stream");
function event(seq: number, of: string = stream): RoomEvent {
  const at = "2026-10-01T12:00:00.000Z";
  return { type: "stream.ended", stream: of, seq, epoch: "e", at, data: {} };
}

function createRelay(options: { lost?: true } = {}) {
  const heard: RoomEvent[] = [];
  const faults: unknown[] = [];
  const relay = new Relay({
    // Everything before what was heard of is committed, hence readable.
    loadAfter: async (of, after, limit) =>
      options.lost ? [] : Array.from({ length: limit }, (_, place) => event(after + 1 + place, of)),
    emit: (events) => heard.push(...events),
    onFault: (fault) => faults.push(fault),
  });
  return { relay, heard, faults };
}

test("[L3.3] what is heard of in any order, with duplicates, is handed on in order, once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 2, max: 12 }), { maxLength: 20 }),
      async (numbers) => {
        const { relay, heard } = createRelay();
        relay.publish([event(1)]);
        for (const seq of numbers) relay.publish([event(seq)]);
        await relay.idle();
        const last = Math.max(1, ...numbers);
        assert.deepEqual(
          heard.map(({ seq }) => seq),
          Array.from({ length: last }, (_, place) => place + 1),
        );
      },
    ),
  );
});

test("[L3.3] rooms do not wait for each other", () => {
  const { relay, heard } = createRelay();
  const other = newId("stream");
  relay.publish([event(1), event(1, other)]);
  relay.publish([event(3), event(2, other)]);
  assert.deepEqual(
    heard.map(({ stream: of, seq }) => [of, seq]),
    [
      [stream, 1],
      [other, 1],
      [other, 2],
    ],
  );
});

test("[L3.4] a gap that cannot be filled is told, and the room goes on", async () => {
  const { relay, heard, faults } = createRelay({ lost: true });
  relay.publish([event(1)]);
  relay.publish([event(4)]);
  relay.publish([event(5)]);
  await relay.idle();
  assert.deepEqual(
    heard.map(({ seq }) => seq),
    [1, 4, 5],
  );
  assert.equal(faults.length, 1);
});
