/**
 * How amounts, times and rates are written for people: by the reader's locale, with exact digits.
 *
 * Nothing here computes a price; it only writes what the server said.
 */
import { type Currency, currencyExponents } from "@largesse/protocol";

/** 12345 as "12,345", "12.345", "١٢٬٣٤٥". */
export function formatCount(count: number, locale?: string): string {
  return withMinus(countFormat(locale).format(count));
}

const countFormats = new Map<string | undefined, Intl.NumberFormat>();

/** Made once a locale: a counter that grows ten times a second would feel the making. */
function countFormat(locale: string | undefined): Intl.NumberFormat {
  const known = countFormats.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale);
  countFormats.set(locale, made);
  return made;
}

/** A hyphen is no minus: it is shorter than a digit, and columns of figures show it. */
function withMinus(text: string): string {
  return text.replace("-", "−");
}

/** A large count for tight places: "12K". The full number belongs in the title. */
export function formatCompact(count: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(
    count,
  );
}

/** "+5" or "−5": entries carry their sign always. */
export function formatSigned(count: number, locale?: string): string {
  return withMinus(new Intl.NumberFormat(locale, { signDisplay: "exceptZero" }).format(count));
}

/**
 * A price per coin, given as a decimal in major units: "0.0129" USD is "$0.0129".
 *
 * Coins cost about a cent, so two digits would hide what the comparison is about.
 */
export function formatPerCoin(perCoin: string, currency: Currency, locale?: string): string {
  const digits = currencyExponents[currency];
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits + 2,
    maximumFractionDigits: digits + 2,
  }).format(perCoin as `${number}`);
}

/** A rate as published, grouped by the locale but with every digit kept. */
export function formatDecimal(decimal: string, locale?: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(
    decimal as `${number}`,
  );
}

/** 1900 basis points as "19%". */
export function formatBasisPoints(basisPoints: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}

/** "20 November 2026", for the dates of rates and rules. */
export function formatDate(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: dayOnly(iso) }).format(
    new Date(iso),
  );
}

/** A day without a time is that day everywhere: shown in UTC, or it would shift west of London. */
function dayOnly(iso: string): string | undefined {
  return iso.length === 10 ? "UTC" : undefined;
}

/** "20 Nov, 14:03". */
export function formatDateTime(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(iso));
}

/** "14:03:27". */
export function formatTime(iso: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(new Date(iso));
}

/** "3 minutes ago", by a clock that is given: words, and so in the language of the pages. */
export function formatAgo(iso: string, nowMs: number, locale = "en"): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.min(seconds, 0), "second");
  if (size < 3_600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (size < 86_400) return relative.format(Math.trunc(seconds / 3_600), "hour");
  return relative.format(Math.trunc(seconds / 86_400), "day");
}

/** The name of a country in the reader's language: "DE" is "Germany". */
export function countryName(code: string, locale?: string): string {
  return nameOf("region", code, locale);
}

/** The name of a currency in the reader's language: "EUR" is "Euro". */
export function currencyName(code: string, locale?: string): string {
  return nameOf("currency", code, locale);
}

function nameOf(type: "region" | "currency", code: string, locale?: string): string {
  const locales = locale === undefined ? [] : [locale];
  return new Intl.DisplayNames(locales, { type, fallback: "code" }).of(code) ?? code;
}
