/**
 * The arithmetic of prices: from US dollars to the buyer's currency, to the price of one coin.
 *
 * Everything is exact until one rounding at the end, half to even, to the currency's own minor unit
 * by ISO 4217. Rules: docs/spec/store.md, S1 and S3.
 */
import { type Currency, currencyExponents, divideHalfEven, type Money } from "@largesse/protocol";
import type { Rate } from "./exchange-rates.ts";

/** US cents as a fraction: the price of seven coins at 129 cents a hundred is 903/100. */
export interface UsdPrice {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Nobody is sold anything for nothing, however small the price. */
const MINOR_MIN = 1n;

/** The price in minor units of the rate's currency, markup included. */
export function priceMinor(usd: UsdPrice, rate: Rate): bigint {
  const scale = 10n ** BigInt(currencyExponents[rate.currency]);
  const numerator =
    usd.numerator * rate.numerator * BigInt(10_000 + rate.markupBasisPoints) * scale;
  const usdScale = 10n ** BigInt(currencyExponents.USD);
  const denominator = usd.denominator * rate.denominator * 10_000n * usdScale;
  const minor = divideHalfEven(numerator, denominator);
  return minor < MINOR_MIN ? MINOR_MIN : minor;
}

/** What any number of coins costs when bought exactly: the smallest bundle's price a coin. */
export function exactUsd(coins: bigint, smallest: { coins: bigint; usdMinor: bigint }): UsdPrice {
  return { numerator: coins * smallest.usdMinor, denominator: smallest.coins };
}

export function moneyOf(currency: Currency, minor: bigint): Money {
  return { currency, minor: Number(minor) };
}

/** Digits beyond the minor unit that tell the prices of single coins apart. */
const EXTRA_DIGITS = 4;

/** The price of one coin in major units: 1.29 USD for 100 coins is "0.012900". */
export function perCoinText(price: Money, coins: bigint): string {
  const digits = currencyExponents[price.currency] + EXTRA_DIGITS;
  const scaled = divideHalfEven(BigInt(price.minor) * 10n ** BigInt(EXTRA_DIGITS), coins);
  const text = scaled.toString().padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The part of an inclusive price that is tax: what remains is the price without it. */
export function includedTaxMinor(minor: bigint, rateBasisPoints: number): bigint {
  return divideHalfEven(minor * BigInt(rateBasisPoints), BigInt(10_000 + rateBasisPoints));
}
