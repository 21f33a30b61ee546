/**
 * Small gifts: they drift up beside the chat and pile into a counter at the top of their lane.
 *
 * Each gift is one sprite while there are few; beyond that the counter tells the rest. The counter
 * starts when a gift sets out and swells when it lands.
 */

import { giftPalette } from "../art/palette.ts";
import { formatCount } from "../format.ts";
import type { Entrance } from "./entrance.ts";
import { make, makeGift } from "./make.ts";
import { centreOf, enter, leave, type Scenery, swell } from "./scenery.ts";

/** More sprites are a swarm: no single one is seen, and phones drop frames. */
const SPRITES_MAX = 28;
const SPRITES_PER_EVENT_MAX = 6;
const PILES_MAX = 3;
const PILE_REST_MS = 5_000;
/** Steps of a growing counter that are worth a puff of dust. */
const MILESTONES = [10, 25, 50, 100, 200, 500, 1_000];

interface Pile {
  readonly element: HTMLElement;
  readonly counter: HTMLElement;
  landed: number;
  cancelRest: () => void;
}

/** The lane of small gifts. */
export class Drift {
  readonly #scenery: Scenery;
  readonly #lane: HTMLElement;
  readonly #piles: HTMLElement;
  readonly #byGift = new Map<string, Pile>();
  #sprites = 0;

  constructor(scenery: Scenery) {
    this.#scenery = scenery;
    this.#piles = make("div", "gs-piles");
    this.#lane = make("div", "gs-lane", this.#piles);
    scenery.root.append(this.#lane);
  }

  show(entrance: Entrance): void {
    const pile = this.#pileOf(entrance.gift.id);
    const free = Math.max(0, SPRITES_MAX - this.#sprites);
    const wanted = this.#scenery.still() ? 0 : Math.min(entrance.count, SPRITES_PER_EVENT_MAX);
    const sprites = Math.min(wanted, free);
    const carried = shares(entrance.count, sprites);
    if (sprites === 0) this.#land(pile, entrance.gift.id, entrance.count);
    for (const [index, share] of carried.entries()) {
      this.#scenery.later(index * 130, () => void this.#rise(entrance.gift.id, share));
    }
  }

  async #rise(gift: string, share: number): Promise<void> {
    const sprite = makeGift(gift, "gs-sprite");
    const path = make("div", "gs-path", sprite);
    path.style.left = `${10 + Math.random() * 62}%`;
    this.#lane.append(path);
    this.#sprites++;
    const pile = this.#pileOf(gift);
    const target = centreOf(this.#scenery, pile.element);
    const start = centreOf(this.#scenery, path);
    const durationMs = 2_100 + Math.random() * 900;
    path.animate(
      [
        { translate: "0 0", easing: "cubic-bezier(0.22, 0.7, 0.4, 1)" },
        {
          translate: `${(target.x - start.x) * 0.25}px ${(target.y - start.y) * 0.78}px`,
          offset: 0.76,
          easing: "cubic-bezier(0.5, 0, 0.8, 0.6)",
        },
        { translate: `${target.x - start.x}px ${target.y - start.y}px` },
      ],
      { duration: durationMs, fill: "forwards" },
    );
    await sway(sprite, durationMs).finished.catch(() => undefined);
    path.remove();
    this.#sprites--;
    this.#land(this.#pileOf(gift), gift, share);
  }

  #land(pile: Pile, gift: string, count: number): void {
    const before = pile.landed;
    pile.landed += count;
    pile.counter.textContent = `×${formatCount(pile.landed)}`;
    if (before === 0) enter(this.#scenery, pile.element, { scale: 0.4 }, "pop");
    else swell(this.#scenery, pile.element, 1.22);
    if (MILESTONES.some((step) => before < step && pile.landed >= step)) this.#puff(pile, gift);
    pile.cancelRest();
    pile.cancelRest = this.#scenery.later(PILE_REST_MS, () => this.#retire(gift));
  }

  #puff(pile: Pile, gift: string): void {
    if (this.#scenery.still()) return;
    const at = centreOf(this.#scenery, pile.element);
    const look = { colours: giftPalette(gift), lifeMs: 900, drag: 2.4 } as const;
    this.#scenery.particles.burst({
      ...at,
      ...look,
      count: 22,
      shape: "star",
      speed: 260,
      size: 13,
    });
  }

  #pileOf(gift: string): Pile {
    const known = this.#byGift.get(gift);
    if (known !== undefined) return known;
    const oldest = this.#byGift.keys().next();
    if (this.#byGift.size >= PILES_MAX && oldest.done !== true) this.#retire(oldest.value);
    const counter = make("b", "gs-count", "");
    const element = make("div", "gs-pile", makeGift(gift, "gs-pile-art"), counter);
    element.style.setProperty("--glow", giftPalette(gift)[1]);
    this.#piles.append(element);
    const pile: Pile = { element, counter, landed: 0, cancelRest: () => undefined };
    pile.cancelRest = this.#scenery.later(PILE_REST_MS, () => this.#retire(gift));
    this.#byGift.set(gift, pile);
    return pile;
  }

  #retire(gift: string): void {
    const pile = this.#byGift.get(gift);
    if (pile === undefined) return;
    this.#byGift.delete(gift);
    pile.cancelRest();
    void leave(this.#scenery, pile.element, { translate: "0 -16px", scale: 0.9 }, 320);
  }
}

/** Splits a count among sprites as evenly as it goes: 7 among 3 is 3, 2, 2. */
function shares(count: number, sprites: number): number[] {
  return Array.from(
    { length: sprites },
    (_, index) => Math.floor(count / sprites) + (index < count % sprites ? 1 : 0),
  );
}

/** Pops up, rocks like a leaf on the way and slips into the counter. */
function sway(sprite: HTMLElement, durationMs: number): Animation {
  const side = Math.random() < 0.5 ? -1 : 1;
  const wide = 14 + Math.random() * 22;
  return sprite.animate(
    [
      { opacity: 0, scale: 0.2, rotate: "0deg", translate: "0 12px" },
      { opacity: 1, scale: 1.16, rotate: `${6 * side}deg`, translate: "0 0", offset: 0.1 },
      {
        opacity: 1,
        scale: 1,
        rotate: `${13 * side}deg`,
        translate: `${wide * side}px 0`,
        offset: 0.32,
      },
      {
        opacity: 1,
        scale: 0.98,
        rotate: `${-11 * side}deg`,
        translate: `${-wide * side}px 0`,
        offset: 0.6,
      },
      {
        opacity: 1,
        scale: 0.86,
        rotate: `${5 * side}deg`,
        translate: `${wide * 0.4 * side}px 0`,
        offset: 0.82,
      },
      { opacity: 0.7, scale: 0.36, rotate: "0deg", translate: "0 0" },
    ],
    { duration: durationMs, easing: "ease-in-out", fill: "forwards" },
  );
}
