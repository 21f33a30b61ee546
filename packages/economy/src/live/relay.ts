/**
 * The relay hands committed events on in the order of their numbers, room by room.
 *
 * Commits answer on several connections, so the process may hear of event 8 before it hears of 7.
 * Whatever is missing in between is committed already (numbers are taken under the room's lock), so it
 * is read from the database, and the room waits for it. Rules: docs/spec/live.md, L3.
 */
import { limits, type RoomEvent } from "@largesse/protocol";

export interface RelayOptions {
  readonly loadAfter: (stream: string, after: number, limit: number) => Promise<RoomEvent[]>;
  readonly emit: (events: RoomEvent[]) => void;
  readonly onFault: (fault: unknown) => void;
}

interface Room {
  /** The last number handed on. */
  last: number;
  /** Heard of while something before them is missing. */
  waiting: RoomEvent[];
  filling: boolean;
}

export class Relay {
  readonly #options: RelayOptions;
  readonly #roomByStream = new Map<string, Room>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  publish(events: readonly RoomEvent[]): void {
    for (const [stream, heard] of Map.groupBy(events, (event) => event.stream)) {
      const room = this.#roomOf(stream, heard);
      room.waiting.push(...heard);
      room.waiting.sort((a, b) => a.seq - b.seq);
      if (!room.filling) this.#advance(stream, room);
    }
  }

  /** Resolves when every gap that was being filled is filled. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** A room heard of for the first time begins with what was heard. */
  #roomOf(stream: string, heard: readonly RoomEvent[]): Room {
    const known = this.#roomByStream.get(stream);
    if (known !== undefined) return known;
    const first = Math.min(...heard.map(({ seq }) => seq));
    const room = { last: first - 1, waiting: [], filling: false };
    this.#roomByStream.set(stream, room);
    for (const oldest of this.#roomByStream.keys()) {
      if (this.#roomByStream.size <= limits.roomsKept) break;
      this.#roomByStream.delete(oldest);
    }
    return room;
  }

  /** Hands on what follows without a gap; a gap is filled first. */
  #advance(stream: string, room: Room): void {
    const ready: RoomEvent[] = [];
    while (room.waiting[0] !== undefined && room.waiting[0].seq <= room.last + 1) {
      const [event] = room.waiting.splice(0, 1);
      // One that was read from the database to fill a gap may be told of once more.
      if (event === undefined || event.seq <= room.last) continue;
      room.last = event.seq;
      ready.push(event);
    }
    if (ready.length > 0) this.#options.emit(ready);
    const next = room.waiting[0];
    if (next !== undefined) this.#fill(stream, room, next.seq);
  }

  #fill(stream: string, room: Room, nextSeq: number): void {
    room.filling = true;
    const filling = this.#options
      .loadAfter(stream, room.last, nextSeq - room.last - 1)
      .then((missing) => {
        room.waiting.unshift(...missing);
        if (missing.length === 0)
          throw new Error(`events before ${nextSeq} of ${stream} are missing`);
      })
      .catch((fault: unknown) => {
        // Readers find the gap by its numbers and read it themselves; the room must not stand still.
        room.last = nextSeq - 1;
        this.#options.onFault(fault);
      })
      .finally(() => {
        room.filling = false;
        this.#underWay.delete(filling);
        this.#advance(stream, room);
      });
    this.#underWay.add(filling);
  }
}
