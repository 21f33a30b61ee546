/** Messages of the TikTok LIVE tools, read; prices, exchanged to the coin. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Gift } from "@largesse/protocol";
import fc from "fast-check";
import { planReplay } from "../replay/plan.ts";
import { exchange } from "./exchange.ts";
import { fromTikTok } from "./from-tiktok.ts";
import { isUnplayable, type RecordedGift } from "./recorded-gift.ts";

const giftOf = (id: string, coins: number): Gift => ({
  id,
  name: id === "ice-cream" ? "Ice Cream" : id,
  coins,
  tier: "small",
  streakable: coins <= 99,
  price: { currency: "USD", minor: coins },
});
const prices = {
  heart: 1,
  rose: 1,
  panda: 5,
  "ice-cream": 10,
  guitar: 50,
  confetti: 99,
  crown: 299,
};
const catalogue = Object.entries(prices).map(([id, coins]) => giftOf(id, coins));

function read(message: unknown): RecordedGift {
  const gift = fromTikTok(message);
  if (isUnplayable(gift)) throw new Error(gift.skipped);
  return gift;
}
const why = (message: unknown) => {
  const gift = fromTikTok(message);
  return isUnplayable(gift) ? gift.skipped : null;
};

const flat = {
  msgId: "7301",
  uniqueId: "ana",
  giftId: 5655,
  giftName: "Rose",
  diamondCount: 1,
  giftType: 1,
  repeatCount: 3,
  repeatEnd: false,
  groupId: "1699",
  createTime: "1699909161717",
};

test("[G16.3] the same gift is read from the places where the tools put it", () => {
  const nested = {
    common: { msgId: "7301", createTime: "1699909161717" },
    user: { uniqueId: "ana", userId: "9" },
    giftId: 5655,
    giftDetails: { giftName: "Rose", diamondCount: 1, giftType: 1 },
    repeatCount: 3,
    repeatEnd: 0,
    groupId: "1699",
  };
  const snake = {
    message_id: 7301,
    user: { unique_id: "ana" },
    gift: { id: 5655, name: "Rose", diamond_count: 1, type: 1 },
    repeat_count: 3,
    repeat_end: 0,
    group_id: 1699,
    timestamp: 1_699_909_161_717,
  };
  assert.deepEqual(read(nested), read(flat));
  assert.deepEqual(read(snake), read(flat));
});

test("[G16.3] a streak is named by room, gift and group; a gift of another kind stands alone", () => {
  assert.notEqual(read(flat).streak, null);
  assert.notEqual(read(flat).streak, read({ ...flat, groupId: "1700" }).streak);
  assert.equal(read({ ...flat, giftType: 2, groupId: undefined }).streak, null);
});

test("[G16.3] a streak without a group counts when it ends", () => {
  const { groupId: _, ...nameless } = flat;
  assert.match(why(nameless) ?? "", /its end will count/);
  assert.equal(read({ ...nameless, repeatEnd: true }).count, 3);
});

test("[G16.5] a message that says too little is refused with its reason", () => {
  assert.match(why([]) ?? "", /not an object/);
  assert.match(why({ ...flat, uniqueId: " " }) ?? "", /no sender/);
  assert.match(why({ ...flat, diamondCount: 1.5 }) ?? "", /no price/);
  assert.match(why({ ...flat, diamondCount: 0 }) ?? "", /no price/);
  assert.match(why({ ...flat, repeatCount: 0 }) ?? "", /count/);
});

test("[G16.4] a price becomes the dearest gift that divides it, and not a coin is lost", () => {
  assert.deepEqual(exchange(read(flat), catalogue), { gift: "rose", each: 1 });
  assert.deepEqual(exchange({ ...read(flat), coins: 30 }, catalogue), {
    gift: "ice-cream",
    each: 3,
  });
  const alone = { ...read(flat), streak: null, coins: 598 };
  assert.deepEqual(exchange(alone, catalogue), { gift: "crown", each: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), fc.boolean(), (coins, streaked) => {
      const recorded = { ...read(flat), coins, streak: streaked ? "s" : null };
      const exchanged = exchange(recorded, catalogue);
      const gift = catalogue.find((one) => one.id === exchanged?.gift);
      assert.equal((gift?.coins ?? 0) * (exchanged?.each ?? 0), coins);
      if (streaked) assert.equal(gift?.streakable, true);
    }),
  );
});

test("[G16.4] more than one sending may have is sent in parts with keys of their own", () => {
  const dear = { ...flat, giftType: 2, diamondCount: 2_003, repeatCount: 1 };
  const plan = planReplay(JSON.stringify(dear), "str_a", catalogue);
  assert.deepEqual(
    plan.sendings.map((sending) => sending.quantity),
    [999, 999, 5],
  );
  assert.equal(new Set(plan.sendings.map((sending) => sending.key)).size, 3);
  assert.equal(plan.coins, 2_003);
});

test("[G16.2] keys name the message and the room, whatever the order of the lines", () => {
  const lines = [flat, { ...flat, repeatCount: 4 }, { ...flat, uniqueId: "ben" }].map((one) =>
    JSON.stringify(one),
  );
  const keys = (text: string, stream: string) =>
    planReplay(text, stream, catalogue).sendings.map((sending) => sending.key);
  const forward = keys(lines.join("\n"), "str_a");
  const backward = keys(lines.toReversed().join("\n"), "str_a").toReversed();
  assert.deepEqual(forward, backward);
  assert.equal(new Set([...forward, ...keys(lines.join("\n"), "str_b")]).size, 6);
});

test("[G16.3] senders keep their names; long ones are shortened and stay apart", () => {
  const long = "x".repeat(60);
  const text = [long, `${long}y`]
    .map((uniqueId) => JSON.stringify({ ...flat, uniqueId }))
    .join("\n");
  const [one, other] = planReplay(text, "str_a", catalogue).sendings;
  assert.ok((one?.sender.length ?? 99) <= 40);
  assert.notEqual(one?.sender, other?.sender);
});
