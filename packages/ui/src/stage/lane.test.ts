/** Lanes of the gift stage: bounded, merging, never silent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomEvent } from "@largesse/protocol";
import { type Entrance, entranceOf } from "./entrance.ts";
import { Lane } from "./lane.ts";
import { springOf } from "./spring.ts";

const rose = { id: "rose", name: "Rose", coins: 1, tier: "small" } as const;

function entrance(key: string, count = 1, total = count): Entrance {
  return { key, gift: rose, sender: { id: key, name: key, avatar: null }, count, total };
}

test("[U2.1] a combo on stage grows, a combo in waiting is merged", () => {
  const lane = new Lane({ slots: 1, waitingMax: 2 });
  assert.equal(lane.offer(entrance("a")).verdict, "enter");
  assert.deepEqual(lane.offer(entrance("a", 1, 2)), {
    verdict: "grow",
    entrance: entrance("a", 2, 2),
  });
  assert.equal(lane.offer(entrance("b")).verdict, "wait");
  assert.equal(lane.offer(entrance("b", 4, 5)).verdict, "wait");
  assert.deepEqual(lane.leave("a"), entrance("b", 5, 5));
});

test("[U2.2] a full lane spills and never forgets in silence", () => {
  const lane = new Lane({ slots: 1, waitingMax: 1 });
  const verdicts = ["a", "b", "c"].map((key) => lane.offer(entrance(key)).verdict);
  assert.deepEqual(verdicts, ["enter", "wait", "spill"]);
  assert.equal(lane.leave("a")?.key, "b");
  assert.equal(lane.leave("b"), null);
});

test("[U2.1] a late event never makes a total fall", () => {
  const lane = new Lane({ slots: 1, waitingMax: 1 });
  lane.offer(entrance("a", 7, 7));
  const late = lane.offer(entrance("a", 0, 5));
  assert.deepEqual(late, { verdict: "grow", entrance: entrance("a", 7, 7) });
});

test("[U2.3] an event that added nothing shows nothing", () => {
  const event: RoomEvent = {
    type: "gift.sent",
    stream: "str_1",
    seq: 1,
    epoch: "e",
    at: "2026-11-22T12:00:00.000Z",
    data: {
      id: "gft_1",
      gift: rose,
      sender: { id: "vwr_1", name: "Ona", avatar: null },
      count: 0,
      coins: 0,
      diamonds: 0,
      streak: { id: "s", total: 3, ended: false },
    },
  };
  assert.equal(entranceOf(event), null);
  const added = { ...event, data: { ...event.data, count: 2 } };
  assert.equal(entranceOf(added)?.total, 3);
});

test("[U2.4] a spring ends at rest and swings only when it may", () => {
  const calm = springOf(0, 400);
  assert.ok(calm.easing.endsWith(", 1)"));
  const heights = (easing: string) => easing.slice(7, -1).split(", ").map(Number);
  assert.ok(Math.max(...heights(calm.easing)) <= 1);
  assert.ok(Math.max(...heights(springOf(0.5, 400).easing)) > 1.1);
});
