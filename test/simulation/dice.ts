/**
 * Chance that can be repeated: the same seed always throws the same numbers.
 *
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand, public domain), seeded from a text by
 * FNV-1a, so that a failing world can be called back by its name alone.
 */
export interface Dice {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True about `percent` times in a hundred. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, by weight. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** Dice of their own, so that adding a throw here does not change what happens there. */
  fork(name: string): Dice;
}

/** Dice from a seed: any text, for example a number. */
export function createDice(seed: string): Dice {
  const next = sfc32(seed);
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    const value = list[int(0, list.length - 1)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  return {
    int,
    pick,
    chance: (percent) => next() * 100 < percent,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(choices)[1];
    },
    shuffle: (list) => {
      const rest = [...list];
      return list.map(() => rest.splice(int(0, rest.length - 1), 1)[0] as (typeof rest)[number]);
    },
    fork: (name) => createDice(`${seed}/${name}`),
  };
}

function sfc32(seed: string): () => number {
  let hash = 0x811c9dc5;
  const state = [0, 0, 0, 1];
  for (let lane = 0; lane < 3; lane++) {
    for (const letter of `${lane}:${seed}`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
    state[lane] = hash | 0;
  }
  let [a = 0, b = 0, c = 0, d = 1] = state;
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 15; warm++) next();
  return next;
}
