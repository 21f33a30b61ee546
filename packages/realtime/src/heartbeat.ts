/**
 * Keeps connections alive and notices the dead ones.
 *
 * Proxies close what is silent for a minute, and a phone that lost its network says nothing: so each
 * session is pinged, and one that answers to pings is let go when it has been silent too long. A
 * session that stands on a token ends when the token does.
 */
import type { Clock } from "./clock.ts";

export interface Pulse {
  ping(): void;
  /** When it was last heard; null when the transport cannot tell, as with server-sent events. */
  heardAtMs(): number | null;
  /** When its token ends; null for a guest. */
  expiresAtMs(): number | null;
  onSilent(): void;
  onExpired(): void;
}

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly heartbeatMs: number;
  readonly silenceMs: number;
}

/** Tokens end to the second; pings are spread over the sessions by when each was added. */
const LOOK_EVERY_MS = 1_000;

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #pingAtMs = new Map<Pulse, number>();
  #cancel: () => void;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#cancel = this.#lookLater();
  }

  add(pulse: Pulse): void {
    this.#pingAtMs.set(pulse, this.#options.clock.now() + this.#options.heartbeatMs);
  }

  remove(pulse: Pulse): void {
    this.#pingAtMs.delete(pulse);
  }

  stop(): void {
    this.#cancel();
    this.#pingAtMs.clear();
  }

  #lookLater(): () => void {
    return this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.#cancel = this.#lookLater();
      this.#look();
    });
  }

  #look(): void {
    const nowMs = this.#options.clock.now();
    const { heartbeatMs, silenceMs } = this.#options;
    for (const [pulse, pingAtMs] of this.#pingAtMs) {
      const heardAtMs = pulse.heardAtMs();
      const expiresAtMs = pulse.expiresAtMs();
      if (expiresAtMs !== null && expiresAtMs <= nowMs) pulse.onExpired();
      else if (heardAtMs !== null && nowMs - heardAtMs > silenceMs) pulse.onSilent();
      else if (pingAtMs <= nowMs) {
        this.#pingAtMs.set(pulse, nowMs + heartbeatMs);
        pulse.ping();
      }
    }
  }
}
