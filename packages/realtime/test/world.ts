/** A room hub over a journal in memory, a clock moved by hand, and readers that remember. */
import type { RoomEvent, Stream } from "@largesse/protocol";
import { type Clock, createRoomHub, type RoomHubLimits, type Session } from "@largesse/realtime";

/** Time that passes only when told; timers run in the order they are due. */
export class HandClock implements Clock {
  #nowMs = 1_000_000;
  #timers: { atMs: number; work: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, work: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, and what was begun meanwhile come to its end. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await settled();
      const due = this.#timers.filter((timer) => timer.atMs <= endMs);
      const next = due.sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.work();
    }
    this.#nowMs = endMs;
  }
}

/** All promises that can go on have gone on: the journal here answers without waiting. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export class Reader implements Session {
  readonly framing: "socket" | "events";
  readonly counted: boolean;
  readonly writes: string[] = [];
  closed: { code: number; reason: string } | null = null;
  /** A stalled reader takes nothing: all it was sent waits. */
  stalled = false;
  #waiting = 0;

  constructor(framing: "socket" | "events" = "socket", counted = true) {
    this.framing = framing;
    this.counted = counted;
  }

  send(bytes: Buffer): void {
    this.writes.push(bytes.toString());
    if (this.stalled) this.#waiting += bytes.length;
  }

  bufferedBytes(): number {
    return this.#waiting;
  }

  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }

  frames(): Record<string, unknown>[] {
    return this.writes.flatMap((text) => JSON.parse(text));
  }

  /** Numbers of the events it was sent, in order. */
  seqs(): number[] {
    return this.frames()
      .filter((frame) => frame.type === "event")
      .map((frame) => (frame.event as RoomEvent).seq);
  }

  types(): unknown[] {
    return this.frames().map((frame) => frame.type);
  }
}

export const STREAM = "str_01jd0000000000000000000000";

export class World {
  readonly clock = new HandClock();
  readonly journal: RoomEvent[] = [];
  epoch = "e1";
  loads = 0;
  readonly faults: unknown[] = [];
  readonly hub;

  constructor(limits: Partial<RoomHubLimits> = {}) {
    this.hub = createRoomHub({
      loadEvents: async (_stream, after, limit) => {
        this.loads++;
        const events = this.journal.slice(after, after + limit);
        return { events, head: this.journal.length, epoch: this.epoch };
      },
      headsOf: async (streams) => new Map(streams.map((stream) => [stream, this.journal.length])),
      loadStream: async () => this.snapshot(),
      clock: this.clock,
      onFault: (fault) => this.faults.push(fault),
      limits: {
        roomEventsKept: 10,
        resumeEventsMax: 5_000,
        sessionBytesMax: 100_000,
        sessionRoomsMax: 2,
        roomPollMs: 1_000,
        tickMs: 10,
        ...limits,
      },
    });
  }

  snapshot(): Stream {
    return {
      id: STREAM,
      title: "A stream",
      creator: { id: "crt_1", name: "Mira", avatar: null },
      state: "live",
      scene: "dawn",
      hls: null,
      startedAt: "2026-01-01T00:00:00.000Z",
      endedAt: null,
      seq: this.journal.length,
      epoch: this.epoch,
      viewers: 0,
      coins: 0,
    };
  }

  /** Commits messages without telling anybody. */
  commit(count: number): RoomEvent[] {
    const events: RoomEvent[] = [];
    for (let made = 0; made < count; made++) {
      const seq = this.journal.length + 1;
      const sender = { id: "vwr_1", name: "Ana", avatar: null };
      events.push({
        type: "message.sent",
        stream: STREAM,
        seq,
        epoch: this.epoch,
        at: "2026-01-01T00:00:00.000Z",
        data: { id: `msg_${seq}`, sender, text: `number ${seq}`, kind: "chat" },
      });
      this.journal.push(...events.slice(-1));
    }
    return events;
  }

  /** Commits messages and publishes them here. */
  say(count: number): void {
    this.hub.publish(this.commit(count));
  }

  async join(reader: Reader, after?: number, epoch?: string) {
    const greetings: { stream: Stream; resumed: boolean }[] = [];
    const position = { stream: STREAM, after, epoch };
    const refusal = await this.hub.join(reader, position, (answer) => greetings.push(answer));
    return { refusal, greeting: greetings[0] };
  }
}

/** 1, 2, …: the numbers from `first` to `last`. */
export function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
