/** Prices, rates, taxes and labels: exact, and honest in every currency. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Currency,
  currencies,
  currencyExponents,
  isRefusal,
  limits,
} from "@largesse/protocol";
import fc from "fast-check";
import { currenciesOffered, packagedRates, type Rate, rateOf } from "./exchange-rates.ts";
import { bundlesOf, cheapestPerCoin, exactPerCoin, type Offer, offerOf } from "./offer.ts";
import { includedTaxMinor, perCoinText, priceMinor } from "./price.ts";
import { packagedPriceLists, priceListAt } from "./price-list.ts";
import { taxIn, taxRules } from "./tax.ts";

const nowMs = Date.parse("2026-10-01T12:00:00Z");
const [list] = packagedPriceLists;

function rate(currency: Currency): Rate {
  const found = rateOf(packagedRates, currency, { nowMs, ageDaysMax: 7 });
  assert.ok(!isRefusal(found));
  return found;
}
function offer(wanted: { bundle?: string; coins?: number }, currency: Currency): Offer {
  const found = offerOf(wanted, list, rate(currency));
  assert.ok(!isRefusal(found));
  return found;
}

test("[S1.2] the default list goes from 100 coins at 1.29 USD to 10,000 at 129.99 USD", () => {
  const [first] = list.bundles;
  const last = list.bundles.at(-1);
  assert.deepEqual([first.coins, first.usdMinor], [100n, 129n]);
  assert.deepEqual([last?.coins, last?.usdMinor], [10_000n, 12_999n]);
});

test("[S1.3] in every currency a larger bundle is strictly cheaper per coin", () => {
  for (const currency of currencies) {
    const offers = list.bundles.map(({ id }) => offer({ bundle: id }, currency));
    for (const [place, larger] of offers.slice(1).entries()) {
      const smaller = offers[place];
      assert.ok(smaller !== undefined);
      assert.ok(
        larger.priceMinor * (smaller.coins + smaller.bonusCoins) <
          smaller.priceMinor * (larger.coins + larger.bonusCoins),
        `${currency} ${larger.bundle}`,
      );
    }
  }
});

test("[S1.4] best value is said of the one strictly cheapest per coin, or of none", () => {
  for (const currency of currencies) {
    const best = bundlesOf(list, rate(currency)).filter(({ labels }) => labels.length > 0);
    assert.deepEqual(
      best.map(({ id }) => id),
      ["coins-10000"],
    );
  }
  const flat = { bonusCoins: 0n, bundle: null, standardMinor: 1n };
  const tie = [
    { ...flat, coins: 100n, priceMinor: 100n },
    { ...flat, coins: 200n, priceMinor: 200n },
  ];
  assert.equal(cheapestPerCoin(tie), null);
  // The published ladder of which the middle pack is the cheapest per coin.
  const ladder = [
    [65, 99],
    [330, 499],
    [660, 999],
    [1_321, 1_999],
    [3_303, 4_999],
    [6_607, 9_999],
  ].map(([coins, cents]) => ({
    ...flat,
    coins: BigInt(coins ?? 0),
    priceMinor: BigInt(cents ?? 0),
  }));
  assert.equal(cheapestPerCoin(ladder)?.coins, 330n);
});

test("[S1.5] the newest list that is already valid is the one in force", () => {
  const later = { ...list, version: 2, validFromMs: nowMs + 1 };
  assert.equal(priceListAt([list, later], nowMs)?.version, 1);
  assert.equal(priceListAt([later, list], nowMs + 1)?.version, 2);
  assert.equal(priceListAt([list], list.validFromMs - 1), null);
});

test("[S2.1] exact coins cost the smallest bundle's price a coin, rounded once", () => {
  assert.equal(offer({ coins: 100 }, "USD").priceMinor, 129n);
  assert.equal(offer({ coins: 7 }, "USD").priceMinor, 9n);
  assert.equal(offer({ coins: 1 }, "USD").priceMinor, 1n);
  assert.equal(exactPerCoin(list, rate("USD")), "0.012900");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: limits.purchaseCoinsMax }), (coins) => {
      const { priceMinor: minor, bonusCoins } = offer({ coins }, "USD");
      const off = minor * 100n - BigInt(coins) * 129n;
      assert.ok(minor === 1n || (off <= 50n && off >= -50n));
      assert.equal(bonusCoins, 0n);
    }),
  );
});

test("[S2.2] a price is never zero, in any currency", () => {
  for (const currency of currencies) assert.ok(offer({ coins: 1 }, currency).priceMinor >= 1n);
});

test("[S2.3] numbers of coins beyond the limits are refused", () => {
  for (const coins of [0, -1, 1.5, limits.purchaseCoinsMax + 1, Number.NaN, undefined]) {
    const refused = offerOf({ coins }, list, rate("USD"));
    assert.ok(isRefusal(refused) && refused.refused === "coins_out_of_range");
  }
  const unknown = offerOf({ bundle: "coins-101" }, list, rate("USD"));
  assert.ok(isRefusal(unknown) && unknown.refused === "bundle_not_found");
});

test("[S3.2] a price is the USD price times rate times markup, in the currency's own minor unit", () => {
  // 1.29 x 0.880226 x 1.015 = 1.15252…
  assert.equal(offer({ bundle: "coins-100" }, "EUR").priceMinor, 115n);
  // 1.29 x 157.477 x 1.015 = 206.19…: yen have no minor unit.
  assert.equal(offer({ bundle: "coins-100" }, "JPY").priceMinor, 206n);
  // 1.29 x 0.308712 x 1.015 = 0.40421…: dinars have three digits.
  assert.equal(offer({ bundle: "coins-100" }, "KWD").priceMinor, 404n);
  // 1.29 x 323.462 x 1.015 = 423.52…: forints have two digits by ISO 4217, whatever is displayed.
  assert.equal(offer({ bundle: "coins-100" }, "HUF").priceMinor, 42_352n);
});

test("[S3.3] halves are rounded to even", () => {
  const half = { ...rate("USD"), currency: "USD" as const };
  assert.equal(priceMinor({ numerator: 5n, denominator: 2n }, half), 2n);
  assert.equal(priceMinor({ numerator: 7n, denominator: 2n }, half), 4n);
});

test("[S3.4] the price of a coin is told with four digits beyond the minor unit", () => {
  assert.equal(perCoinText({ currency: "USD", minor: 129 }, 100n), "0.012900");
  assert.equal(perCoinText({ currency: "JPY", minor: 206 }, 100n), "2.0600");
  assert.equal(perCoinText({ currency: "KWD", minor: 404 }, 100n), "0.0040400");
});

test("[S3.5] rates that are too old are refused, and US dollars stay", () => {
  const endOfDayMs = Date.parse("2026-09-30T00:00:00Z");
  const last = { nowMs: endOfDayMs + 7 * 86_400_000, ageDaysMax: 7 };
  assert.ok(!isRefusal(rateOf(packagedRates, "EUR", last)));
  const late = { ...last, nowMs: last.nowMs + 1 };
  assert.deepEqual(rateOf(packagedRates, "EUR", late), {
    refused: "fx_stale",
    details: { date: "2026-09-29", daysMax: 7, currency: "EUR" },
  });
  assert.ok(!isRefusal(rateOf(packagedRates, "USD", late)));
  assert.deepEqual(currenciesOffered(packagedRates, late), ["USD"]);
  assert.deepEqual(currenciesOffered(packagedRates, last), [...currencies]);
});

test("[S3.9] a currency without a rate is not offered", () => {
  const table = { ...packagedRates, perUsd: { EUR: "0.88" } };
  const at = { nowMs, ageDaysMax: 7 };
  assert.deepEqual(rateOf(table, "JPY", at), {
    refused: "currency_unavailable",
    details: { currency: "JPY" },
  });
  assert.deepEqual(currenciesOffered(table, at), ["EUR", "USD"]);
});

test("[S3.6] every currency has a rate of at most six significant digits", () => {
  for (const currency of currencies) {
    const { text, numerator } = rate(currency);
    assert.match(text, /^\d+(\.\d+)?$/);
    assert.ok(numerator > 0n);
    assert.ok(text.replace(".", "").replace(/^0+/, "").length <= 6, currency);
    assert.ok(currencyExponents[currency] >= 0);
  }
});

test("[S3.7] tax is the part of the price that the country's rate makes it, by its date", () => {
  const price = { currency: "EUR", minor: 1_190 } as const;
  const tax = taxIn(price, "DE", nowMs);
  assert.deepEqual([tax?.money.minor, tax?.included, tax?.rateBasisPoints], [190, true, 1_900]);
  assert.equal(taxIn(price, "US", nowMs), null);
  assert.equal(taxIn(price, null, nowMs), null);
  assert.equal(taxIn(price, "DE", Date.parse("2020-12-31T23:59:59Z")), null);
});

test("[S3.8] price without tax and tax make the price, and the tax is right to half a unit", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.constantFrom(...taxRules.map((rule) => rule.rateBasisPoints)),
      (minor, basisPoints) => {
        const tax = includedTaxMinor(minor, basisPoints);
        assert.ok(tax >= 0n && tax < minor + 1n);
        const off = (minor - tax) * BigInt(basisPoints) - tax * 10_000n;
        const size = off < 0n ? -off : off;
        assert.ok(size * 2n <= BigInt(10_000 + basisPoints));
      },
    ),
  );
});
