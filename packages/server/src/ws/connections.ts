/** The open connections of this node, sockets and event streams alike: counted, and told goodbye. */
import { closeCodes, type RoomHub, type Session } from "@largesse/realtime";

/** Spread over this, so that a restart is not followed by everyone at once. */
const RETURN_WITHIN_MS = 3_000;

export class Connections {
  readonly #max: number;
  readonly #sessions = new Set<Session>();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#sessions.size;
  }

  isFull(): boolean {
    return this.#sessions.size >= this.#max;
  }

  add(session: Session): void {
    this.#sessions.add(session);
  }

  remove(session: Session): void {
    this.#sessions.delete(session);
  }

  /** Ends them all, each with a moment of its own to come back. */
  sayGoodbye(hub: RoomHub): void {
    for (const session of this.#sessions) {
      const retryMs = 250 + Math.floor(Math.random() * RETURN_WITHIN_MS);
      hub.letGo(session, closeCodes.restarting, "restarting", retryMs);
    }
  }
}
