/** The catalogue with prices in coins and in the asker's money, at the list's price of one coin. */
import { isRefusal } from "@largesse/protocol";
import { catalogue } from "../gifts/catalogue.ts";
import type { Handler } from "../handlers.ts";
import { fxOf } from "./offer.ts";
import type { StoreParts } from "./parts.ts";

export function listGifts({ prices }: Pick<StoreParts, "prices">): Handler<"listGifts"> {
  return async (_, { query }) => {
    const worth = await prices.worth(query.currency ?? "USD");
    if (isRefusal(worth)) return worth;
    const data = catalogue.map((gift) => ({ ...gift, price: worth.of(gift.coins) }));
    return { answer: { data, fx: fxOf(worth.rate) } };
  };
}
