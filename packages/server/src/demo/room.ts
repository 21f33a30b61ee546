/**
 * One room of the demo world: who sits there, and the next thing that happens.
 *
 * Things happen as a Poisson process with a longest pause, so that whoever opens the page sees life
 * within three seconds; after something great the room is excited for a while. The room also hears
 * its visitors: a great gift from a real person is admired and thanked for by name.
 */
import type { Gift, RoomEvent, Stream } from "@largesse/protocol";
import { newKey } from "@largesse/sdk";
import { linesOf, type RoomPlan, type ViewerPlan } from "./cast.ts";
import { Deck, type Dice } from "./dice.ts";
import { amazedLines, thankLines } from "./lines/anywhere.ts";
import { give, type Person, say } from "./person.ts";

export type Viewer = Person & { readonly plan: ViewerPlan };

/** The world around a room: time and whose fault it was. */
export interface RoomWorld {
  readonly dice: Dice;
  readonly gifts: readonly Gift[];
  /** Waits; ends early and throws when the world stops. */
  readonly wait: (ms: number) => Promise<void>;
  /** Runs something beside everything else; a fault is told to the log. */
  readonly beside: (what: string, work: () => Promise<void>) => void;
}

/** Nobody waits longer than this for something to happen. */
const PAUSE_MS_MAX = 2_600;
const PAUSE_MS_MIN = 350;
const EXCITED_MS = 12_000;
/** A gift of this price makes the room cry out. */
const GREAT_COINS = 299;
const GRAND_COINS = 1_000;
const GRAND_EVERY_MS = 150_000;
const STREAK_SHARE = 0.25;
const STREAK_TAPS_MAX = 40;
/** How much rarer a gift is that costs ten times as much: price to the power of this. */
const PRICE_POWER = -0.7;

export class DemoRoom {
  readonly plan: RoomPlan;
  readonly stream: Stream;
  readonly audience: Viewer[] = [];
  readonly #creator: Person;
  readonly #world: RoomWorld;
  readonly #lines: Deck<string>;
  readonly #amazed: Deck<string>;
  readonly #thanks: Deck<string>;
  #excitedUntilMs = 0;

  constructor(plan: RoomPlan, parts: { stream: Stream; creator: Person; world: RoomWorld }) {
    this.plan = plan;
    this.stream = parts.stream;
    this.#creator = parts.creator;
    this.#world = parts.world;
    const { dice } = parts.world;
    this.#lines = new Deck(plan.lines, dice);
    this.#amazed = new Deck(linesOf(amazedLines), dice);
    this.#thanks = new Deck(linesOf(thankLines), dice);
  }

  /** Lives until the world stops. */
  async live(): Promise<void> {
    const { dice, wait, beside } = this.#world;
    for (;;) {
      await wait(this.#pauseMs());
      if (this.audience.length === 0) continue;
      const viewer = dice.pick(this.audience);
      if (!dice.chance(this.plan.giftShare)) {
        beside("a chat message", () => say(viewer, this.stream.id, this.#lines.deal()));
      } else if (dice.chance(STREAK_SHARE)) {
        beside("a streak", () => this.#streak(viewer));
      } else beside("a gift", () => this.#present(viewer, this.#pickGift()));
    }
  }

  /** Now and then somebody sends something for the whole stage. */
  async sendGrandGifts(): Promise<void> {
    const { dice, wait, beside, gifts } = this.#world;
    const grand = gifts.filter((gift) => gift.coins >= GRAND_COINS);
    // The first comes soon: a visitor should not have to wait to see the stage taken.
    await wait(dice.between(5_000, 60_000));
    for (;;) {
      const gift = dice.pickWeighted(grand, (one) => 1 / one.coins);
      if (this.audience.length > 0) {
        beside("a grand gift", () => this.#present(dice.pick(this.audience), gift));
      }
      await wait(GRAND_EVERY_MS / 2 + dice.exponentialMs(GRAND_EVERY_MS / 2));
    }
  }

  /** Something happened in the room, whoever did it. */
  handleEvent(event: RoomEvent): void {
    if (event.type !== "gift.sent" || event.data.gift.coins < GREAT_COINS) return;
    this.#excitedUntilMs = Date.now() + EXCITED_MS;
    const { sender } = event.data;
    const { dice, beside } = this.#world;
    for (const viewer of dice.shuffled(this.audience).slice(0, dice.between(2, 4))) {
      if (viewer.id !== sender.id) beside("an exclamation", () => this.#exclaim(viewer));
    }
    beside("a creator's thanks", () => this.#thank(sender.name));
  }

  /** What could have happened before anybody came: gifts and talk of some minutes, at once. */
  async makeHistory(): Promise<void> {
    const { dice } = this.#world;
    for (let round = 0; round < 5; round++) {
      // Everybody once, side by side; five rounds stay below anyone's limit of messages.
      const deeds = this.audience.map(async (viewer) => {
        if (dice.chance(0.6)) await say(viewer, this.stream.id, this.#lines.deal());
        await this.#present(viewer, this.#pickGift(), dice.between(1, 5));
      });
      await Promise.all(deeds);
    }
  }

  #pauseMs(): number {
    const excitement = Date.now() < this.#excitedUntilMs ? 0.45 : 1;
    const pauseMs = PAUSE_MS_MIN + this.#world.dice.exponentialMs(this.plan.paceMs * excitement);
    return Math.min(PAUSE_MS_MAX, pauseMs);
  }

  #pickGift(): Gift {
    return this.#world.dice.pickWeighted(this.#world.gifts, (gift) => gift.coins ** PRICE_POWER);
  }

  async #present(viewer: Viewer, gift: Gift, quantity = 1): Promise<void> {
    const present = { stream: this.stream.id, gift, quantity: gift.streakable ? quantity : 1 };
    await give(viewer, present, this.#world.dice);
  }

  /** A thumb that taps for a while: several claims, each with the total so far. */
  async #streak(viewer: Viewer): Promise<void> {
    const { dice, gifts, wait } = this.#world;
    const small = gifts.filter((gift) => gift.streakable && gift.coins <= 20);
    const gift = dice.pickWeighted(small, (one) => 1 / one.coins);
    const id = newKey();
    const totalMax = Math.min(STREAK_TAPS_MAX, 3 + Math.floor(dice.exponentialMs(8)));
    for (let total = 1; total <= totalMax; total += dice.between(1, 3)) {
      await give(viewer, { stream: this.stream.id, gift, streak: { id, total } }, dice);
      await wait(dice.between(180, 420));
    }
  }

  async #exclaim(viewer: Viewer): Promise<void> {
    await this.#world.wait(this.#world.dice.between(500, 3_000));
    await say(viewer, this.stream.id, this.#amazed.deal());
  }

  async #thank(name: string): Promise<void> {
    await this.#world.wait(this.#world.dice.between(1_800, 3_600));
    await say(this.#creator, this.stream.id, this.#thanks.deal().replace("{name}", name));
  }
}
