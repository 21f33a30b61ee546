/** The demo world is alive at once, leaves when told, and finds itself again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "@largesse/protocol";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { rooms, viewers } from "./cast.ts";
import { Dice } from "./dice.ts";
import { startDemoWorld } from "./index.ts";

async function liveFor<T>(server: TestServer, work: () => Promise<T>): Promise<T> {
  const leaving = new AbortController();
  const faults: object[] = [];
  const log = { warn: (about: object) => faults.push(about) };
  const options = { baseUrl: server.url, log, signal: leaving.signal, seedNumber: 7, haste: 2 };
  const world = await startDemoWorld(options);
  await world.settled;
  const result = await work();
  leaving.abort();
  await world.stopped;
  assert.deepEqual(faults, []);
  return result;
}

const streamsOf = async (server: TestServer) =>
  (await server.guest.call("listStreams", { query: {} })).body.data;

test("[P1.41] every room of the demo is alive at once, and a second start finds the same rooms", async () => {
  await using server = await startTestServer();
  const first = await liveFor(server, () => streamsOf(server));
  assert.deepEqual(
    first.map((stream) => stream.title).sort(),
    rooms.map((room) => room.title).sort(),
  );
  for (const stream of first) {
    assert.ok(stream.seq >= 20, `${stream.title} has a past`);
    assert.ok(stream.coins > 0, `${stream.title} has gifts`);
    assert.ok(stream.viewers >= 3, `${stream.title} has viewers`);
  }
  const second = await liveFor(server, () => streamsOf(server));
  assert.deepEqual(
    second.map((stream) => stream.id),
    first.map((stream) => stream.id),
  );
});

test("[P1.42] what the demo's people say and are called fits the limits", () => {
  for (const room of rooms) {
    assert.ok(room.title.length <= limits.titleCharsMax, room.title);
    for (const line of room.lines) assert.ok(line.length <= limits.messageCharsMax, line);
  }
  const names = [...viewers, ...rooms.map((room) => ({ name: room.creator }))].map(
    (one) => one.name,
  );
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.ok(name.length <= limits.nameCharsMax, name);
});

test("[P1.43] the same number makes the same choices", () => {
  const roll = () => {
    const dice = new Dice(42);
    return Array.from({ length: 5 }, () => dice.between(1, 100));
  };
  assert.deepEqual(roll(), roll());
});
