/** Chance that can be repeated: the same number begins the same world. */

export class Dice {
  #state: number;

  constructor(seedNumber: number) {
    this.#state = seedNumber >>> 0;
  }

  /** From 0 up to, and without, 1 (mulberry32, public domain). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new Error("there is nothing to pick from");
    return one;
  }

  /** Picks by weight: twice the weight, twice as often. */
  pickWeighted<T>(list: readonly T[], weightOf: (item: T) => number): T {
    let left = this.next() * list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    return this.pick(list);
  }

  /** The pause until the next thing of a Poisson process. */
  exponentialMs(meanMs: number): number {
    return -Math.log(1 - this.next()) * meanMs;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}

/** Deals every item once before it deals any again, so that a chat does not repeat itself soon. */
export class Deck<T> {
  readonly #items: readonly T[];
  readonly #dice: Dice;
  #left: T[] = [];

  constructor(items: readonly T[], dice: Dice) {
    this.#items = items;
    this.#dice = dice;
  }

  deal(): T {
    if (this.#left.length === 0) this.#left = this.#dice.shuffled(this.#items);
    return this.#left.pop() ?? this.#dice.pick(this.#items);
  }
}
