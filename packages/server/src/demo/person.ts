/**
 * A made-up person with a real client: signs in, sits in a room, talks, sends gifts, and buys coins
 * in the sandbox when they run out. Nothing here can do what a visitor's own client could not.
 */
import type { Gift, Role } from "@largesse/protocol";
import { type Client, createClient, newKey, problemFrom } from "@largesse/sdk";
import type { ViewerPlan } from "./cast.ts";
import type { Dice } from "./dice.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly client: Client;
}

/** Signs in by name: the same name is the same person at the next start. */
export async function signIn(baseUrl: string, as: Role, name: string): Promise<Person> {
  const door = createClient({ baseUrl });
  const { token, id } = await door.call("demoSignIn", { body: { as, name } });
  return { id, name, client: createClient({ baseUrl, token: () => token }) };
}

export async function say(person: Person, stream: string, text: string): Promise<void> {
  await person.client.sendMessage({ stream, text, key: newKey() });
}

/** Takes a seat, so that the room counts this person; the answer leaves it. */
export function sitDown(person: Person, stream: { id: string; seq: number; epoch: string }) {
  const position = { after: stream.seq, epoch: stream.epoch };
  const nothing = () => {};
  return person.client.link().join(stream.id, position, {
    onJoined: nothing,
    onEvent: nothing,
    onResync: nothing,
    onStats: nothing,
    onRefused: nothing,
  });
}

/** What a viewer sends: so many at once, or a streak that has come to a total. */
export interface Present {
  readonly stream: string;
  readonly gift: Gift;
  readonly quantity?: number;
  readonly streak?: { readonly id: string; readonly total: number };
}

/** Sends a gift; when coins are missing, buys some first, as people do. */
export async function give(
  viewer: Person & { readonly plan: ViewerPlan },
  present: Present,
  dice: Dice,
): Promise<void> {
  const wish = { ...present, gift: present.gift.id, key: newKey() };
  try {
    await viewer.client.sendGift(wish);
  } catch (error) {
    const problem = problemFrom(error);
    if (problem?.code !== "insufficient_coins") throw error;
    await recharge(viewer, Number(problem.numbers.missingCoins), dice);
    // After a no, a new try is a new key.
    await viewer.client.sendGift({ ...wish, key: newKey() });
  }
}

const GOOD_CARD = "4242424242424242";
const DECLINED_CARD = "4000000000000002";
/** Bank clerks know: about one payment in twenty is declined at the first try. */
const DECLINED_SHARE = 0.05;
const CREDIT_LOOKS_MAX = 40;
const CREDIT_LOOK_MS = 150;

/** Buys the smallest bundle that is enough, sometimes a larger one; large wishes are bought exactly. */
async function recharge(
  viewer: Person & { readonly plan: ViewerPlan },
  missingCoins: number,
  dice: Dice,
): Promise<void> {
  const { currency, country } = viewer.plan;
  const market = { currency, country };
  const { data: bundles } = await viewer.client.call("listBundles", { query: market });
  const enough = bundles
    .filter((bundle) => bundle.coins >= missingCoins)
    .sort((a, b) => a.coins - b.coins);
  const chosen = enough[dice.chance(0.35) ? 1 : 0] ?? enough[0];
  const wish = chosen === undefined ? { coins: missingCoins } : { bundle: chosen.id };
  if (dice.chance(DECLINED_SHARE)) await order(viewer, { ...wish, ...market }, DECLINED_CARD);
  await order(viewer, { ...wish, ...market }, GOOD_CARD);
}

async function order(
  { client }: Person,
  wish: { readonly bundle?: string; readonly coins?: number } & ViewerMarket,
  card: string,
): Promise<void> {
  const quote = await client.call("createQuote", { body: wish });
  const body = { quote: quote.id, provider: "sandbox", method: { card } };
  let made = await client.call("createOrder", { body, key: newKey() });
  for (let look = 0; look < CREDIT_LOOKS_MAX && !isOver(made.state); look++) {
    await new Promise((resolve) => setTimeout(resolve, CREDIT_LOOK_MS));
    made = await client.call("getOrder", { params: { order: made.id } });
  }
}

type ViewerMarket = Pick<ViewerPlan, "currency" | "country">;

const isOver = (state: string) => ["credited", "failed", "expired"].includes(state);
