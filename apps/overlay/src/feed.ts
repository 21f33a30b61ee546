/**
 * The overlay's line to the room: server-sent events that resume where they stopped.
 *
 * The browser reconnects by itself and says its last id. When it gives up (a server that restarts
 * answers an error page, and an EventSource takes that for a final no) the feed opens a new one and
 * says its position in the address. Either way an event is handed on once and none is left out.
 */
import type { OverlayView, RoomEvent, RoomEventType } from "@largesse/protocol";
import { type Position, stepOf, textOfPosition } from "./position.ts";

export type FeedState = "connecting" | "live" | "lost" | "revoked";

/** What the feed needs from the world, given at the door so that a test needs no browser. */
export interface FeedWorld {
  readonly open: (address: string) => EventSource;
  /** Whether the link was revoked: an event source that was refused cannot tell why. */
  readonly isRevoked: () => Promise<boolean>;
  /** Calls back later; answers how to call it off. */
  readonly later: (callback: () => void, waitMs: number) => () => void;
  readonly random: () => number;
}

export interface FeedListener {
  handleEvent(event: RoomEvent): void;
  /** Which stream is followed now: told at the beginning and whenever it changes. */
  handleView(view: OverlayView): void;
  handleState(state: FeedState): void;
}

const EVENT_TYPES: readonly RoomEventType[] = [
  "gift.sent",
  "streak.ended",
  "message.sent",
  "stream.changed",
  "stream.ended",
];

/** First and longest wait before opening anew; each wait is drawn below its ceiling (full jitter). */
const WAIT_MS_FIRST = 1_000;
const WAIT_MS_MAX = 20_000;
const CLOSED = 2;

export class Feed {
  readonly #address: string;
  readonly #world: FeedWorld;
  readonly #listener: FeedListener;
  #position: Position | null = null;
  /** Where a gap was met: opened anew once for it, then taken as the server tells it. */
  #gapAfterSeq = -1;
  #source: EventSource | null = null;
  #failures = 0;
  #callOff: (() => void) | null = null;

  constructor(address: string, world: FeedWorld, listener: FeedListener) {
    this.#address = address;
    this.#world = world;
    this.#listener = listener;
  }

  get position(): Position | null {
    return this.#position;
  }

  /** Opens the line at a position; null begins with what happens next. */
  openAt(position: Position | null): void {
    this.#position = position;
    this.#open();
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    this.close();
    const resume = this.#position;
    const query = resume === null ? "" : `?after=${encodeURIComponent(textOfPosition(resume))}`;
    const source = this.#world.open(`${this.#address}${query}`);
    this.#source = source;
    source.addEventListener("open", () => this.#handleOpen());
    source.addEventListener("error", () => this.#handleError(source));
    source.addEventListener("revoked", () => this.#handleRevoked());
    source.addEventListener("overlay", (message) => {
      if (source === this.#source) this.#listener.handleView(JSON.parse(message.data));
    });
    for (const type of EVENT_TYPES) {
      source.addEventListener(type, (message) => this.#handleMessage(source, message.data));
    }
  }

  #handleOpen(): void {
    this.#failures = 0;
    this.#listener.handleState("live");
  }

  #handleError(source: EventSource): void {
    if (source !== this.#source) return;
    this.#listener.handleState("lost");
    if (source.readyState !== CLOSED) return;
    const ceilingMs = Math.min(WAIT_MS_MAX, WAIT_MS_FIRST * 2 ** this.#failures);
    this.#failures += 1;
    this.#callOff = this.#world.later(
      () => void this.#openUnlessRevoked(),
      this.#world.random() * ceilingMs,
    );
  }

  async #openUnlessRevoked(): Promise<void> {
    const left = this.#source;
    const revoked = await this.#world.isRevoked();
    if (this.#source !== left) return;
    if (revoked) this.#handleRevoked();
    else this.#open();
  }

  #handleRevoked(): void {
    this.close();
    this.#listener.handleState("revoked");
  }

  #handleMessage(source: EventSource, data: string): void {
    if (source !== this.#source) return;
    const event = JSON.parse(data) as RoomEvent;
    const step = stepOf(this.#position, event);
    if (step === "repeated") return;
    if (step === "gap" && this.#position !== null && this.#gapAfterSeq !== this.#position.seq) {
      this.#gapAfterSeq = this.#position.seq;
      this.#open();
      return;
    }
    this.#position = { epoch: event.epoch, seq: event.seq };
    this.#listener.handleEvent(event);
  }
}
