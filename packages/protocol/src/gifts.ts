/** The gifts' words: the catalogue, sending, and what a sending answers. */
import { z } from "zod";
import { limits } from "./limits.ts";
import { Amount, Currency, Money } from "./money.ts";
import { Country, Person } from "./people.ts";
import { Fx, Wallet } from "./store.ts";

/** How a gift enters: a drift beside the chat, a popped card, or the whole stage. */
export const GiftTier = z.enum(["small", "medium", "large", "grand"]);
export type GiftTier = z.infer<typeof GiftTier>;

/** What an event needs to show a gift. `id` is the catalogue's slug and names the art. */
export const GiftRef = z
  .strictObject({ id: z.string(), name: z.string(), coins: Amount, tier: GiftTier })
  .meta({ id: "GiftRef" });
export type GiftRef = z.infer<typeof GiftRef>;

export const Gift = z
  .strictObject({
    ...GiftRef.shape,
    streakable: z.boolean(),
    price: Money.meta({ description: "Its worth at the list's price of one coin." }),
  })
  .meta({ id: "Gift" });
export type Gift = z.infer<typeof Gift>;

export const GiftQuery = z.strictObject({
  country: Country.optional(),
  currency: Currency.optional(),
});
export const GiftList = z
  .strictObject({ data: z.array(Gift), fx: Fx.nullable() })
  .meta({ id: "GiftList" });
export type GiftList = z.infer<typeof GiftList>;

/**
 * A streak is named by its sender and says how far it has come in total. The server counts what is
 * new, so messages may come twice, late or out of order and every gift is paid once.
 */
export const StreakClaim = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: "The sender's name for the streak, unique to them." }),
  total: z
    .int()
    .min(1)
    .max(limits.streakTotalMax)
    .meta({ description: "Gifts in the streak up to this one." }),
});
export type StreakClaim = z.infer<typeof StreakClaim>;

export const SendGiftRequest = z.strictObject({
  gift: z.string().min(1).max(60),
  quantity: z.int().min(1).max(limits.giftQuantityMax).default(1),
  streak: StreakClaim.optional(),
});
export type SendGiftRequest = z.infer<typeof SendGiftRequest>;

export const StreakState = z
  .strictObject({ id: z.string(), total: z.int(), ended: z.boolean() })
  .meta({ id: "StreakState" });
export type StreakState = z.infer<typeof StreakState>;

/** A sent gift. `count` and `coins` are what this sending added: sum these, never `streak.total`. */
export const SentGift = z
  .strictObject({
    id: z.string(),
    gift: GiftRef,
    sender: Person,
    count: z.int().min(0),
    coins: Amount,
    diamonds: Amount.meta({ description: "What the creator earned by this sending." }),
    streak: StreakState.nullable(),
  })
  .meta({ id: "SentGift" });
export type SentGift = z.infer<typeof SentGift>;

export const SendGiftAnswer = z
  .strictObject({
    sent: SentGift,
    wallet: Wallet,
    event: z
      .strictObject({ seq: z.int(), epoch: z.string() })
      .nullable()
      .meta({ description: "Null when the streak's total had been counted already." }),
  })
  .meta({ id: "SendGiftAnswer" });
export type SendGiftAnswer = z.infer<typeof SendGiftAnswer>;
