/** Heartbeats and rates, with the time moved by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Heartbeat, type Pulse, TokenBucket } from "@largesse/realtime";
import { HandClock } from "./world.ts";

function pulseOf(facts: { heardAtMs?: number | null; expiresAtMs?: number | null }) {
  const seen: string[] = [];
  const pulse: Pulse = {
    ping: () => seen.push("ping"),
    heardAtMs: () => facts.heardAtMs ?? null,
    expiresAtMs: () => facts.expiresAtMs ?? null,
    onSilent: () => seen.push("silent"),
    onExpired: () => seen.push("expired"),
  };
  return { pulse, seen };
}

test("[G15.9] sessions are pinged, and let go when silent too long", async () => {
  const clock = new HandClock();
  const heartbeat = new Heartbeat({ clock, heartbeatMs: 20_000, silenceMs: 65_000 });
  const mute = pulseOf({ heardAtMs: clock.now() });
  const stream = pulseOf({});
  heartbeat.add(mute.pulse);
  heartbeat.add(stream.pulse);
  await clock.pass(65_500);
  assert.deepEqual(mute.seen, ["ping", "ping", "ping"]);
  await clock.pass(1_000);
  assert.equal(mute.seen.at(-1), "silent");
  assert.deepEqual(stream.seen, ["ping", "ping", "ping"]);
  heartbeat.stop();
});

test("[G15.10] a session ends within a second of its token", async () => {
  const clock = new HandClock();
  const heartbeat = new Heartbeat({ clock, heartbeatMs: 20_000, silenceMs: 65_000 });
  const guest = pulseOf({});
  const person = pulseOf({ expiresAtMs: clock.now() + 5_000 });
  heartbeat.add(guest.pulse);
  heartbeat.add(person.pulse);
  await clock.pass(4_900);
  assert.deepEqual(person.seen, []);
  await clock.pass(1_100);
  assert.equal(person.seen[0], "expired");
  assert.deepEqual(guest.seen, []);
  heartbeat.stop();
});

test("[G15.14] a burst, then so many a second", () => {
  const bucket = new TokenBucket(10, 3, 0);
  const taken = [0, 0, 0, 0, 100, 100, 50].map((nowMs) => bucket.take(nowMs));
  assert.deepEqual(taken, [true, true, true, false, true, false, false]);
});
