/** Large gifts: a ribbon sweeps across, the gift rides on it, the sender is named. */
import { giftPalette } from "../art/palette.ts";
import { formatCount } from "../format.ts";
import { paint } from "./card.ts";
import type { Entrance } from "./entrance.ts";
import { make, makeFace, makeGift } from "./make.ts";
import { centreOf, enter, leave, type Scenery, swell } from "./scenery.ts";

const STAY_MS = 3_800;

/** The place of the ribbons; one at a time. */
export class Banners {
  readonly #scenery: Scenery;
  readonly #left: (key: string) => void;
  #shown: { readonly key: string; readonly counter: HTMLElement } | null = null;

  constructor(scenery: Scenery, left: (key: string) => void) {
    this.#scenery = scenery;
    this.#left = left;
  }

  show(entrance: Entrance): void {
    const { gift, sender, total } = entrance;
    const art = makeGift(gift.id, "gs-banner-art");
    const counter = make("b", "gs-count", total > 1 ? `×${formatCount(total)}` : "");
    const words = make(
      "div",
      "gs-words",
      make("b", "", sender.name),
      make("span", "", `sent ${gift.name}`),
    );
    const ribbon = make("div", "gs-ribbon", make("i", "gs-shine"));
    const line = make("div", "gs-banner-line", makeFace(sender), words, counter);
    const banner = make("div", "gs-banner", ribbon, line, art);
    paint(banner, gift.id);
    this.#scenery.root.append(banner);
    this.#shown = { key: entrance.key, counter };
    enter(this.#scenery, ribbon, { scale: "0 0.3" }, "enter");
    enter(this.#scenery, line, { translate: "-12% 0" }, "enter");
    enter(this.#scenery, art, { translate: "60% 40%", scale: 0.1, rotate: "40deg" }, "grand");
    this.#celebrate(entrance, art);
    this.#scenery.later(STAY_MS, () => void this.#leave(banner, entrance.key));
  }

  grow(entrance: Entrance): void {
    if (this.#shown?.key !== entrance.key) return;
    this.#shown.counter.textContent = `×${formatCount(entrance.total)}`;
    swell(this.#scenery, this.#shown.counter, 1.5);
  }

  #celebrate(entrance: Entrance, art: HTMLElement): void {
    if (this.#scenery.still()) return;
    const colours = giftPalette(entrance.gift.id);
    const look = { colours, drag: 1.9, gravity: 190 } as const;
    for (const delayMs of [480, 1_050, 1_700]) {
      this.#scenery.later(delayMs, () => {
        const at = centreOf(this.#scenery, art);
        const dust = this.#scenery.particles;
        dust.burst({
          ...at,
          ...look,
          count: 34,
          shape: "dot",
          speed: 460,
          size: 8,
          lifeMs: 1_500,
          around: 30,
        });
        dust.burst({
          ...at,
          ...look,
          count: 12,
          shape: "star",
          speed: 340,
          size: 22,
          lifeMs: 1_300,
          around: 60,
        });
      });
    }
  }

  async #leave(banner: HTMLElement, key: string): Promise<void> {
    this.#shown = null;
    await leave(this.#scenery, banner, { translate: "6% 0" }, 380);
    this.#left(key);
  }
}
