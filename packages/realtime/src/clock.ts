/**
 * Time as the room sees it: what o'clock it is, and "call me later".
 *
 * It comes through the constructor, so that a test moves time by hand and never waits for it.
 */
export interface Clock {
  now(): number;
  /** Calls `work` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, work: () => void): () => void;
}

/** The clock of the machine. Its timers never keep a stopping process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
