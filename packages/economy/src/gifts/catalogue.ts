/** The gifts on offer. The slug is the id on every wire and names the art; prices are in coins. */
import { limits, type Gift as WireGift } from "@largesse/protocol";

/** A gift of the catalogue: the wire's gift without its price in someone's money. */
export type CatalogueGift = Readonly<Omit<WireGift, "price">>;
type Tier = CatalogueGift["tier"];

const offers: readonly (readonly [id: string, name: string, coins: number])[] = [
  ["rose", "Rose", 1],
  ["heart", "Heart", 1],
  ["applause", "Applause", 2],
  ["panda", "Panda", 5],
  ["ice-cream", "Ice Cream", 10],
  ["coffee", "Coffee", 20],
  ["guitar", "Guitar", 50],
  ["confetti", "Confetti", 99],
  ["crown", "Crown", 299],
  ["fireworks", "Fireworks", 500],
  ["shiny-diamond", "Shiny Diamond", 1_000],
  ["rocket", "Rocket", 2_500],
  ["drama-queen", "Drama Queen", 5_000],
  ["galaxy", "Galaxy", 10_000],
];

/** How a gift of this price enters. */
export function tierOf(coins: number): Tier {
  if (coins <= 20) return "small";
  if (coins <= 99) return "medium";
  if (coins <= 999) return "large";
  return "grand";
}

/** The whole catalogue, cheapest first. */
export const catalogue: readonly CatalogueGift[] = offers.map(([id, name, coins]) => ({
  id,
  name,
  coins,
  tier: tierOf(coins),
  streakable: coins <= limits.streakGiftCoinsMax,
}));

const giftById: ReadonlyMap<string, CatalogueGift> = new Map(
  catalogue.map((gift) => [gift.id, gift]),
);

/** The gift of a slug, or null. */
export function findGift(id: string): CatalogueGift | null {
  return giftById.get(id) ?? null;
}
