/**
 * One stream's room on this node: who reads it, and how far each has come.
 *
 * Every member has a position, the last event they were sent. A flush gives everyone what lies
 * between their position and the room's head; members at the same position share the same bytes.
 * A position that memory no longer covers is read from the database, page by page and only as fast
 * as the reader takes it.
 */
import type { RoomEvent, Stream } from "@largesse/protocol";
import { encodeEvent, frameEvents, frameResync, frameStats } from "./framing.ts";
import type { RecentEvents } from "./recent-events.ts";
import type { Session } from "./session.ts";

/** Some events of a room, with where the room stands. */
export interface EventSlice {
  readonly events: readonly RoomEvent[];
  readonly head: number;
  readonly epoch: string;
}

export interface RoomOptions {
  /** Most bytes that may wait for one session. */
  readonly sessionBytesMax: number;
  readonly loadAfter: (position: number) => Promise<EventSlice>;
  /** The reader takes too little, too late. */
  readonly onTooSlow: (session: Session) => void;
  /** Reading history failed; the members behind are tried again with the next poll. */
  readonly onFault: (fault: unknown) => void;
  /** Somebody still has something to get: flush again with the next tick. */
  readonly onUnfinished: () => void;
}

interface Member {
  position: number;
  /** Reads history: paced by their own speed and not let go for being behind. */
  catchingUp: boolean;
  loading: boolean;
}

/** Events of one write to one session: a page of history is about 200 kB. */
const EVENTS_A_WRITE = 500;

export class StreamRoom {
  readonly stream: string;
  readonly #options: RoomOptions;
  readonly #members = new Map<Session, Member>();
  #recent: RecentEvents;
  #statsViewers = -1;

  constructor(stream: string, recent: RecentEvents, options: RoomOptions) {
    this.stream = stream;
    this.#recent = recent;
    this.#options = options;
  }

  get recent(): RecentEvents {
    return this.#recent;
  }

  get size(): number {
    return this.#members.size;
  }

  viewers(): number {
    let viewers = 0;
    for (const session of this.#members.keys()) if (session.counted) viewers++;
    return viewers;
  }

  /** From now on the session gets every event after `position`. */
  add(session: Session, position: number, catchingUp: boolean): void {
    this.#members.set(session, { position, catchingUp, loading: false });
  }

  remove(session: Session): void {
    this.#members.delete(session);
  }

  sessions(): Session[] {
    return [...this.#members.keys()];
  }

  /** Sends everyone what they lack. */
  flush(): void {
    const shared = new Map<string, Buffer>();
    for (const [session, member] of this.#members) this.#serve(session, member, shared);
  }

  #serve(session: Session, member: Member, shared: Map<string, Buffer>): void {
    const head = this.#recent.head;
    if (member.position >= head) {
      member.catchingUp = false;
      return;
    }
    if (member.loading) return;
    if (member.catchingUp && session.bufferedBytes() > this.#options.sessionBytesMax / 2) {
      this.#options.onUnfinished();
      return;
    }
    const name = `${session.framing} ${member.position}`;
    let bytes = shared.get(name);
    if (bytes === undefined) {
      const events = this.#recent.since(member.position, EVENTS_A_WRITE);
      if (events === null) {
        void this.#replay(session, member);
        return;
      }
      bytes = frameEvents(session.framing, events);
      shared.set(name, bytes);
    }
    member.position = Math.min(member.position + EVENTS_A_WRITE, head);
    this.#send(session, member, bytes);
    if (member.position < head) this.#options.onUnfinished();
  }

  #send(session: Session, member: Member, bytes: Buffer): void {
    const waiting = session.bufferedBytes();
    if (!member.catchingUp && waiting + bytes.length > this.#options.sessionBytesMax) {
      this.#options.onTooSlow(session);
      return;
    }
    session.send(bytes);
  }

  async #replay(session: Session, member: Member): Promise<void> {
    member.loading = true;
    member.catchingUp = true;
    const { epoch } = this.#recent;
    try {
      const page = await this.#options.loadAfter(member.position);
      // Gone, joined anew, or the room was renumbered meanwhile: this page is of no use.
      if (this.#members.get(session) !== member || page.epoch !== epoch) return;
      const last = page.events.at(-1);
      if (last === undefined) return;
      session.send(frameEvents(session.framing, page.events.map(encodeEvent)));
      member.position = last.seq;
      this.#options.onUnfinished();
    } catch (fault) {
      this.#options.onFault(fault);
    } finally {
      member.loading = false;
    }
  }

  /** The numbering changed: everyone forgets what they had and starts from the snapshot. */
  restart(snapshot: Stream, recent: readonly RoomEvent[], events: RecentEvents): void {
    this.#recent = events;
    for (const session of this.#members.keys()) this.resync(session, snapshot, recent);
  }

  /** One session starts over from the snapshot. */
  resync(session: Session, snapshot: Stream, recent: readonly RoomEvent[]): void {
    this.add(session, snapshot.seq, false);
    session.send(frameResync(session.framing, snapshot, recent));
  }

  /** Tells the number of viewers, when it changed since the last time. */
  tellStats(): void {
    const viewers = this.viewers();
    if (viewers === this.#statsViewers) return;
    this.#statsViewers = viewers;
    const shared = new Map<string, Buffer>();
    for (const [session, member] of this.#members) {
      const bytes =
        shared.get(session.framing) ??
        frameStats(session.framing, { stream: this.stream, viewers });
      shared.set(session.framing, bytes);
      this.#send(session, member, bytes);
    }
  }
}
