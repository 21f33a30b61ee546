/**
 * What can be bought now: the list's bundles and exact numbers of coins, in the buyer's currency.
 *
 * Pure: the list, the rate and the time are given. "Best value" is worked out by multiplying
 * across, so that a label is never an opinion.
 */
import { type Bundle, type Fx, limits, type Refusal, refuse } from "@largesse/protocol";
import type { Rate } from "./exchange-rates.ts";
import { exactUsd, moneyOf, perCoinText, priceMinor } from "./price.ts";
import type { BundlePrice, PriceList } from "./price-list.ts";

/** What a quote is about: the coins, and their price here and on the USD list. */
export interface Offer {
  readonly bundle: string | null;
  readonly coins: bigint;
  readonly bonusCoins: bigint;
  readonly priceMinor: bigint;
  readonly standardMinor: bigint;
}

/** What the buyer asked for: a bundle by name, or a number of coins. */
export interface Wanted {
  readonly bundle?: string | undefined;
  readonly coins?: number | undefined;
}

/** Prices what was asked for, or says why it is not on offer. */
export function offerOf(wanted: Wanted, list: PriceList, rate: Rate): Offer | Refusal {
  if (wanted.bundle !== undefined) {
    const bundle = list.bundles.find((known) => known.id === wanted.bundle);
    return bundle === undefined
      ? refuse("bundle_not_found", { bundle: wanted.bundle })
      : bundleOffer(bundle, rate);
  }
  const { purchaseCoinsMin: coinsMin, purchaseCoinsMax: coinsMax } = limits;
  const { coins } = wanted;
  if (coins === undefined || !Number.isInteger(coins) || coins < coinsMin || coins > coinsMax) {
    return refuse("coins_out_of_range", { coinsMin, coinsMax });
  }
  return exactOffer(BigInt(coins), list, rate);
}

function bundleOffer(bundle: BundlePrice, rate: Rate): Offer {
  const usd = { numerator: bundle.usdMinor, denominator: 1n };
  return {
    bundle: bundle.id,
    coins: bundle.coins,
    bonusCoins: bundle.bonusCoins,
    priceMinor: priceMinor(usd, rate),
    standardMinor: bundle.usdMinor,
  };
}

function exactOffer(coins: bigint, list: PriceList, rate: Rate): Offer {
  const usd = exactUsd(coins, list.bundles[0]);
  return {
    bundle: null,
    coins,
    bonusCoins: 0n,
    priceMinor: priceMinor(usd, rate),
    standardMinor: priceMinor(usd, DOLLARS),
  };
}

const DOLLARS: Rate = {
  currency: "USD",
  text: "1",
  numerator: 1n,
  denominator: 1n,
  markupBasisPoints: 0,
  date: "",
  source: "",
};

/** The whole list as the buyer sees it. */
export function bundlesOf(list: PriceList, rate: Rate): Bundle[] {
  const offers = list.bundles.map((bundle) => bundleOffer(bundle, rate));
  const best = cheapestPerCoin(offers);
  return offers.map((offer) => ({
    id: offer.bundle ?? "",
    coins: Number(offer.coins),
    bonusCoins: Number(offer.bonusCoins),
    price: moneyOf(rate.currency, offer.priceMinor),
    perCoin: perCoinOf(offer, rate),
    standard: moneyOf("USD", offer.standardMinor),
    labels: offer === best ? (["best_value"] as const).slice() : [],
  }));
}

/** The offer whose coin is strictly the cheapest; null when two share the lowest price. */
export function cheapestPerCoin<T extends Offer>(offers: readonly T[]): T | null {
  const beats = (a: T, b: T) =>
    a.priceMinor * (b.coins + b.bonusCoins) < b.priceMinor * (a.coins + a.bonusCoins);
  return offers.find((one) => offers.every((other) => other === one || beats(one, other))) ?? null;
}

export function perCoinOf(offer: Offer, rate: Rate): string {
  return perCoinText(moneyOf(rate.currency, offer.priceMinor), offer.coins + offer.bonusCoins);
}

/** The price of one coin of an exact top-up, before rounding to what can be charged. */
export function exactPerCoin(list: PriceList, rate: Rate): string {
  // Priced for many at once: a single coin would be rounded to a whole minor unit.
  const many = 1_000_000n;
  const minor = priceMinor(exactUsd(many, list.bundles[0]), rate);
  return perCoinText(moneyOf(rate.currency, minor), many);
}

/** The rate as the wire tells it; null for US dollars, where nothing was exchanged. */
export function fxOf(rate: Rate): Fx | null {
  if (rate.currency === "USD") return null;
  return {
    from: "USD",
    to: rate.currency,
    rate: rate.text,
    date: rate.date,
    source: rate.source,
    markupBasisPoints: rate.markupBasisPoints,
  };
}
