/**
 * The ribbon at the foot of the picture: who gave most in this stream, and the latest gifts.
 *
 * It moves by transforms and opacity alone, so that a busy encoder does not drop frames; a chip that
 * stays is moved and not made anew. Text is always set as text.
 */
import { formatCount } from "@largesse/ui";
import { giftUrl } from "@largesse/ui/art";
import { type Latest, type Supporters, topOf } from "./supporters.ts";

const ENTER_MS = 420;
const MOVE_MS = 420;
const SWELL_MS = 260;
/** At most eight drawings a second: a flood of gifts costs the ribbon no more than a trickle. */
const DRAW_EVERY_MS = 120;
const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";

export class Ribbon {
  readonly #element: HTMLElement;
  readonly #top = part("div", "top");
  readonly #chips = part("ol", "chips");
  readonly #chipByKey = new Map<string, HTMLElement>();
  readonly #isStill: () => boolean;
  #next: Supporters | null = null;

  /** `isStill` says whether motion is unwanted: then things fade. */
  constructor(element: HTMLElement, isStill: () => boolean) {
    this.#element = element;
    this.#isStill = isStill;
    element.append(this.#top, this.#chips);
  }

  /** Shows what there is, in a moment; an empty memory shows nothing at all. */
  show(supporters: Supporters): void {
    if (this.#next === null) setTimeout(() => this.#drawNext(), DRAW_EVERY_MS);
    this.#next = supporters;
  }

  hide(): void {
    this.#next = null;
    this.#element.classList.remove("is-shown");
  }

  #drawNext(): void {
    if (this.#next !== null) this.#draw(this.#next);
    this.#next = null;
  }

  #draw(supporters: Supporters): void {
    const top = topOf(supporters);
    this.#element.classList.toggle("is-shown", top !== null || supporters.latest.length > 0);
    this.#top.classList.toggle("is-shown", top !== null);
    if (top !== null) this.#showTop(top.name, top.coins);
    this.#showLatest(supporters.latest);
  }

  #showTop(name: string, coins: number): void {
    const text = `${name}\n${coins}`;
    if (this.#top.dataset.text === text) return;
    this.#top.dataset.text = text;
    const amount = part("span", "coins", formatCount(coins));
    amount.append(part("i", "coin"));
    this.#top.replaceChildren(
      part("i", "crown"),
      part("small", "", "Top supporter"),
      part("b", "", name),
      amount,
    );
  }

  #showLatest(latest: readonly Latest[]): void {
    const before = this.#places();
    const keys = new Set(latest.map((entry) => entry.key));
    for (const [key, chip] of this.#chipByKey) {
      if (!keys.has(key)) {
        chip.remove();
        this.#chipByKey.delete(key);
      }
    }
    const chips = latest.map((entry) => this.#chipFor(entry));
    chips.forEach((chip, index) => {
      const there = this.#chips.children[index];
      if (there !== chip) this.#chips.insertBefore(chip, there ?? null);
    });
    // All places are read before anything moves: one layout for the whole line.
    const after = this.#places();
    for (const chip of chips) this.#move(chip, before.get(chip), after.get(chip) ?? 0);
  }

  #chipFor(entry: Latest): HTMLElement {
    const known = this.#chipByKey.get(entry.key);
    const count = entry.count > 1 ? `×${formatCount(entry.count)}` : "";
    if (known !== undefined) {
      const counter = known.querySelector<HTMLElement>(".count");
      if (counter !== null && counter.textContent !== count) {
        counter.textContent = count;
        this.#animate(counter, [{ scale: 1.5 }, { scale: 1 }], SWELL_MS);
      }
      return known;
    }
    const art = document.createElement("img");
    art.src = giftUrl(entry.gift);
    art.alt = entry.giftName;
    const chip = part("li", "chip");
    chip.append(art, part("b", "", entry.name), part("span", "count", count));
    this.#chipByKey.set(entry.key, chip);
    return chip;
  }

  #places(): Map<HTMLElement, number> {
    return new Map([...this.#chipByKey.values()].map((chip) => [chip, chip.offsetLeft]));
  }

  #move(chip: HTMLElement, leftBefore: number | undefined, left: number): void {
    if (leftBefore === undefined) {
      this.#animate(
        chip,
        [
          { opacity: 0, translate: "-24px 0" },
          { opacity: 1, translate: "0 0" },
        ],
        ENTER_MS,
      );
      return;
    }
    const shiftPx = leftBefore - left;
    if (shiftPx !== 0)
      this.#animate(chip, [{ translate: `${shiftPx}px 0` }, { translate: "0 0" }], MOVE_MS);
  }

  #animate(element: HTMLElement, frames: Keyframe[], duration: number): void {
    const shown = this.#isStill() ? frames.map(({ opacity = 1 }) => ({ opacity })) : frames;
    element.animate(shown, { duration, easing: EASE });
  }
}

function part(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.textContent = text;
  return element;
}
