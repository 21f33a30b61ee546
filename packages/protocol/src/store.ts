/** The store's words: bundles, quotes, orders and the wallet. */
import { z } from "zod";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { Amount, Currency, Money, SignedAmount } from "./money.ts";
import { Country } from "./people.ts";

export const Channel = z.enum(["web", "ios", "android"]);
export type Channel = z.infer<typeof Channel>;

/** A decimal as text, exact: rates and prices per coin. */
export const DecimalText = z.string().regex(/^\d+(\.\d+)?$/);

/** The exchange rate behind a price, so that "why this price?" has an answer. */
export const Fx = z
  .strictObject({
    from: Currency,
    to: Currency,
    rate: DecimalText.meta({ description: "One unit of `from` in `to`, as published." }),
    date: z.iso.date(),
    source: z.string(),
    markupBasisPoints: z.int(),
  })
  .meta({ id: "Fx" });
export type Fx = z.infer<typeof Fx>;

export const Tax = z
  .strictObject({
    country: Country,
    name: z.string().meta({ description: "What the country calls it: VAT, GST." }),
    rateBasisPoints: z.int(),
    included: z.boolean(),
    money: Money,
    source: z.string(),
  })
  .meta({ id: "Tax" });
export type Tax = z.infer<typeof Tax>;

export const BundleLabel = z.enum(["best_value"]);

export const Bundle = z
  .strictObject({
    id: z.string(),
    coins: Amount.meta({ description: "Paid coins." }),
    bonusCoins: Amount.meta({
      description: "Given on top; spent before paid ones, kept apart in the books.",
    }),
    price: Money,
    perCoin: DecimalText.meta({
      description: "Price of one coin, bonus included, in major units.",
    }),
    standard: Money.meta({ description: "The same bundle on the USD list." }),
    labels: z.array(BundleLabel).meta({ description: "Only what is arithmetically true." }),
  })
  .meta({ id: "Bundle" });
export type Bundle = z.infer<typeof Bundle>;

export const BundleQuery = z.strictObject({
  country: Country.optional(),
  currency: Currency.optional(),
  channel: Channel.optional(),
});
export const BundleList = z
  .strictObject({
    data: z.array(Bundle),
    priceList: z.strictObject({ id: z.string(), version: z.int(), validFrom: z.iso.datetime() }),
    fx: Fx.nullable().meta({ description: "Null when the list is in this currency." }),
    exact: z
      .strictObject({ perCoin: DecimalText, coinsMin: Amount, coinsMax: Amount })
      .meta({ description: "Exact top-up: any number of coins at this price each." }),
    currencies: z.array(Currency),
  })
  .meta({ id: "BundleList" });
export type BundleList = z.infer<typeof BundleList>;

/** Either a bundle or a number of coins, never both. */
export const QuoteRequest = z
  .strictObject({
    bundle: z.string().max(40).optional(),
    coins: z.int().min(limits.purchaseCoinsMin).max(limits.purchaseCoinsMax).optional(),
    currency: Currency.optional(),
    country: Country.optional(),
    channel: Channel.optional(),
  })
  .refine((q) => (q.bundle === undefined) !== (q.coins === undefined), {
    message: "give either bundle or coins",
    path: ["bundle"],
  });
export type QuoteRequest = z.infer<typeof QuoteRequest>;

export const Quote = z
  .strictObject({
    id: z.string(),
    bundle: z.string().nullable(),
    coins: Amount,
    bonusCoins: Amount,
    price: Money.meta({ description: "What is charged, to the minor unit, until `expiresAt`." }),
    perCoin: DecimalText,
    standard: Money,
    fx: Fx.nullable(),
    tax: Tax.nullable(),
    priceListVersion: z.int(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "Quote" });
export type Quote = z.infer<typeof Quote>;

export const OrderState = z.enum([
  "created",
  "pending",
  "paid",
  "credited",
  "failed",
  "expired",
  "refunded",
  "disputed",
]);
export type OrderState = z.infer<typeof OrderState>;

export const OrderRequest = z.strictObject({
  quote: idSchema("quote"),
  provider: z.string().max(40),
  method: z
    .record(z.string().max(40), z.string().max(200))
    .optional()
    .meta({ description: "What the provider needs; the sandbox takes { card }." }),
});
export type OrderRequest = z.infer<typeof OrderRequest>;

export const Order = z
  .strictObject({
    id: z.string(),
    state: OrderState,
    quote: Quote,
    provider: z.string(),
    nextAction: z.strictObject({ type: z.literal("redirect"), url: z.string() }).nullable(),
    failure: z.strictObject({ code: z.string(), says: z.string() }).nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    creditedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof Order>;

export const Wallet = z
  .strictObject({
    paidCoins: Amount,
    bonusCoins: Amount,
    coins: Amount.meta({ description: "Paid and bonus together: what can be spent." }),
    version: Amount.meta({ description: "Rises with every entry; never goes back." }),
  })
  .meta({ id: "Wallet" });
export type Wallet = z.infer<typeof Wallet>;

export const WalletEntry = z
  .strictObject({
    id: z.string().meta({ description: "The transfer: journal number." }),
    kind: z.enum(["purchase", "gift", "adjustment"]),
    paidCoins: SignedAmount,
    bonusCoins: SignedAmount,
    coinsAfter: Amount,
    at: z.iso.datetime(),
    about: z.strictObject({
      order: z.string().optional(),
      sentGift: z.string().optional(),
      gift: z.string().optional(),
      count: z.int().optional(),
      stream: z.string().optional(),
      creator: z.string().optional(),
      price: Money.optional(),
    }),
  })
  .meta({ id: "WalletEntry" });
export type WalletEntry = z.infer<typeof WalletEntry>;
