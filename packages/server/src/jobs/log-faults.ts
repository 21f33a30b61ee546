/** Logs a fault that comes again each second once, and its end: a log must survive an outage too. */
import type { Log } from "../log.ts";

/** The same fault is told again after this. */
const AGAIN_MS = 60_000;

export function faultLogger(
  log: Log,
  clock: () => number,
): (says: string) => (fault: unknown) => void {
  const toldAtMs = new Map<string, number>();
  return (says) => (fault) => {
    const nowMs = clock();
    if (nowMs - (toldAtMs.get(says) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    toldAtMs.set(says, nowMs);
    log.error({ err: fault }, says);
  };
}
