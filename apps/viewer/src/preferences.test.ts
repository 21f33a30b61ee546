/** The first guess of country and currency. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countries, currencyOf, guess } from "./preferences.ts";

test("[V1.1] the browser's language suggests country and currency", () => {
  assert.deepEqual(guess("de"), { country: "DE", currency: "EUR" });
  assert.deepEqual(guess("en-GB"), { country: "GB", currency: "GBP" });
  assert.deepEqual(guess("ja"), { country: "JP", currency: "JPY" });
});

test("[V1.2] an unknown country sees dollars", () => {
  assert.deepEqual(guess("sw-TZ"), { country: "US", currency: "USD" });
  assert.equal(currencyOf("TZ"), "USD");
});

test("[V1.3] every country is offered once", () => {
  assert.equal(new Set(countries).size, countries.length);
});
