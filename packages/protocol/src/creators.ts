/** The creators' words: diamonds, earnings and where they come from. */
import { z } from "zod";
import { GiftRef } from "./gifts.ts";
import { Amount, Money } from "./money.ts";
import { Person } from "./people.ts";

/** Diamonds for coins, dated: `diamonds` for every whole `coins`. */
export const RateCard = z
  .strictObject({
    version: z.int(),
    validFrom: z.iso.datetime(),
    coins: z.int().min(1),
    diamonds: z.int().min(1),
    diamondsPerUsd: z.int().min(1),
  })
  .meta({ id: "RateCard" });
export type RateCard = z.infer<typeof RateCard>;

export const Earning = z
  .strictObject({
    id: z.string(),
    stream: z.string(),
    gift: GiftRef,
    sender: Person,
    count: z.int(),
    coins: Amount,
    diamonds: Amount,
    at: z.iso.datetime(),
    availableOn: z.iso.datetime(),
    availableBecause: z.string(),
  })
  .meta({ id: "Earning" });
export type Earning = z.infer<typeof Earning>;

export const EarningsSummary = z
  .strictObject({
    diamonds: Amount.meta({ description: "The balance in the books." }),
    worth: Money,
    changeCoins: Amount.meta({
      description: "Coins received that do not make a whole diamond yet.",
    }),
    today: z.strictObject({ coins: Amount, diamonds: Amount, gifts: Amount }),
    byGift: z.array(
      z.strictObject({ gift: GiftRef, count: Amount, coins: Amount, diamonds: Amount }),
    ),
    bySupporter: z.array(z.strictObject({ person: Person, coins: Amount, gifts: Amount })),
    byMinute: z
      .array(z.strictObject({ at: z.iso.datetime(), coins: Amount }))
      .meta({ description: "The last hour, minutes with gifts only, oldest first." }),
    rateCard: RateCard,
  })
  .meta({ id: "EarningsSummary" });
export type EarningsSummary = z.infer<typeof EarningsSummary>;
