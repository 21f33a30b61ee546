/** What a purchase writes to the books adds up in every asset, whatever was bought. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { currencies, type Quote } from "@largesse/protocol";
import fc from "fast-check";
import { creditLegs } from "./credit.ts";
import { taxIn, taxRules } from "./tax.ts";

const nowMs = Date.parse("2026-10-01T12:00:00Z");
const accounts = { sold: 1n, promotional: 2n, clearing: 3n, deferred: 4n, tax: 5n };

test("[S6.15] coins and money of a purchase each add up to zero, and no leg moves nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom(...currencies),
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.constantFrom(null, ...taxRules.map(({ country }) => country)),
      (coins, bonusCoins, currency, minor, country) => {
        const price = { currency, minor };
        const quote = { coins, bonusCoins, price, tax: taxIn(price, country, nowMs) } as Quote;
        const order = { quote, paidAccount: 10n, bonusAccount: 11n };
        const legs = creditLegs(order, Object.values(accounts));
        const sumOf = (ids: readonly bigint[]) =>
          legs
            .filter(({ account }) => ids.includes(account))
            .reduce((sum, leg) => sum + leg.amount, 0n);
        const { sold, promotional, clearing, deferred, tax } = accounts;
        assert.equal(sumOf([sold, 10n]), 0n);
        assert.equal(sumOf([promotional, 11n]), 0n);
        assert.equal(sumOf([clearing, deferred, tax]), 0n);
        assert.equal(sumOf([10n]), BigInt(coins));
        assert.equal(sumOf([clearing]), BigInt(minor));
        assert.ok(legs.every(({ amount }) => amount !== 0n));
      },
    ),
  );
});
