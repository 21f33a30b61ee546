/**
 * In which country and currency a viewer sees prices. Guessed from the browser's language at first,
 * then theirs to choose; kept in this browser.
 */
import { type Currency, currencies } from "@largesse/protocol";
import { useSyncExternalStore } from "react";

export interface Preferences {
  readonly country: string;
  readonly currency: Currency;
}

/** The money people think in, by country; the euro's countries are listed apart. */
const CURRENCY_BY_COUNTRY: Readonly<Record<string, Currency>> = {
  AU: "AUD",
  BH: "BHD",
  BR: "BRL",
  CA: "CAD",
  CH: "CHF",
  CL: "CLP",
  CN: "CNY",
  CZ: "CZK",
  DK: "DKK",
  GB: "GBP",
  HK: "HKD",
  HU: "HUF",
  ID: "IDR",
  IL: "ILS",
  IN: "INR",
  IS: "ISK",
  JP: "JPY",
  KR: "KRW",
  KW: "KWD",
  MX: "MXN",
  MY: "MYR",
  NO: "NOK",
  NZ: "NZD",
  PH: "PHP",
  PL: "PLN",
  RO: "RON",
  SE: "SEK",
  SG: "SGD",
  TH: "THB",
  TR: "TRY",
  US: "USD",
  VN: "VND",
  ZA: "ZAR",
};
const EURO_COUNTRIES = [
  ...["AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU"],
  ...["LV", "MT", "NL", "PT", "SI", "SK"],
];

/** Every country that can be chosen, by code. */
export const countries: readonly string[] = [
  ...Object.keys(CURRENCY_BY_COUNTRY),
  ...EURO_COUNTRIES,
].sort();

/** The usual currency of a country; dollars where we know none. */
export function currencyOf(country: string): Currency {
  if (EURO_COUNTRIES.includes(country)) return "EUR";
  return CURRENCY_BY_COUNTRY[country] ?? "USD";
}

/** What a language tag suggests: "de" is Germany and euros. */
export function guess(language: string): Preferences {
  const region = new Intl.Locale(language).maximize().region ?? "US";
  const country = countries.includes(region) ? region : "US";
  return { country, currency: currencyOf(country) };
}

const KEY = "largesse.prices";
const listeners = new Set<() => void>();
let current: Preferences | null = null;

function read(): Preferences {
  current ??= stored() ?? guess(navigator.language);
  return current;
}

function stored(): Preferences | null {
  const [country = "", currency = ""] = (localStorage.getItem(KEY) ?? "").split(" ");
  const known = currencies.find((code) => code === currency);
  return known !== undefined && countries.includes(country) ? { country, currency: known } : null;
}

/** Chooses; every price on the page follows. */
export function choosePreferences(next: Preferences): void {
  current = next;
  localStorage.setItem(KEY, `${next.country} ${next.currency}`);
  for (const listener of listeners) listener();
}

/** The country and currency in force. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, read, read);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
