/** The steps of an order as the page shows them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver, stepsOf } from "./order-steps.ts";

const states = (state: Parameters<typeof stepsOf>[0]["state"]) =>
  stepsOf({ state }).map((step) => step.state);

test("[V4.1] an order walks from made to credited", () => {
  assert.deepEqual(states("created"), ["now", "ahead", "ahead", "ahead"]);
  assert.deepEqual(states("pending"), ["done", "now", "ahead", "ahead"]);
  assert.deepEqual(states("paid"), ["done", "done", "now", "ahead"]);
  assert.deepEqual(states("credited"), ["done", "done", "done", "done"]);
});

test("[V4.2] a failed or expired order stops at the bank and asks no more", () => {
  assert.deepEqual(states("failed"), ["done", "failed", "ahead", "ahead"]);
  assert.deepEqual(states("expired"), ["done", "failed", "ahead", "ahead"]);
  assert.equal(isOver({ state: "failed" }), true);
  assert.equal(isOver({ state: "pending" }), false);
});
