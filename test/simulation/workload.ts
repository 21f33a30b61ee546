/**
 * What people will try, decided before anything runs: a pure function of the seed.
 *
 * A plan names things by its own words ("the third stream", "order o-2-1"); the runner finds out the
 * real ids. So a plan can be printed, compared and replayed against any server, and a failing seed
 * is a complete description of what was attempted.
 */
import { createDice, type Dice } from "./dice.ts";

export type Card = "good" | "declined" | "secure" | "disputed";

/** Something a viewer does. `key` is the idempotency key; the same key may come again. */
export type Act =
  | { readonly act: "quote"; readonly as: string; readonly wish: Wish }
  | { readonly act: "order"; readonly as: string; readonly quote: string; readonly card: Card }
  | { readonly act: "secure"; readonly order: string; readonly approve: boolean }
  | {
      readonly act: "gift";
      readonly stream: number;
      readonly gift: string;
      readonly quantity: number;
      readonly streak: { readonly id: string; readonly total: number } | null;
    }
  | { readonly act: "message"; readonly stream: number; readonly text: string }
  | { readonly act: "wallet" }
  | { readonly act: "look-at-order"; readonly order: string; readonly foreign: boolean };

export type Wish =
  | { readonly bundle: number; readonly currency: string }
  | { readonly coins: number };

export interface Step {
  readonly key: string;
  readonly act: Act;
  /** How often the very same request is sent at the same time. */
  readonly copies: number;
  /** The client hangs up after this long, does not know what happened, and asks again. */
  readonly hangUpMs: number | null;
}

/** One pair of hands: does its steps one after the other. Several may share a viewer's account. */
export interface Hand {
  readonly viewer: number;
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly seed: string;
  readonly viewers: number;
  /** Streams, each with a creator of its own: a creator is live in one place only. */
  readonly streams: number;
  readonly hands: readonly Hand[];
  /** Streams that end once this many steps have been done by everyone together. */
  readonly endings: readonly { readonly stream: number; readonly afterSteps: number }[];
}

export interface PlanSize {
  readonly viewers: number;
  readonly streams: number;
  readonly stepsPerHand: number;
  /** Viewers whose account is used by three pairs of hands at once. */
  readonly shared: number;
}

const STREAKABLE = ["rose", "heart", "applause", "panda", "ice-cream", "coffee", "guitar"];
const SINGLE = ["crown", "fireworks", "shiny-diamond", "rocket", "drama-queen", "galaxy"];
const CURRENCIES = ["USD", "EUR", "JPY", "KWD", "GBP"];
const WORDS = ["hello", "so good", "🎉🎉", "<b>hi</b>", "again!", "\u202eelpmis", "ﷺ", "é̃"];
const BUNDLES = 6;
const TOTAL_MAX = 12;

/** The plan of a seed. */
export function planWorld(seed: string, size: PlanSize): Plan {
  const dice = createDice(seed);
  const hands: Hand[] = [];
  for (let viewer = 0; viewer < size.viewers; viewer++) {
    const pairs = viewer < size.shared ? 3 : 1;
    for (let pair = 0; pair < pairs; pair++) {
      hands.push(planHand(dice.fork(`hand ${viewer}.${pair}`), viewer, `${viewer}.${pair}`, size));
    }
  }
  const steps = hands.reduce((sum, hand) => sum + hand.steps.length, 0);
  const ends = dice.fork("endings");
  // The first stream never ends, so that there is always somewhere to send a gift to.
  const endings = Array.from({ length: size.streams }, (_, stream) => stream).flatMap((stream) =>
    stream > 0 && ends.chance(50)
      ? [{ stream, afterSteps: ends.int(Math.floor(steps / 3), steps) }]
      : [],
  );
  return { seed, viewers: size.viewers, streams: size.streams, hands, endings };
}

/** Writes one hand's steps; keys and names are made of the hand's name and the step's number. */
class HandWriter {
  readonly steps: Step[] = [];
  readonly orders: string[] = [];
  readonly dice: Dice;
  readonly name: string;
  readonly streams: number;

  constructor(dice: Dice, name: string, streams: number) {
    this.dice = dice;
    this.name = name;
    this.streams = streams;
  }

  add(act: Act, more: Partial<Step> = {}): void {
    const { dice } = this;
    this.steps.push({
      key: `k-${this.name}-${this.steps.length}`,
      act,
      copies: dice.chance(8) ? dice.int(2, 5) : 1,
      hangUpMs: dice.chance(5) ? dice.int(0, 25) : null,
      ...more,
    });
  }

  buy(card: Card, wish: Wish): void {
    const as = `${this.name}-${this.steps.length}`;
    this.add({ act: "quote", as: `q-${as}`, wish }, { copies: 1, hangUpMs: null });
    this.add({ act: "order", as: `o-${as}`, quote: `q-${as}`, card });
    this.orders.push(`o-${as}`);
    if (card !== "secure") return;
    this.add({ act: "secure", order: `o-${as}`, approve: this.dice.chance(70) });
  }

  /** A streak as a bad network delivers it: shuffled, some lost, some twice. */
  streak(): void {
    const { dice } = this;
    const id = `s-${this.name}-${this.steps.length}`;
    const stream = dice.int(0, this.streams - 1);
    const gift = dice.pick(STREAKABLE);
    const totals = Array.from({ length: dice.int(2, TOTAL_MAX) }, (_, at) => at + 1);
    const delivered = totals.filter(() => !dice.chance(20));
    const mixed = dice.chance(40) ? dice.shuffle(delivered) : delivered;
    for (const total of mixed) {
      this.add({ act: "gift", stream, gift, quantity: 1, streak: { id, total } });
      if (dice.chance(10)) this.again();
    }
    if (dice.chance(10)) {
      const other = STREAKABLE.find((name) => name !== gift) ?? gift;
      const streak = { id, total: TOTAL_MAX + 1 };
      this.add({ act: "gift", stream, gift: other, quantity: 1, streak });
    }
  }

  /** An earlier request once more, to the letter. */
  again(): void {
    const earlier = this.steps.filter((step) => keyed(step.act)).slice(-8);
    if (earlier.length > 0) this.steps.push({ ...this.dice.pick(earlier), hangUpMs: null });
  }

  /** An earlier key with other content. (Streaks apart: a claim that adds nothing binds no key.) */
  reuse(): void {
    const earlier = this.steps
      .filter(({ act }) => act.act === "gift" && act.streak === null)
      .slice(-8);
    if (earlier.length === 0) return;
    const { key, act } = this.dice.pick(earlier);
    if (act.act !== "gift") return;
    const quantity = act.quantity === 7 ? 8 : 7;
    const changed = this.dice.chance(50)
      ? { ...act, quantity }
      : { ...act, stream: (act.stream + 1) % Math.max(this.streams, 2) };
    this.add(changed, { key, copies: 1, hangUpMs: null });
  }
}

function keyed(act: Act): boolean {
  return act.act === "gift" || act.act === "order" || act.act === "message";
}

function planHand(dice: Dice, viewer: number, name: string, size: PlanSize): Hand {
  const hand = new HandWriter(dice, name, size.streams);
  hand.buy("good", { bundle: dice.int(0, 2), currency: "USD" });
  while (hand.steps.length < size.stepsPerHand) planSteps(hand);
  hand.add({ act: "wallet" }, { copies: 1, hangUpMs: null });
  return { viewer, steps: hand.steps };
}

function planSteps(hand: HandWriter): void {
  const { dice } = hand;
  const stream = dice.int(0, hand.streams - 1);
  const small = () => ({ act: "gift", stream, gift: dice.pick(STREAKABLE), streak: null }) as const;
  dice.weighted<() => void>([
    [
      30,
      () =>
        hand.add({
          ...small(),
          quantity: dice.weighted([
            [7, 1],
            [2, dice.int(2, 5)],
            [1, 99],
          ]),
        }),
    ],
    [8, () => hand.add({ ...small(), gift: dice.pick(SINGLE), quantity: 1 })],
    [12, () => hand.streak()],
    [8, () => hand.again()],
    [4, () => hand.reuse()],
    [2, () => hand.add({ ...small(), gift: "no-such-gift", quantity: 1 })],
    [
      2,
      () =>
        hand.add({
          ...small(),
          gift: dice.pick(SINGLE),
          quantity: 1,
          streak: { id: "s", total: 3 },
        }),
    ],
    [6, () => hand.add({ act: "message", stream, text: dice.pick(WORDS) })],
    [6, () => hand.add({ act: "wallet" }, { copies: 1, hangUpMs: null })],
    [4, () => lookAtOrder(hand)],
    [8, () => planPurchase(hand)],
  ])();
}

function planPurchase(hand: HandWriter): void {
  const { dice } = hand;
  const card = dice.weighted<Card>([
    [6, "good"],
    [2, "declined"],
    [3, "secure"],
    [1, "disputed"],
  ]);
  const wish = dice.chance(40)
    ? {
        coins: dice.weighted([
          [1, 1],
          [4, dice.int(2, 3_000)],
        ]),
      }
    : { bundle: dice.int(0, BUNDLES - 1), currency: dice.pick(CURRENCIES) };
  hand.buy(card, wish);
}

function lookAtOrder(hand: HandWriter): void {
  if (hand.orders.length === 0) return;
  const order = hand.dice.pick(hand.orders);
  const foreign = hand.dice.chance(30);
  hand.add({ act: "look-at-order", order, foreign }, { copies: 1, hangUpMs: null });
}
