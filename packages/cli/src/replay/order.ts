/** In which order the sendings of a plan are played, and how often each. */

export type PlayOrder = "recorded" | "reversed" | "shuffled";

/** The list in another order, each item so many times; the same seed shuffles the same way. */
export function arrange<T>(
  items: readonly T[],
  how: { readonly order: PlayOrder; readonly copies: number; readonly seedNumber: number },
): T[] {
  const list = items.flatMap((item) => Array<T>(how.copies).fill(item));
  if (how.order === "reversed") return list.reverse();
  if (how.order === "shuffled") return shuffle(list, how.seedNumber);
  return list;
}

/** Fisher and Yates, with a small generator of our own so that a run can be repeated. */
function shuffle<T>(list: T[], seedNumber: number): T[] {
  let state = seedNumber >>> 0;
  for (let last = list.length - 1; last > 0; last--) {
    // Numerical Recipes' linear congruential generator; its high bits are good enough for an order.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (last + 1));
    const held = list[last] as T;
    list[last] = list[other] as T;
    list[other] = held;
  }
  return list;
}
