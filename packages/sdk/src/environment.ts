/**
 * What the client needs from the world around it: the network, time and chance. Browsers and Node
 * bring all of it; tests bring their own, so that no test waits.
 */

/** The part of a WebSocket that the link uses. */
export interface SocketLike {
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: { readonly data?: unknown }) => void,
  ): void;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface Environment {
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  readonly openSocket: (url: string, protocol: string) => SocketLike;
  readonly nowMs: () => number;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
  /** Runs the callback later; the answer cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** The environment of a browser or of Node. */
export function realEnvironment(): Environment {
  return {
    fetch: (input, init) => fetch(input, init),
    openSocket: (url, protocol) => new WebSocket(url, protocol),
    nowMs: () => Date.now(),
    random: () => Math.random(),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** Waits; an abort ends the wait at once with the signal's reason. */
export function pause(environment: Environment, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const cancel = environment.after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** A wait with full jitter: anything from nothing up to the doubled limit, so that herds disperse. */
export function jitterMs(
  environment: Environment,
  attempt: number,
  bounds: { readonly firstMs: number; readonly maxMs: number },
): number {
  return environment.random() * Math.min(bounds.maxMs, bounds.firstMs * 2 ** attempt);
}
