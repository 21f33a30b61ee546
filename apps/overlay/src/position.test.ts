/** The overlay misses nothing and repeats nothing: positions, freshness, the ticker's memory. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomEvent, SentGift } from "@largesse/protocol";
import { actOf, FRESH_MS_MAX } from "./act.ts";
import { stepOf, textOfPosition } from "./position.ts";
import { fromLeaders, LATEST_MAX, nobody, topOf, withGift } from "./supporters.ts";

const at = "2026-01-01T12:00:00.000Z";
const atMs = Date.parse(at);
const panda = { id: "panda", name: "Panda", coins: 5, tier: "small" } as const;

function person(name: string): SentGift["sender"] {
  return { id: `vwr_${name}`, name, avatar: null };
}

function sending(name: string, more: Partial<SentGift> = {}): SentGift {
  return {
    id: `gft_${Math.random()}`,
    gift: panda,
    sender: person(name),
    count: 1,
    coins: 5,
    diamonds: 2,
    streak: null,
    ...more,
  };
}

function giftEvent(seq: number, data: SentGift): RoomEvent {
  return { type: "gift.sent", stream: "str_x", seq, epoch: "a", at, data };
}

test("[G14.1] an event that was shown is not shown again, and a missing one is noticed", () => {
  const position = { epoch: "a", seq: 7 };
  assert.equal(stepOf(position, { epoch: "a", seq: 7 }), "repeated");
  assert.equal(stepOf(position, { epoch: "a", seq: 3 }), "repeated");
  assert.equal(stepOf(position, { epoch: "a", seq: 8 }), "next");
  assert.equal(stepOf(position, { epoch: "a", seq: 10 }), "gap");
  assert.equal(stepOf(position, { epoch: "b", seq: 1 }), "next", "another numbering begins anew");
  assert.equal(stepOf(null, { epoch: "a", seq: 99 }), "next");
  assert.equal(textOfPosition(position), "a:7");
});

test("[G14.2] a gift older than thirty seconds is recorded and not animated", () => {
  const event = giftEvent(1, sending("mira"));
  assert.equal(actOf(event, atMs + FRESH_MS_MAX).act, "alert");
  assert.equal(actOf(event, atMs + FRESH_MS_MAX + 1).act, "record");
  assert.equal(actOf(event, atMs - 5_000).act, "alert", "a clock that runs behind is not an age");
});

test("[G14.2] a repeated streak total adds nothing; an old streak ends without a flourish", () => {
  assert.equal(actOf(giftEvent(1, sending("mira", { count: 0, coins: 0 })), atMs).act, "none");
  const ended: RoomEvent = {
    type: "streak.ended",
    stream: "str_x",
    seq: 2,
    epoch: "a",
    at,
    data: {
      streak: { id: "s", total: 9, ended: true },
      gift: panda,
      sender: person("mira"),
      coins: 45,
    },
  };
  assert.equal(actOf(ended, atMs).act, "close-streak");
  assert.equal(actOf(ended, atMs + FRESH_MS_MAX + 1).act, "none");
});

test("[G14.3] a streak is one entry of the ticker that grows and counts each coin once", () => {
  let supporters = nobody;
  for (let total = 1; total <= 3; total++) {
    supporters = withGift(supporters, sending("bo", { streak: { id: "s", total, ended: false } }));
  }
  assert.deepEqual(
    supporters.latest.map(({ name, count }) => ({ name, count })),
    [{ name: "bo", count: 3 }],
  );
  assert.equal(topOf(supporters)?.coins, 15);
});

test("[G14.3] the ticker is bounded, and the leader is who gave most, the earlier on a tie", () => {
  let supporters = fromLeaders([{ rank: 1, person: person("ada"), coins: 10, gifts: 2 }]);
  for (let i = 0; i < LATEST_MAX + 3; i++) supporters = withGift(supporters, sending(`n${i}`));
  assert.equal(supporters.latest.length, LATEST_MAX);
  supporters = withGift(supporters, sending("n0"));
  assert.equal(topOf(supporters)?.name, "ada");
  supporters = withGift(supporters, sending("n0"));
  assert.equal(topOf(supporters)?.name, "n0");
  assert.equal(topOf(nobody), null);
});
