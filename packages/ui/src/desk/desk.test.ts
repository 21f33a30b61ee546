/** What the desks fold from the room and the books, before it is drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GiftRef, RoomEvent, SentGift } from "@largesse/protocol";
import { giftRowsOf } from "./gift-rows.ts";
import { wholeMinutes } from "./minutes.ts";

const panda: GiftRef = { id: "panda", name: "Panda", coins: 5, tier: "small" };
const at = (seq: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seq)).toISOString();

function sent(seq: number, more: Partial<SentGift> = {}): RoomEvent {
  const sender = { id: "vwr_a", name: "Ada", avatar: null };
  const data = { id: `gft_${seq}`, gift: panda, sender, count: 1, coins: 5, diamonds: 2 };
  return {
    type: "gift.sent",
    stream: "str_x",
    seq,
    epoch: "e",
    at: at(seq),
    data: { ...data, streak: null, ...more },
  };
}

function ended(seq: number, total: number): RoomEvent {
  const sender = { id: "vwr_a", name: "Ada", avatar: null };
  const data = { streak: { id: "s", total, ended: true }, gift: panda, sender, coins: 5 * total };
  return { type: "streak.ended", stream: "str_x", seq, epoch: "e", at: at(seq), data };
}

test("[D1.1] a plot shows every minute of the hour, also those in which nothing happened", () => {
  const nowMs = Date.UTC(2026, 0, 1, 12, 3, 30);
  const named = [
    { at: "2026-01-01T12:01:00.000Z", coins: 7 },
    { at: "2026-01-01T12:03:00.000Z", coins: 2 },
    { at: "2025-12-31T12:03:00.000Z", coins: 99 },
  ];
  const minutes = wholeMinutes(named, (minute) => minute.coins, { nowMs, minutes: 4 });
  assert.deepEqual(minutes.amounts, [0, 7, 0, 2]);
  assert.equal(minutes.startsS[3], Date.UTC(2026, 0, 1, 12, 3) / 1000);
  assert.equal(wholeMinutes([], () => 0, { nowMs }).amounts.length, 60);
});

test("[D1.2] a streak is one row that adds up each tap's own count, the newest row first", () => {
  const streak = (total: number) => ({ streak: { id: "s", total, ended: false } });
  const rows = giftRowsOf([
    sent(1, streak(1)),
    sent(2),
    sent(3, { count: 3, coins: 15, ...streak(4) }),
  ]);
  assert.deepEqual(
    rows.map(({ count, coins, streak: state }) => ({ count, coins, state })),
    [
      { count: 4, coins: 20, state: "growing" },
      { count: 1, coins: 5, state: "none" },
    ],
  );
});

test("[D1.2] the end of a streak adds nothing, and a repeated total is no gift", () => {
  const streak = { streak: { id: "s", total: 2, ended: false } };
  const events = [sent(1, { count: 2, coins: 10, ...streak }), ended(2, 2)];
  const rows = giftRowsOf([...events, sent(3, { count: 0, coins: 0, ...streak })]);
  assert.deepEqual(
    rows.map(({ count, coins, streak: state }) => ({ count, coins, state })),
    [{ count: 2, coins: 10, state: "ended" }],
  );
  assert.deepEqual(giftRowsOf([ended(9, 4)]), [], "the end of a streak whose taps were not seen");
});
