/**
 * kill -9, of the server and of PostgreSQL, between every two steps of a gift's way, while a step is
 * under way, and at random moments under load. What was acknowledged is there, what was refused is not, and what was not heard is settled
 * by asking again with the same key (I06, I08, I10, I11, I17, I27, I28).
 *
 * `LARGESSE_CRASHES=100` makes the part under load longer.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { describeFindings } from "../simulation/auditor.ts";
import { createDice } from "../simulation/dice.ts";
import { playWorld } from "../simulation/run.ts";
import { pause } from "../simulation/watcher.ts";
import { planWorld } from "../simulation/workload.ts";
import { openStory, type Story } from "./story.ts";
import { type Part, startVictim, type Victim } from "./victim.ts";

const STRIKES = Number(process.env.LARGESSE_CRASHES ?? 6);

describe("[Q3.1] a blow between any two steps loses nothing and doubles nothing", () => {
  for (const part of ["server", "postgres", "both"] as const) {
    test(`[Q3.1] ${part}`, { timeout: 300_000 }, async (context) => {
      await using victim = await startVictim();
      await using story = await openStory(victim.url);
      for (const [name, step] of steps) {
        await context.test(`[Q3.1] ${part}, ${name}`, async () => {
          try {
            await step(story, () => victim.strike(part));
          } catch (cause) {
            throw new Error(`the house said:\n${victim.log()}`, { cause });
          }
        });
      }
      await context.test(`[Q3.1] ${part}, and the books agree`, () => story.audit());
    });
  }
});

type Blow = () => Promise<void>;

/** The way of a gift; each step strikes once, somewhere else. */
const steps: readonly (readonly [
  name: string,
  step: (story: Story, blow: Blow) => Promise<void>,
])[] = [
  [
    "after the quote",
    async (story, blow) => {
      const quote = await story.quote(500);
      await blow();
      const order = await story.order("after-quote", quote, "good");
      await story.expectCredited(order, 500);
    },
  ],
  [
    "while the order is on its way",
    async (story, blow) => {
      const quote = await story.quote(500);
      const order = underWay(story.order("on-its-way", quote, "good"));
      await blow();
      await story.expectCredited(await order, 500);
    },
  ],
  [
    "during 3-D Secure",
    async (story, blow) => {
      const order = await story.order("secure", await story.quote(300), "secure");
      await blow();
      await story.approve(order);
      await story.expectCredited(order, 300);
    },
  ],
  [
    "after the payment, before the credit",
    async (story, blow) => {
      const order = await story.order("paid", await story.quote(200), "secure");
      const approved = underWay(story.approve(order));
      await blow();
      await approved;
      await story.approve(order);
      await story.expectCredited(order, 200);
    },
  ],
  [
    "while a gift is on its way",
    async (story, blow) => {
      const gift = underWay(story.gift("in-flight", { gift: "panda", quantity: 3 }));
      await blow();
      assert.equal((await gift).sent.coins, 15);
    },
  ],
  [
    "after a gift was acknowledged",
    async (story, blow) => {
      const first = await story.gift("acknowledged", { gift: "panda", quantity: 1 });
      await blow();
      const again = await story.gift("acknowledged", { gift: "panda", quantity: 1 });
      assert.deepEqual(again, first);
    },
  ],
  [
    "after a gift was refused",
    async (story, blow) => {
      const refused = await story.refusedGift("refused", { gift: "galaxy", quantity: 900 });
      assert.equal(refused, "insufficient_coins");
      await blow();
      assert.equal(await story.refusedGift("refused", { gift: "galaxy", quantity: 900 }), refused);
    },
  ],
  [
    "while a streak is open",
    async (story, blow) => {
      const claim = (total: number) => ({
        gift: "rose",
        quantity: 1,
        streak: { id: "streak", total },
      });
      await story.gift("streak-1", claim(1));
      const third = underWay(story.gift("streak-3", claim(3)));
      await blow();
      await third;
      const late = await story.gift("streak-2", claim(2));
      assert.equal(late.event, null);
      assert.equal((await story.gift("streak-7", claim(7))).sent.streak?.total, 7);
    },
  ],
  [
    "while a message is on its way",
    async (story, blow) => {
      const said = underWay(story.message("said", "still here"));
      await blow();
      const { message } = await said;
      assert.deepEqual((await story.message("said", "still here")).message, message);
    },
  ],
  [
    "while the stream ends",
    async (story, blow) => {
      const ended = underWay(story.end());
      await blow();
      await ended;
      assert.equal(
        await story.refusedGift("too-late", { gift: "rose", quantity: 1 }),
        "stream_ended",
      );
    },
  ],
];

/** Something that goes on while the blow falls; its failure is met where it is waited for. */
function underWay<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

test("[Q3.2] blows at random moments under load leave a world that the auditor accepts", {
  timeout: 90_000 + STRIKES * 10_000,
}, async () => {
  const seed = process.env.LARGESSE_SEED ?? "blackout";
  const plan = planWorld(seed, {
    viewers: 8,
    streams: 3,
    stepsPerHand: 40 + STRIKES * 8,
    shared: 2,
  });
  await using victim = await startVictim();
  const reaper = reap(victim, seed);
  const { findings } = await playWorld(plan, () => victim.url, reaper.stop);
  assert.equal(describeFindings(findings), "", `LARGESSE_SEED=${seed}\n${victim.log()}`);
});

/** Strikes now and then until it has struck often enough or is told to stop. */
function reap(victim: Victim, seed: string): { stop: () => Promise<void> } {
  const dice = createDice(`${seed}/reaper`);
  let stopped = false;
  const struck = (async () => {
    for (let blow = 0; blow < STRIKES && !stopped; blow++) {
      await pause(dice.int(100, 1_500));
      await victim.strike(dice.pick<Part>(["server", "postgres", "both"]));
    }
  })();
  return {
    stop: () => {
      stopped = true;
      return struck;
    },
  };
}
