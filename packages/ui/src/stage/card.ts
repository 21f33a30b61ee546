/** Middle gifts: a card pops beside the chat, and its counter grows while the combo lasts. */
import { limits } from "@largesse/protocol";
import { giftPalette } from "../art/palette.ts";
import { formatCount } from "../format.ts";
import type { Entrance } from "./entrance.ts";
import { make, makeFace, makeGift, makeRing } from "./make.ts";
import { centreOf, enter, leave, type Scenery, swell } from "./scenery.ts";

const SINGLE_STAY_MS = 3_600;

interface Card {
  readonly element: HTMLElement;
  readonly art: HTMLElement;
  readonly counter: HTMLElement;
  readonly ring: SVGSVGElement;
  cancelStay: () => void;
}

/** The place of the cards. */
export class Cards {
  readonly #scenery: Scenery;
  readonly #place: HTMLElement;
  readonly #left: (key: string) => void;
  readonly #byKey = new Map<string, Card>();

  /** `left` is told when a card has gone, so that the next may come. */
  constructor(scenery: Scenery, left: (key: string) => void) {
    this.#scenery = scenery;
    this.#left = left;
    this.#place = make("div", "gs-cards");
    scenery.root.append(this.#place);
  }

  show(entrance: Entrance): void {
    const card = this.#build(entrance);
    this.#byKey.set(entrance.key, card);
    this.#place.append(card.element);
    enter(this.#scenery, card.element, { translate: "-70% 0", scale: 0.7 }, "enter");
    if (!this.#scenery.still()) {
      enter(this.#scenery, card.art, { scale: 0.1, rotate: "-50deg" }, "grand");
      this.#scenery.later(180, () => this.#dust(card, entrance));
    }
    this.#stay(card, entrance);
  }

  grow(entrance: Entrance): void {
    const card = this.#byKey.get(entrance.key);
    if (card === undefined) return;
    card.counter.textContent = `×${formatCount(entrance.total)}`;
    card.counter.style.setProperty("--grown", String(Math.min(1, Math.log10(entrance.total) / 2)));
    swell(this.#scenery, card.counter, 1.5);
    swell(this.#scenery, card.art, 1.14);
    if (entrance.total % 10 === 0) this.#dust(card, entrance);
    this.#stay(card, entrance);
  }

  #build(entrance: Entrance): Card {
    const { gift, sender, total } = entrance;
    const art = makeGift(gift.id, "gs-card-art");
    const counter = make("b", "gs-count", total > 1 ? `×${formatCount(total)}` : "");
    const ring = makeRing();
    const words = make(
      "div",
      "gs-words",
      make("b", "", sender.name),
      make("span", "", `sent ${gift.name}`),
    );
    const combo = make("div", "gs-combo", ring, counter);
    const element = make("div", "gs-card", makeFace(sender), words, art, combo);
    paint(element, gift.id);
    return { element, art, counter, ring, cancelStay: () => undefined };
  }

  #stay(card: Card, { gift, key }: Entrance): void {
    const open = gift.coins <= limits.streakGiftCoinsMax;
    const stayMs = open ? limits.streakGapMs : SINGLE_STAY_MS;
    card.cancelStay();
    card.cancelStay = this.#scenery.later(stayMs, () => void this.#leave(card, key));
    const left = card.ring.querySelector(".gs-ring-left");
    for (const animation of left?.getAnimations() ?? []) animation.cancel();
    left?.animate([{ strokeDashoffset: 0 }, { strokeDashoffset: 1 }], {
      duration: stayMs,
      fill: "forwards",
    });
  }

  async #leave(card: Card, key: string): Promise<void> {
    this.#byKey.delete(key);
    await leave(this.#scenery, card.element, { translate: "-30% 0", scale: 0.92 }, 300);
    this.#left(key);
  }

  #dust(card: Card, { gift }: Entrance): void {
    if (this.#scenery.still()) return;
    const at = centreOf(this.#scenery, card.art);
    const look = { colours: giftPalette(gift.id), lifeMs: 1_000, drag: 2.6, gravity: 160 } as const;
    this.#scenery.particles.burst({ ...at, ...look, count: 20, shape: "dot", speed: 300, size: 8 });
    this.#scenery.particles.burst({
      ...at,
      ...look,
      count: 9,
      shape: "star",
      speed: 210,
      size: 17,
    });
  }
}

/** Puts a gift's colours on an element. */
export function paint(element: HTMLElement, gift: string): void {
  const names = ["--light", "--main", "--deep", "--other"];
  for (const [index, colour] of giftPalette(gift).entries()) {
    element.style.setProperty(names[index] ?? "", colour);
  }
}
