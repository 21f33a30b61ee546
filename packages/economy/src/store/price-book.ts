/**
 * The price list in force and today's rates, as the store's commands ask for them.
 *
 * Lists are kept in the database, because a quote must be explainable years later; the packaged ones
 * are written there on first use. They are read again now and then, since another node may have
 * published a newer one.
 */
import type { Database } from "@largesse/ledger";
import { type Currency, isRefusal, type Money, type Refusal } from "@largesse/protocol";
import {
  currenciesOffered,
  packagedRates,
  type Rate,
  type RateTable,
  rateOf,
} from "./exchange-rates.ts";
import { exactUsd, moneyOf, priceMinor } from "./price.ts";
import { type PriceList, packagedPriceLists, priceListAt } from "./price-list.ts";
import { publishPriceList, readPriceLists } from "./sql/price-lists.ts";

export interface PriceBook {
  list(): Promise<PriceList>;
  rate(currency: Currency): Rate | Refusal;
  currencies(): Currency[];
  /** What coins are worth in a currency at the list's price of one coin. */
  worth(currency: Currency): Promise<{ rate: Rate; of: (coins: number) => Money } | Refusal>;
}

const REREAD_MS = 30_000;

export function createPriceBook(options: {
  readonly database: Database;
  readonly clock: () => number;
  readonly fxAgeDaysMax: number;
  readonly rates?: RateTable;
  readonly lists?: readonly PriceList[];
}): PriceBook {
  const { database, clock } = options;
  const rates = options.rates ?? packagedRates;
  let published: Promise<PriceList[]> | null = null;
  let readAtMs = 0;

  async function publish(): Promise<PriceList[]> {
    for (const list of options.lists ?? packagedPriceLists) await publishOnce(database, list);
    return await readPriceLists(database);
  }

  function lists(): Promise<PriceList[]> {
    if (published === null || clock() - readAtMs > REREAD_MS) {
      readAtMs = clock();
      const reading = published === null ? publish() : readPriceLists(database);
      published = reading;
      reading.catch(() => {
        if (published === reading) published = null;
      });
    }
    return published;
  }

  async function list(): Promise<PriceList> {
    const found = priceListAt(await lists(), clock());
    if (found === null) throw new Error("no price list is valid yet");
    return found;
  }

  const rate = (currency: Currency) => {
    return rateOf(rates, currency, { nowMs: clock(), ageDaysMax: options.fxAgeDaysMax });
  };

  return {
    list,
    rate,
    currencies: () =>
      currenciesOffered(rates, { nowMs: clock(), ageDaysMax: options.fxAgeDaysMax }),
    async worth(currency) {
      const found = rate(currency);
      if (isRefusal(found)) return found;
      const [smallest] = (await list()).bundles;
      const of = (coins: number) =>
        moneyOf(currency, priceMinor(exactUsd(BigInt(coins), smallest), found));
      return { rate: found, of };
    },
  };
}

/** Writes a list that is not there; one that is there must be the same, for ever. */
async function publishOnce(database: Database, list: PriceList): Promise<void> {
  await database.query(publishPriceList(list));
  const kept = (await readPriceLists(database)).find(({ version }) => version === list.version);
  if (JSON.stringify(kept, bigints) !== JSON.stringify(list, bigints)) {
    throw new Error(
      `price list ${list.version} was published with other prices; raise its version`,
    );
  }
}

const bigints = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
