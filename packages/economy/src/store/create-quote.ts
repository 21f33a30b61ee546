/**
 * Locks a price for one buyer: until it expires it is what is charged, to the minor unit.
 *
 * The quote is stored whole, as it was answered, and the database refuses to change it. So neither a
 * new price list nor a new rate nor a bug of ours can alter what someone was promised.
 */
import { isRefusal, limits, newId, type Quote, uuidOf } from "@largesse/protocol";
import { viewerOf } from "../actor.ts";
import type { Handler } from "../handlers.ts";
import { fxOf, offerOf, perCoinOf } from "./offer.ts";
import type { StoreParts } from "./parts.ts";
import { moneyOf } from "./price.ts";
import { insertQuote } from "./sql/quotes.ts";
import { taxIn } from "./tax.ts";

export function createQuote({ database, clock, prices }: StoreParts): Handler<"createQuote"> {
  return async (actor, { body }) => {
    const viewer = viewerOf(actor);
    const nowMs = clock();
    const rate = prices.rate(body.currency ?? "USD");
    if (isRefusal(rate)) return rate;
    const list = await prices.list();
    const offer = offerOf(body, list, rate);
    if (isRefusal(offer)) return offer;

    const price = moneyOf(rate.currency, offer.priceMinor);
    const country = body.country ?? viewer.country;
    const id = newId("quote");
    const answer: Quote = {
      id,
      bundle: offer.bundle,
      coins: Number(offer.coins),
      bonusCoins: Number(offer.bonusCoins),
      price,
      perCoin: perCoinOf(offer, rate),
      standard: moneyOf("USD", offer.standardMinor),
      fx: fxOf(rate),
      tax: taxIn(price, country, nowMs),
      priceListVersion: list.version,
      createdAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + limits.quoteLifeMs).toISOString(),
    };
    const request = { ...body, country, channel: body.channel ?? "web" };
    const uuid = uuidOf("quote", id) ?? "";
    await database.query(insertQuote({ uuid, viewer: viewer.uuid, quote: answer, request }));
    return { answer };
  };
}
