/** One WebSocket as the rooms and the heartbeat see it. */
import { type Clock, closeCodes, type Pulse, type RoomHub, type Session } from "@largesse/realtime";
import type { WebSocket } from "ws";

/** How long a polite close may take before the connection is cut: a stalled one never answers. */
const CLOSE_MS = 2_000;

export class SocketSession implements Session, Pulse {
  readonly framing = "socket";
  readonly counted = true;
  /** The token of the last good hello; null for a guest, undefined before any hello. */
  token: string | null | undefined = undefined;
  personId: string | null = null;
  tokenExpiresAtMs: number | null = null;
  readonly #socket: WebSocket;
  readonly #hub: RoomHub;
  readonly #clock: Clock;
  #heardAtMs: number;

  constructor(socket: WebSocket, hub: RoomHub, clock: Clock) {
    this.#socket = socket;
    this.#hub = hub;
    this.#clock = clock;
    this.#heardAtMs = clock.now();
  }

  send(bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(bytes, { binary: false });
  }

  bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.#clock.after(CLOSE_MS, () => this.#socket.terminate());
  }

  heard(): void {
    this.#heardAtMs = this.#clock.now();
  }

  ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  heardAtMs(): number {
    return this.#heardAtMs;
  }

  expiresAtMs(): number | null {
    return this.tokenExpiresAtMs;
  }

  onSilent(): void {
    this.#hub.leaveAll(this);
    // Nobody is there to say goodbye to.
    this.#socket.terminate();
  }

  onExpired(): void {
    this.#hub.letGo(this, closeCodes.policy, "token_expired");
  }
}
