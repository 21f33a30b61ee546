/**
 * The newest events of one room, in order and without gaps, ready to be sent.
 *
 * It answers most resumes without the database. Its head is the last event this node knows of;
 * whatever arrives must be the next one, or it says how it does not fit.
 */
import type { RoomEvent } from "@largesse/protocol";
import { type EncodedEvent, encodeEvent } from "./framing.ts";

export class RecentEvents {
  readonly epoch: string;
  readonly #kept: number;
  #head: number;
  #events: EncodedEvent[] = [];

  constructor(epoch: string, head: number, kept: number) {
    this.epoch = epoch;
    this.#head = head;
    this.#kept = kept;
  }

  get head(): number {
    return this.#head;
  }

  /** Takes the next event; "known" was here already, "gap" and "epoch" need the database. */
  accept(event: RoomEvent): "next" | "known" | "gap" | "epoch" {
    if (event.epoch !== this.epoch) return "epoch";
    if (event.seq <= this.#head) return "known";
    if (event.seq > this.#head + 1) return "gap";
    this.#events.push(encodeEvent(event));
    this.#head = event.seq;
    // Cut at twice the number kept, so that the copying costs one move an event.
    if (this.#events.length >= 2 * this.#kept) this.#events = this.#events.slice(-this.#kept);
    return "next";
  }

  /** Up to `limit` events after a position, or null when they are no longer (or not yet) here. */
  since(position: number, limit: number): EncodedEvent[] | null {
    const start = position - (this.#head - this.#events.length);
    if (start < 0) return null;
    return this.#events.slice(start, start + limit);
  }
}
