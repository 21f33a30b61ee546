/** Small worlds, played against a real house, that the auditor must have nothing to say about. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { describeFindings } from "./auditor.ts";
import { howToReplay, quickSize, runSeed } from "./run.ts";
import { seeds } from "./seeds.ts";
import { planWorld } from "./workload.ts";

test("[Q1.1] the same seed plans the same world, another seed another one", () => {
  assert.deepEqual(planWorld("a", quickSize), planWorld("a", quickSize));
  assert.notDeepEqual(planWorld("a", quickSize), planWorld("b", quickSize));
});

describe("[Q1.2] nothing happens in a simulated world that must never happen", () => {
  for (const { seed, because } of seeds) {
    test(`[Q1.2] seed "${seed}": ${because}`, { timeout: 180_000 }, async () => {
      const { findings, transfers } = await runSeed(seed, quickSize);
      assert.equal(describeFindings(findings), "", howToReplay(seed));
      assert.ok(transfers > 100, `only ${transfers} transfers happened`);
    });
  }
});
