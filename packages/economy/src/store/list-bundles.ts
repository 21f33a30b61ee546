/** The price list as a buyer sees it: in their currency, with the rate behind it. */
import { type BundleList, isRefusal, limits } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import { bundlesOf, exactPerCoin, fxOf } from "./offer.ts";
import type { StoreParts } from "./parts.ts";

export function listBundles({ prices }: StoreParts): Handler<"listBundles"> {
  return async (_, { query }) => {
    const rate = prices.rate(query.currency ?? "USD");
    if (isRefusal(rate)) return rate;
    const list = await prices.list();
    const answer: BundleList = {
      data: bundlesOf(list, rate),
      priceList: {
        id: list.id,
        version: list.version,
        validFrom: new Date(list.validFromMs).toISOString(),
      },
      fx: fxOf(rate),
      exact: {
        perCoin: exactPerCoin(list, rate),
        coinsMin: limits.purchaseCoinsMin,
        coinsMax: limits.purchaseCoinsMax,
      },
      currencies: prices.currencies(),
    };
    return { answer };
  };
}
