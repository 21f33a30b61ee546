/**
 * So many requests in a window from one principal: a person by their token, anyone else by address.
 *
 * Windows are fixed and begin with the first request, so the headers can say exactly when the next
 * one begins. The book of windows is bounded; when it is full, old windows go first.
 */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

const MINUTE_MS = 60_000;
/** Principals at once: about 100 bytes each. */
const PRINCIPALS_MAX = 100_000;

export class RateWindow {
  readonly #limit: number;
  readonly #clock: () => number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, { used: number; endsAtMs: number }>();

  constructor(limit: number, clock: () => number, windowMs = MINUTE_MS) {
    this.#limit = limit;
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  take(principal: string): RateState {
    const nowMs = this.#clock();
    let window = this.#windows.get(principal);
    if (!window || window.endsAtMs <= nowMs) {
      this.#windows.delete(principal);
      window = { used: 0, endsAtMs: nowMs + this.#windowMs };
      this.#windows.set(principal, window);
      this.#forgetOldest();
    }
    window.used++;
    return {
      allowed: window.used <= this.#limit,
      limit: this.#limit,
      remaining: Math.max(0, this.#limit - window.used),
      resetSeconds: Math.max(1, Math.ceil((window.endsAtMs - nowMs) / 1_000)),
    };
  }

  #forgetOldest(): void {
    if (this.#windows.size <= PRINCIPALS_MAX) return;
    for (const oldest of this.#windows.keys()) {
      this.#windows.delete(oldest);
      return;
    }
  }
}
