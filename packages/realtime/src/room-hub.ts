/**
 * All rooms of this node: joins, what was published here, and what other nodes committed.
 *
 * `publish` makes an event travel at once. The truth is the database: each second every room with
 * readers asks where its numbering stands and reads what it missed, so a second node on the same
 * database, a lost call or a restart costs at most that second and never an event.
 */
import { isRefusal, type Refusal, type RoomEvent, refuse, type Stream } from "@largesse/protocol";
import type { Clock } from "./clock.ts";
import { frameGoodbye } from "./framing.ts";
import { RecentEvents } from "./recent-events.ts";
import { closeCodes, type Session } from "./session.ts";
import { type EventSlice, StreamRoom } from "./stream-room.ts";

export interface RoomHubLimits {
  readonly roomEventsKept: number;
  readonly resumeEventsMax: number;
  readonly sessionBytesMax: number;
  readonly sessionRoomsMax: number;
  readonly roomPollMs: number;
  readonly tickMs: number;
}

export interface RoomHubOptions {
  /** Events after a position, oldest first. */
  readonly loadEvents: (stream: string, after: number, limit: number) => Promise<EventSlice>;
  /** Where the numbering of each stream stands. */
  readonly headsOf: (streams: string[]) => Promise<ReadonlyMap<string, number>>;
  readonly loadStream: (stream: string) => Promise<Stream | Refusal>;
  readonly clock: Clock;
  readonly limits: RoomHubLimits;
  readonly onFault: (fault: unknown) => void;
}

export interface Position {
  readonly stream: string;
  readonly after?: number | undefined;
  readonly epoch?: string | undefined;
}

/** Said to the session before its first event. */
export type Greet = (joined: { stream: Stream; resumed: boolean }) => void;

const PAGE_EVENTS = 500;
/** What a snapshot brings along: enough to fill the chat beside the video. */
const RECENT_EVENTS = 50;

export class RoomHub {
  readonly #options: RoomHubOptions;
  readonly #rooms = new Map<string, StreamRoom>();
  readonly #roomsOf = new Map<Session, Set<StreamRoom>>();
  /** Sessions whose connection is over: a join that comes late must not bring them back. */
  readonly #gone = new WeakSet<Session>();
  /** Rooms being opened, with the highest event published meanwhile. */
  readonly #opening = new Map<string, { joins: number; published: number }>();
  /** Rooms that read what they missed, with the head they want to reach. */
  readonly #filling = new Map<StreamRoom, number>();
  readonly #unflushed = new Set<StreamRoom>();
  #cancelFlush: (() => void) | null = null;
  #flushedAtMs = 0;
  #cancelPoll: (() => void) | null = null;
  #stopped = false;

  constructor(options: RoomHubOptions) {
    this.#options = options;
    this.#pollLater();
  }

  /** Viewers in a room on this node. */
  presence(stream: string): number {
    return this.#rooms.get(stream)?.viewers() ?? 0;
  }

  /** Viewers in all rooms of this node. */
  presenceOfAll(): number {
    let viewers = 0;
    for (const room of this.#rooms.values()) viewers += room.viewers();
    return viewers;
  }

  /** Committed events of any rooms, in order of `seq` within each. */
  publish(events: readonly RoomEvent[]): void {
    for (const event of events) {
      const opening = this.#opening.get(event.stream);
      if (opening) opening.published = Math.max(opening.published, event.seq);
      const room = this.#rooms.get(event.stream);
      if (room) this.#accept(room, event);
    }
  }

  #accept(room: StreamRoom, event: RoomEvent): void {
    const fit = room.recent.accept(event);
    if (fit === "next") this.#flushLater(room);
    if (fit === "gap" || fit === "epoch") this.#fill(room, event.seq);
  }

  /**
   * Lets a session follow a stream from now on, or from a position it knows.
   *
   * `greet` is called when the join has succeeded, before the first event is sent.
   */
  async join(session: Session, position: Position, greet: Greet): Promise<Refusal | null> {
    const { sessionRoomsMax } = this.#options.limits;
    if (this.#gone.has(session)) return null;
    const rooms = this.#roomsOf.get(session) ?? new Set<StreamRoom>();
    const current = this.#rooms.get(position.stream);
    if (rooms.size >= sessionRoomsMax && !(current && rooms.has(current))) {
      return refuse("too_many_rooms", { roomsMax: sessionRoomsMax });
    }
    this.#roomsOf.set(session, rooms);
    const snapshot = await this.#open(position.stream);
    if (isRefusal(snapshot)) return snapshot;
    const recent = await this.#recentOf(snapshot, position);
    // The connection ended while we were reading.
    if (this.#gone.has(session)) return null;
    const room = this.#rooms.get(snapshot.id) ?? this.#create(snapshot);
    rooms.add(room);
    greet({ stream: snapshot, resumed: position.after !== undefined && recent === null });
    if (recent !== null) room.resync(session, snapshot, recent);
    else room.add(session, position.after ?? snapshot.seq, position.after !== undefined);
    if (snapshot.seq > room.recent.head) this.#fill(room, snapshot.seq);
    this.#flushLater(room);
    return null;
  }

  /** The snapshot, with the room there to collect what is published while it is read. */
  async #open(stream: string): Promise<Stream | Refusal> {
    const opening = this.#opening.get(stream) ?? { joins: 0, published: 0 };
    this.#opening.set(stream, opening);
    opening.joins++;
    try {
      const snapshot = await this.#options.loadStream(stream);
      if (isRefusal(snapshot)) return snapshot;
      const room = this.#rooms.get(stream) ?? this.#create(snapshot);
      if (room.recent.epoch !== snapshot.epoch) await this.#restart(room);
      if (opening.published > room.recent.head) this.#fill(room, opening.published);
      return snapshot;
    } finally {
      opening.joins--;
      if (opening.joins === 0) this.#opening.delete(stream);
    }
  }

  /** Null when the position can be resumed (or none was given); else what a resync brings. */
  async #recentOf(snapshot: Stream, position: Position): Promise<readonly RoomEvent[] | null> {
    const { after, epoch } = position;
    if (after === undefined) return null;
    const sameEpoch = epoch === undefined || epoch === snapshot.epoch;
    const distance = snapshot.seq - after;
    if (sameEpoch && distance >= 0 && distance <= this.#options.limits.resumeEventsMax) return null;
    return this.#recentEvents(snapshot);
  }

  async #recentEvents(snapshot: Stream): Promise<readonly RoomEvent[]> {
    const after = Math.max(0, snapshot.seq - RECENT_EVENTS);
    const page = await this.#options.loadEvents(snapshot.id, after, RECENT_EVENTS);
    return page.events.filter((event) => event.seq <= snapshot.seq);
  }

  #create(snapshot: Stream): StreamRoom {
    const { roomEventsKept, sessionBytesMax } = this.#options.limits;
    const recent = new RecentEvents(snapshot.epoch, snapshot.seq, roomEventsKept);
    const room: StreamRoom = new StreamRoom(snapshot.id, recent, {
      sessionBytesMax,
      loadAfter: (after) => this.#options.loadEvents(snapshot.id, after, PAGE_EVENTS),
      onTooSlow: (session) => this.letGo(session, closeCodes.tooSlow, "too slow", 1_000),
      onFault: this.#options.onFault,
      onUnfinished: () => this.#flushLater(room),
    });
    this.#rooms.set(snapshot.id, room);
    return room;
  }

  leave(session: Session, stream: string): void {
    const room = this.#rooms.get(stream);
    if (!room) return;
    this.#roomsOf.get(session)?.delete(room);
    this.#remove(session, room);
  }

  /** The connection is over. */
  leaveAll(session: Session): void {
    this.#gone.add(session);
    const rooms = this.#roomsOf.get(session) ?? [];
    this.#roomsOf.delete(session);
    for (const room of rooms) this.#remove(session, room);
  }

  #remove(session: Session, room: StreamRoom): void {
    room.remove(session);
    if (room.size > 0) return;
    this.#unflushed.delete(room);
    if (this.#rooms.get(room.stream) === room) this.#rooms.delete(room.stream);
  }

  /** Says goodbye and ends the connection. */
  letGo(session: Session, code: number, reason: string, retryMs?: number): void {
    this.leaveAll(session);
    session.send(frameGoodbye(session.framing, reason, retryMs));
    session.close(code, reason);
  }

  #flushLater(room: StreamRoom): void {
    this.#unflushed.add(room);
    if (this.#stopped) return;
    this.#cancelFlush ??= this.#options.clock.after(this.#untilTickMs(), () => this.#flush());
  }

  /** Nothing after a quiet moment: a lone gift need not wait for others that do not come. */
  #untilTickMs(): number {
    const { clock, limits } = this.#options;
    const sinceMs = clock.now() - this.#flushedAtMs;
    // A clock that was set back must not hold up the room.
    return sinceMs < 0 ? 0 : Math.max(0, limits.tickMs - sinceMs);
  }

  #flush(): void {
    this.#cancelFlush = null;
    this.#flushedAtMs = this.#options.clock.now();
    const rooms = [...this.#unflushed];
    this.#unflushed.clear();
    for (const room of rooms) room.flush();
  }

  /** Reads what is missing up to `wanted`; one reading a room at a time. */
  #fill(room: StreamRoom, wanted: number): void {
    const before = this.#filling.get(room);
    this.#filling.set(room, Math.max(before ?? 0, wanted));
    if (before === undefined) void this.#fillUp(room);
  }

  async #fillUp(room: StreamRoom): Promise<void> {
    try {
      for (;;) {
        const head = room.recent.head;
        const page = await this.#options.loadEvents(room.stream, head, PAGE_EVENTS);
        if (page.epoch !== room.recent.epoch) return await this.#restart(room);
        for (const event of page.events) room.recent.accept(event);
        this.#flushLater(room);
        const reached = room.recent.head >= (this.#filling.get(room) ?? 0);
        if (reached || page.events.length === 0) return;
      }
    } catch (fault) {
      this.#options.onFault(fault);
    } finally {
      this.#filling.delete(room);
    }
  }

  /** The room was numbered anew: read it as if for the first time. */
  async #restart(room: StreamRoom): Promise<void> {
    const snapshot = await this.#options.loadStream(room.stream);
    if (isRefusal(snapshot) || snapshot.epoch === room.recent.epoch) return;
    const recent = await this.#recentEvents(snapshot);
    const { roomEventsKept } = this.#options.limits;
    room.restart(snapshot, recent, new RecentEvents(snapshot.epoch, snapshot.seq, roomEventsKept));
  }

  #pollLater(): void {
    this.#cancelPoll = this.#options.clock.after(this.#options.limits.roomPollMs, () => {
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    try {
      this.#tidyRooms();
      const streams = [...this.#rooms.keys()];
      const heads =
        streams.length === 0 ? new Map<string, number>() : await this.#options.headsOf(streams);
      for (const [stream, head] of heads) {
        const room = this.#rooms.get(stream);
        if (!room) continue;
        if (head !== room.recent.head) this.#fill(room, head);
        else this.#flushLater(room);
      }
    } catch (fault) {
      this.#options.onFault(fault);
    } finally {
      if (!this.#stopped) this.#pollLater();
    }
  }

  /** Tells the numbers of viewers, and drops rooms whose only reader was gone before they joined. */
  #tidyRooms(): void {
    for (const [stream, room] of this.#rooms) {
      if (room.size > 0) room.tellStats();
      else if (!this.#opening.has(stream)) this.#rooms.delete(stream);
    }
  }

  /** Sends what is pending and does nothing from then on. Goodbyes are the transports' to say. */
  stop(): void {
    this.#flush();
    this.#stopped = true;
    this.#cancelFlush?.();
    this.#cancelPoll?.();
  }
}

/** The rooms of a node. */
export function createRoomHub(options: RoomHubOptions): RoomHub {
  return new RoomHub(options);
}
