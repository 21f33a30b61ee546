/**
 * A whole hour from minutes that had something in them: the server names only those, a plot needs
 * every one, or a quiet quarter of an hour would look like a slope.
 */

const MINUTE_MS = 60_000;

export interface Minutes {
  /** Starts of minutes in Unix seconds, oldest first: what uPlot takes as x. */
  readonly startsS: readonly number[];
  readonly amounts: readonly number[];
}

/** The last `minutes` minutes up to `nowMs`; minutes that are not named had nothing. */
export function wholeMinutes<T extends { readonly at: string }>(
  named: readonly T[],
  amountOf: (minute: T) => number,
  { nowMs, minutes = 60 }: { readonly nowMs: number; readonly minutes?: number },
): Minutes {
  const lastMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const amountByStart = new Map<number, number>();
  for (const minute of named) {
    const start = Math.floor(Date.parse(minute.at) / MINUTE_MS) * MINUTE_MS;
    amountByStart.set(start, (amountByStart.get(start) ?? 0) + amountOf(minute));
  }
  const startsMs = Array.from(
    { length: minutes },
    (_, index) => lastMs - (minutes - 1 - index) * MINUTE_MS,
  );
  return {
    startsS: startsMs.map((startMs) => startMs / 1000),
    amounts: startsMs.map((startMs) => amountByStart.get(startMs) ?? 0),
  };
}
