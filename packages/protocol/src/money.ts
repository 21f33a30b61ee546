/**
 * Money is an integer count of minor units and an ISO 4217 code, never a float.
 *
 * On the wire amounts are JSON integers; in the code that decides they are `bigint`. The exponents
 * come from ISO 4217 and never from `Intl`, whose CLDR data rounds some currencies for display.
 */
import { z } from "zod";

/** Digits after the point, by ISO 4217 (SIX Financial Information, list one, 2026). */
export const currencyExponents = {
  AUD: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  PHP: 2,
  PLN: 2,
  RON: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TRY: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const;

export type Currency = keyof typeof currencyExponents;
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
