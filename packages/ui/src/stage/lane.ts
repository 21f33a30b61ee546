/**
 * A lane decides who may enter when: so many at once, so many waiting, and what happens to the rest.
 *
 * Pure bookkeeping without time: the stage says when one has left. Nothing is dropped in silence:
 * what does not fit is spilled, and the stage lets it join the small gifts' counter.
 */
import { type Entrance, merge } from "./entrance.ts";

export interface LaneLimits {
  /** Shown at the same time. */
  readonly slots: number;
  /** Waiting; beyond it the lane spills. */
  readonly waitingMax: number;
}

export type Verdict =
  | { readonly verdict: "enter" | "grow"; readonly entrance: Entrance }
  | { readonly verdict: "wait" | "spill" };

/** A lane of the stage. */
export class Lane {
  readonly #limits: LaneLimits;
  readonly #shown = new Map<string, Entrance>();
  readonly #waiting = new Map<string, Entrance>();

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  /** A new entrance: it enters, makes one on stage grow, waits, or spills. */
  offer(entrance: Entrance): Verdict {
    const shown = this.#shown.get(entrance.key);
    if (shown !== undefined) {
      const grown = merge(shown, entrance);
      this.#shown.set(entrance.key, grown);
      return { verdict: "grow", entrance: grown };
    }
    const waiting = this.#waiting.get(entrance.key);
    if (waiting !== undefined) {
      this.#waiting.set(entrance.key, merge(waiting, entrance));
      return { verdict: "wait" };
    }
    if (this.#shown.size < this.#limits.slots) {
      this.#shown.set(entrance.key, entrance);
      return { verdict: "enter", entrance };
    }
    if (this.#waiting.size >= this.#limits.waitingMax) return { verdict: "spill" };
    this.#waiting.set(entrance.key, entrance);
    return { verdict: "wait" };
  }

  /** One has left the stage; answers the next, which is then on it. */
  leave(key: string): Entrance | null {
    this.#shown.delete(key);
    if (this.#shown.size >= this.#limits.slots) return null;
    const next = this.#waiting.values().next();
    if (next.done === true) return null;
    this.#waiting.delete(next.value.key);
    this.#shown.set(next.value.key, next.value);
    return next.value;
  }

  /** Forgets everyone. */
  clear(): void {
    this.#shown.clear();
    this.#waiting.clear();
  }
}
