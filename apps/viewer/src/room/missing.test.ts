/** When a top-up is needed, and how large. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { missingCoins } from "./missing.ts";

const panda = { id: "panda", coins: 5 };
const wallet = (coins: number) => ({ paidCoins: coins, bonusCoins: 0, coins, version: 1 });
const streak = { id: "s", gift: "panda", total: 4, sentTotal: 3 };

test("[V3.3] exactly the missing coins are asked for", () => {
  assert.equal(missingCoins(panda, { wallet: wallet(2), streak: null }), 3);
  assert.equal(missingCoins(panda, { wallet: wallet(5), streak: null }), 0);
});

test("[V3.3] taps on their way are counted as spent", () => {
  assert.equal(missingCoins(panda, { wallet: wallet(8), streak }), 2);
  assert.equal(missingCoins({ id: "rose", coins: 1 }, { wallet: wallet(8), streak }), 0);
});

test("[V3.3] an unknown balance leaves the decision to the server", () => {
  assert.equal(missingCoins(panda, { wallet: null, streak: null }), 0);
});
