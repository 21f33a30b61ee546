/**
 * Great gifts take the stage: the light dims, rays turn, the gift enters, the sender is named in
 * full, and after four and a half seconds the room is itself again.
 */
import { giftPalette } from "../art/palette.ts";
import { formatCount } from "../format.ts";
import { paint } from "./card.ts";
import { type Choreography, choreographyOf } from "./choreography.ts";
import { arrivalOf, dustOf } from "./dust.ts";
import type { Entrance } from "./entrance.ts";
import { make, makeFace, makeGift } from "./make.ts";
import { centreOf, enter, leave, type Scenery, swell } from "./scenery.ts";

const STAY_MS = 4_400;
const DUST_EVERY_MS = 150;
const FADE_MS = 420;
/** When every choreography has brought its gift to the middle. */
const ARRIVAL_MS = 620;

/** The stage for one gift at a time. */
export class Grand {
  readonly #scenery: Scenery;
  readonly #left: (key: string) => void;
  #shown: { readonly key: string; readonly counter: HTMLElement } | null = null;

  constructor(scenery: Scenery, left: (key: string) => void) {
    this.#scenery = scenery;
    this.#left = left;
  }

  show(entrance: Entrance): void {
    const { gift, sender, total } = entrance;
    const moves = choreographyOf(gift.id);
    const art = makeGift(gift.id, "gs-grand-art");
    const spirit = make("div", "gs-spirit", art);
    const counter = make("b", "gs-count", total > 1 ? `×${formatCount(total)}` : "");
    const title = make("div", "gs-grand-title", make("b", "", gift.name), counter);
    const by = make("div", "gs-grand-by", makeFace(sender), make("span", "", sender.name));
    const light = make("div", "gs-light", make("i", "gs-rays"), make("i", "gs-glow"));
    const act = make(
      "div",
      "gs-grand",
      make("i", "gs-dim"),
      light,
      spirit,
      make("div", "gs-plate", by, title),
    );
    act.dataset.gift = gift.id;
    paint(act, gift.id);
    this.#scenery.root.prepend(act);
    this.#shown = { key: entrance.key, counter };
    this.#enter(act, light, spirit);
    enter(this.#scenery, art, moves.from, "grand");
    this.#hold(art, moves);
    this.#dust(art, gift.id, moves);
    this.#scenery.later(STAY_MS, () => void this.#leave(act, art, { key: entrance.key, moves }));
  }

  grow(entrance: Entrance): void {
    if (this.#shown?.key !== entrance.key) return;
    this.#shown.counter.textContent = `×${formatCount(entrance.total)}`;
    swell(this.#scenery, this.#shown.counter, 1.4);
  }

  #enter(act: HTMLElement, light: HTMLElement, spirit: HTMLElement): void {
    act.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS, easing: "ease-out" });
    const plate = act.querySelector<HTMLElement>(".gs-plate");
    if (plate !== null) enter(this.#scenery, plate, { translate: "0 60%", scale: 0.85 }, "grand");
    if (this.#scenery.still()) return;
    light.animate([{ scale: 0.2 }, { scale: 1 }], {
      duration: 900,
      easing: "cubic-bezier(0.16, 1, 0.3, 1)",
    });
    spirit.animate([{ filter: "brightness(1.5)" }, { filter: "brightness(1)" }], { duration: 900 });
  }

  #hold(art: HTMLElement, moves: Choreography): void {
    if (this.#scenery.still()) return;
    art.parentElement?.animate([...moves.hold], {
      duration: moves.holdMs,
      iterations: Number.POSITIVE_INFINITY,
      direction: "alternate",
      easing: "ease-in-out",
    });
  }

  /** Confetti where the gift has come to stand, then the steady dust of its kind. */
  #dust(art: HTMLElement, gift: string, moves: Choreography): void {
    if (this.#scenery.still()) return;
    const colours = giftPalette(gift);
    const middle = art.parentElement ?? art;
    this.#scenery.later(ARRIVAL_MS, () => {
      for (const burst of arrivalOf({ ...centreOf(this.#scenery, middle), colours })) {
        this.#scenery.particles.burst(burst);
      }
    });
    for (let atMs = 300; atMs < STAY_MS - 300; atMs += DUST_EVERY_MS) {
      this.#scenery.later(atMs, () => {
        const size = middle.getBoundingClientRect().width;
        const at = centreOf(this.#scenery, art);
        this.#scenery.particles.burst(dustOf(moves.dust, { ...at, size, colours }));
      });
    }
  }

  async #leave(
    act: HTMLElement,
    art: HTMLElement,
    { key, moves }: { readonly key: string; readonly moves: Choreography },
  ): Promise<void> {
    this.#shown = null;
    if (!this.#scenery.still()) {
      art.animate([{}, moves.to], {
        duration: 620,
        easing: "cubic-bezier(0.6, 0, 0.9, 0.4)",
        fill: "forwards",
      });
    }
    await leave(this.#scenery, act, {}, 620);
    this.#left(key);
  }
}
