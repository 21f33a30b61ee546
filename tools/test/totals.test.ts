import assert from "node:assert/strict";
import { test } from "node:test";
import { addTotals, emptyTotals, judgeSkips, summarise } from "./totals.ts";

test("[H2.1] the last line counts, and names skips only when there are some", () => {
  const totals = emptyTotals();
  totals.passed = 3;
  assert.equal(summarise(totals).split("\n").at(-1), "3 passed, 0 failed");
  totals.failures.push({ name: "b", output: "why" });
  totals.skips.push({ name: "c", reason: "No browser: install one" });
  assert.equal(summarise(totals).split("\n").at(-1), "3 passed, 1 failed, 1 skipped");
  assert.match(summarise(totals), /FAILED {2}b\n {4}why/);
  assert.match(summarise(totals), /c\n {4}No browser: install one/);
});

test("[H2.2] in CI a skip is a failure, but for recordings that are not ours to carry", () => {
  const totals = emptyTotals();
  totals.skips.push({ name: "a", reason: "PostgreSQL 15 is not installed" });
  totals.skips.push({ name: "b", reason: "Recordings absent: put them beside the repository" });
  judgeSkips(totals);
  assert.deepEqual(
    {
      failed: totals.failures.map(({ name }) => name),
      skipped: totals.skips.map(({ name }) => name),
    },
    { failed: ["a"], skipped: ["b"] },
  );
});

test("[H2.1] a second run of the same tests is told apart", () => {
  const totals = emptyTotals();
  const again = { ...emptyTotals(), passed: 2, failures: [{ name: "a", output: "why" }] };
  addTotals(totals, again, " (on PostgreSQL 15)");
  assert.deepEqual(totals.failures, [{ name: "a (on PostgreSQL 15)", output: "why" }]);
  assert.equal(totals.passed, 2);
});
