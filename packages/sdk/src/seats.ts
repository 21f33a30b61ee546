/**
 * Where the client sits: the rooms it has joined, and how far each listener has heard.
 *
 * Every listener hears each event of its room once and in order, whatever the socket repeats after
 * a reconnection or leaves out: a number at or below its position is dropped, a gap is asked for.
 */
import type { Problem, RoomEvent, RoomStats, Stream } from "@largesse/protocol";

/** The last event that a reader has seen, and the numbering it belongs to. */
export interface Position {
  readonly after: number;
  readonly epoch: string;
}

export interface RoomListener {
  /** The room as it is now; events up to its `seq` may still follow. */
  readonly onJoined: (stream: Stream) => void;
  readonly onEvent: (event: RoomEvent) => void;
  /** The position was too old: forget what was heard and go on from here. */
  readonly onResync: (snapshot: Stream, recent: readonly RoomEvent[]) => void;
  readonly onStats: (stats: RoomStats) => void;
  readonly onRefused: (problem: Problem) => void;
}

interface Seat {
  readonly stream: string;
  readonly listener: RoomListener;
  after: number;
  epoch: string;
}

export class Seats {
  readonly #byStream = new Map<string, Set<Seat>>();
  /** Asks for a gap once, until the room has been joined again. */
  readonly #asked = new Set<string>();
  readonly #askFor: (stream: string) => void;

  constructor(askFor: (stream: string) => void) {
    this.#askFor = askFor;
  }

  /** Takes a seat; the answer leaves it and tells whether the room is empty now. */
  take(stream: string, position: Position, listener: RoomListener): () => boolean {
    const seat: Seat = { stream, listener, ...position };
    const seats = this.#byStream.get(stream) ?? new Set();
    this.#byStream.set(stream, seats.add(seat));
    return () => {
      if (!seats.delete(seat) || seats.size > 0) return false;
      return this.#byStream.delete(stream);
    };
  }

  streams(): string[] {
    return [...this.#byStream.keys()];
  }

  /** From where the room must be replayed so that no listener misses anything. */
  positionOf(stream: string): Position | null {
    let earliest: Seat | null = null;
    for (const seat of this.#seatsOf(stream)) {
      if (earliest === null || seat.after < earliest.after) earliest = seat;
    }
    return earliest && { after: earliest.after, epoch: earliest.epoch };
  }

  handleJoined(stream: string, joined: Stream): void {
    this.#asked.delete(stream);
    for (const seat of this.#seatsOf(stream)) seat.listener.onJoined(joined);
  }

  handleRefused(stream: string, problem: Problem): void {
    this.#asked.delete(stream);
    for (const seat of this.#seatsOf(stream)) seat.listener.onRefused(problem);
  }

  handleEvent(event: RoomEvent): void {
    for (const seat of this.#seatsOf(event.stream)) {
      if (event.epoch === seat.epoch && event.seq <= seat.after) continue;
      if (event.epoch === seat.epoch && event.seq === seat.after + 1) {
        seat.after = event.seq;
        seat.listener.onEvent(event);
      } else this.#ask(event.stream);
    }
  }

  handleStats(stats: RoomStats): void {
    for (const seat of this.#seatsOf(stats.stream)) seat.listener.onStats(stats);
  }

  handleResync(stream: string, snapshot: Stream, recent: readonly RoomEvent[]): void {
    this.#asked.delete(stream);
    for (const seat of this.#seatsOf(stream)) {
      seat.after = snapshot.seq;
      seat.epoch = snapshot.epoch;
      seat.listener.onResync(snapshot, recent);
    }
  }

  /** A new connection knows nothing of what the old one was asked. */
  handleReconnected(): void {
    this.#asked.clear();
  }

  #ask(stream: string): void {
    if (this.#asked.has(stream)) return;
    this.#asked.add(stream);
    this.#askFor(stream);
  }

  #seatsOf(stream: string): Iterable<Seat> {
    return [...(this.#byStream.get(stream) ?? [])];
  }
}
