/**
 * Money is an integer count of minor units and an ISO 4217 code, never a float.
 *
 * On the wire amounts are JSON integers; in the code that decides they are `bigint`. The exponents
 * come from ISO 4217 and never from `Intl`, whose CLDR data rounds some currencies for display.
 */
import { z } from "zod";
import { type Currency as CurrencyCode, currencyExponents } from "./currencies.ts";

export type Currency = CurrencyCode;
export const currencies = Object.keys(currencyExponents) as [Currency, ...Currency[]];

export const Currency = z.enum(currencies).meta({
  description: "ISO 4217 code of a currency that prices can be shown and charged in.",
});

/** The largest amount any field accepts: what a JSON number carries exactly. */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

/** A count of coins or diamonds on the wire. */
export const Amount = z.int().min(0).max(AMOUNT_MAX);
/** A signed count: what an entry adds to an account. */
export const SignedAmount = z.int().min(-AMOUNT_MAX).max(AMOUNT_MAX);

export const Money = z
  .strictObject({ currency: Currency, minor: Amount })
  .meta({ description: "An amount in minor units: { currency: EUR, minor: 119 } is 1.19 EUR." });
export type Money = z.infer<typeof Money>;

/** The amount as a decimal string, exact: `{ JPY, 119 }` is "119", `{ KWD, 119 }` is "0.119". */
export function decimalOf(money: Money): string {
  const exponent = currencyExponents[money.currency];
  const digits = String(money.minor).padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** For people: "€1.19", "١٫١٩ €", by the reader's locale. The digits are always the exact ones. */
export function formatMoney(money: Money, locale?: string): string {
  const digits = currencyExponents[money.currency];
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimalOf(money) as `${number}`);
}

/**
 * `numerator / denominator`, rounded half to even.
 *
 * The one rounding of the house: it has no drift over many amounts. The denominator is positive.
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const size = numerator * sign;
  const quotient = size / denominator;
  const twice = (size % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return sign * (up ? quotient + 1n : quotient);
}

/** A positive decimal string as an exact fraction: "0.88" is 88/100. */
export function fractionOf(decimal: string): { numerator: bigint; denominator: bigint } {
  const [whole = "0", part = ""] = decimal.split(".");
  return { numerator: BigInt(whole + part), denominator: 10n ** BigInt(part.length) };
}
