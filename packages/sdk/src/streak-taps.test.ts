/** Taps and claims: one claim on its way, the newest total, and every tap told how it ended. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SendGiftAnswer } from "@largesse/protocol";
import fc from "fast-check";
import { giftAnswer, ManualTime, problem } from "../test/world.ts";
import { RefusedError } from "./index.ts";
import { StreakTaps, type TappedStreak } from "./streak-taps.ts";

interface Claim {
  readonly id: string;
  readonly total: number;
  readonly key: string;
  readonly settle: (answer: SendGiftAnswer) => void;
  readonly fail: (error: Error) => void;
}

function tapping() {
  const time = new ManualTime();
  const claims: Claim[] = [];
  const seen: (TappedStreak | null)[] = [];
  let keys = 0;
  const taps = new StreakTaps({
    environment: time.environment as never,
    newKey: () => `k${++keys}`,
    send: ({ streak, key }) =>
      new Promise((settle, fail) => claims.push({ ...streak, key, settle, fail })),
    onChange: (streak) => seen.push(streak),
  });
  return { time, claims, taps, seen };
}

/** Lets promises that are settled run on. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[P3.11] taps made while a claim is on its way become one claim with the newest total", async () => {
  const { claims, taps } = tapping();
  const all = [taps.tap("rose"), taps.tap("rose"), taps.tap("rose")];
  assert.deepEqual(
    claims.map((claim) => claim.total),
    [1],
  );
  claims[0]?.settle(giftAnswer(9, 1));
  await turn();
  assert.deepEqual(
    claims.map((claim) => claim.total),
    [1, 3],
  );
  claims[1]?.settle(giftAnswer(7, 2));
  const answers = await Promise.all(all);
  assert.deepEqual(
    answers.map((answer) => answer.wallet.coins),
    [9, 7, 7],
  );
  assert.equal(new Set(claims.map((claim) => claim.key)).size, 2);
  assert.equal(new Set(claims.map((claim) => claim.id)).size, 1);
});

test("[P3.11] a pause or another gift begins another streak", async () => {
  const { claims, taps, time, seen } = tapping();
  void taps.tap("rose");
  time.pass(4_001);
  assert.equal(seen.at(-1), null);
  void taps.tap("rose");
  void taps.tap("heart");
  assert.equal(new Set(claims.map((claim) => claim.id)).size, 3);
});

test("[P3.11] a refused claim tells every tap it would have paid and ends the streak", async () => {
  const { claims, taps, seen } = tapping();
  const first = taps.tap("rose");
  const second = taps.tap("rose");
  claims[0]?.settle(giftAnswer(0, 1));
  await first;
  await turn();
  claims[1]?.fail(new RefusedError(problem("insufficient_coins")));
  await assert.rejects(second, RefusedError);
  assert.equal(seen.at(-1), null);
  void taps.tap("rose");
  assert.equal(claims.at(-1)?.total, 1);
});

test("[P3.11] whatever the rhythm, claims rise, one is on its way, and the last tells all taps", async () => {
  const rhythm = fc.array(fc.boolean(), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(rhythm, async (steps) => {
      const { claims, taps } = tapping();
      let tapped = 0;
      let settled = 0;
      for (const isTap of steps) {
        if (isTap) {
          void taps.tap("rose");
          tapped += 1;
        } else if (settled < claims.length) claims[settled++]?.settle(giftAnswer(0, settled));
        await turn();
        assert.ok(claims.length - settled <= 1);
      }
      while (settled < claims.length) {
        claims[settled++]?.settle(giftAnswer(0, settled));
        await turn();
      }
      const totals = claims.map((claim) => claim.total);
      assert.deepEqual(
        totals,
        [...new Set(totals)].sort((a, b) => a - b),
      );
      assert.equal(totals.at(-1) ?? 0, tapped);
    }),
    { numRuns: 50 },
  );
});
