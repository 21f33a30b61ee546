/**
 * Exchange rates that come with the house, for when no feed is connected: facts of one day.
 *
 * One US dollar in each currency, to at most six significant digits, as text, because a float would
 * already be another number.
 */
import { type Currency, currencies, fractionOf, type Refusal, refuse } from "@largesse/protocol";

export interface RateTable {
  /** The day they are of, in UTC. */
  readonly date: string;
  readonly source: string;
  /** A feed may lack some: prices in those are not offered. */
  readonly perUsd: Readonly<Partial<Record<Currency, string>>>;
}

export const packagedRates: RateTable = {
  date: "2026-09-29",
  source: "currency-api daily rates, 2026-09-29 (CC0)",
  perUsd: {
    AUD: "1.42475",
    BHD: "0.376",
    BRL: "5.22424",
    CAD: "1.41884",
    CHF: "0.83337",
    CLP: "967.735",
    CNY: "6.70778",
    CZK: "21.4727",
    DKK: "6.57978",
    EUR: "0.880226",
    GBP: "0.755389",
    HKD: "7.8448",
    HUF: "323.462",
    IDR: "18016.3",
    ILS: "3.07372",
    INR: "96.0853",
    ISK: "120.564",
    JPY: "157.477",
    KRW: "1358.19",
    KWD: "0.308712",
    MXN: "18.0054",
    MYR: "4.08324",
    NOK: "9.54687",
    NZD: "1.76734",
    PHP: "62.5175",
    PLN: "3.84931",
    RON: "4.64607",
    SEK: "9.98049",
    SGD: "1.27866",
    THB: "33.633",
    TRY: "48.9955",
    VND: "25947.8",
    ZAR: "16.4401",
  },
};

/** Our own declared share of an exchanged price: 1.5 %, what card networks take for theirs. */
export const MARKUP_BASIS_POINTS = 150;

/** What one US dollar is in a currency, and where that comes from. */
export interface Rate {
  readonly currency: Currency;
  readonly text: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly markupBasisPoints: number;
  readonly date: string;
  readonly source: string;
}

const DAY_MS = 86_400_000;

/** The rate of a currency, refused when the table is too old. US dollars need none. */
export function rateOf(
  table: RateTable,
  currency: Currency,
  at: { readonly nowMs: number; readonly ageDaysMax: number },
): Rate | Refusal {
  const { date, source } = table;
  if (currency === "USD") {
    const one = { text: "1", numerator: 1n, denominator: 1n, markupBasisPoints: 0 };
    return { currency, ...one, date, source };
  }
  if (isStale(table, at)) return refuse("fx_stale", { date, daysMax: at.ageDaysMax, currency });
  const text = table.perUsd[currency];
  if (text === undefined) return refuse("currency_unavailable", { currency });
  return {
    currency,
    text,
    ...fractionOf(text),
    markupBasisPoints: MARKUP_BASIS_POINTS,
    date,
    source,
  };
}

/** The currencies that can be sold in now: without fresh rates, US dollars alone. */
export function currenciesOffered(
  table: RateTable,
  at: { readonly nowMs: number; readonly ageDaysMax: number },
): Currency[] {
  if (isStale(table, at)) return ["USD"];
  return currencies.filter((currency) => currency === "USD" || table.perUsd[currency]);
}

/** A day's rates are good for that whole day, hence the count from its end. */
function isStale(table: RateTable, at: { nowMs: number; ageDaysMax: number }): boolean {
  const endsAtMs = Date.parse(`${table.date}T00:00:00Z`) + DAY_MS;
  return at.nowMs - endsAtMs > at.ageDaysMax * DAY_MS;
}
