/**
 * The link keeps one socket to the server for a whole page: it connects when first needed, comes
 * back after every loss with full jitter, sits down again in each room where it was, and offers
 * commands that fail fast, so that their caller can go by HTTP with the same key.
 */
import type { JoinAnswer, Me, Problem, ServerFrame } from "@largesse/protocol";
import { type Command, Connection, type Loss } from "./connection.ts";
import { type Environment, jitterMs } from "./environment.ts";
import { RefusedError, UnreachableError } from "./errors.ts";
import { clientLimits } from "./limits.ts";
import { type Position, type RoomListener, Seats } from "./seats.ts";

export type LinkState = "idle" | "connecting" | "live" | "reconnecting" | "closed";

export interface LinkDoor {
  readonly url: () => string;
  readonly token: () => string | null;
  readonly environment: Environment;
  /** The server no longer takes this token. */
  readonly onSignedOut: (problem: Problem) => void;
}

export class Link {
  readonly #door: LinkDoor;
  readonly #seats = new Seats((stream) => this.#sendJoin(stream));
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #connection: Connection | null = null;
  #cancelReconnect = () => {};
  #attempt = 0;
  #state: LinkState = "idle";
  #me: Me | null = null;

  constructor(door: LinkDoor) {
    this.#door = door;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Who one is here; null for a guest and before the first hello. */
  get me(): Me | null {
    return this.#me;
  }

  /** Hears of every change of `state` and `me`. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Joins a room and hears everything after the position, once and in order; the answer leaves. */
  join(stream: string, position: Position, listener: RoomListener): () => void {
    const leaveSeat = this.#seats.take(stream, position, listener);
    if (this.#state === "live") this.#sendJoin(stream);
    else this.#start();
    return () => {
      if (leaveSeat() && this.#state === "live") this.#send({ type: "leave", stream } as Command);
    };
  }

  /** Sends a command by the socket, waiting a moment for one; throws `UnreachableError` otherwise. */
  async request(command: Command, signal?: AbortSignal): Promise<unknown> {
    this.#start();
    if (this.#state !== "live") await this.#untilLive(signal);
    signal?.throwIfAborted();
    if (this.#connection === null) throw new UnreachableError("There is no socket.");
    return await this.#connection.request(command);
  }

  /** Connects anew: the token changed. */
  renew(): void {
    if (this.#state === "idle") return;
    this.#drop();
    this.#connect(this.#state === "closed" ? "connecting" : "reconnecting");
  }

  /** The network is back or the page was woken: try now instead of waiting out the pause. */
  wake(): void {
    if (this.#state === "reconnecting" && this.#connection === null) {
      this.#cancelReconnect();
      this.#connect("reconnecting");
    }
  }

  /** Ends the link; joining a room opens it again. */
  close(): void {
    this.#drop();
    this.#become("closed");
  }

  #start(): void {
    if (this.#state === "idle" || this.#state === "closed") this.#connect("connecting");
  }

  #drop(): void {
    this.#cancelReconnect();
    this.#connection?.close();
    this.#connection = null;
  }

  #connect(state: "connecting" | "reconnecting"): void {
    this.#become(state);
    const token = this.#door.token();
    this.#connection = new Connection(
      this.#door.environment,
      { url: this.#door.url(), token },
      {
        onLive: (hello) => this.#handleLive(hello.me),
        onFrame: (frame) => this.#handleFrame(frame),
        onLost: (loss) => this.#handleLost(loss, token),
      },
    );
  }

  #handleLive(me: Me | null): void {
    this.#attempt = 0;
    this.#me = me;
    this.#become("live");
    this.#seats.handleReconnected();
    for (const stream of this.#seats.streams()) this.#sendJoin(stream);
    for (const wake of [...this.#waiting]) wake();
  }

  #handleFrame(frame: ServerFrame): void {
    if (frame.type === "event") this.#seats.handleEvent(frame.event);
    else if (frame.type === "room.stats") this.#seats.handleStats(frame.stats);
    else if (frame.type === "resync") {
      this.#seats.handleResync(frame.stream, frame.snapshot, frame.recent);
    }
  }

  #handleLost(loss: Loss, token: string | null): void {
    this.#connection = null;
    if (loss.problem !== null && loss.problem.retry === "never") {
      this.#door.onSignedOut(loss.problem);
      // The owner may have dropped the token: then the room goes on for a guest.
      if (this.#door.token() === token) {
        this.#become("closed");
        return;
      }
    }
    this.#reconnectLater(loss.retryMs ?? 0);
  }

  #reconnectLater(askedMs: number): void {
    this.#become("reconnecting");
    const bounds = {
      firstMs: clientLimits.reconnectWaitMs,
      maxMs: clientLimits.reconnectWaitMsMax,
    };
    const jitter = jitterMs(this.#door.environment, this.#attempt++, bounds);
    this.#cancelReconnect = this.#door.environment.after(askedMs + jitter, () =>
      this.#connect("reconnecting"),
    );
  }

  #sendJoin(stream: string): void {
    const position = this.#seats.positionOf(stream);
    if (position === null || this.#connection === null) return;
    // The server checks the id's form; here it is whatever the page's address said.
    const command = { type: "join", stream, ...position } as Command;
    this.#connection
      .request(command, (answer) => {
        this.#seats.handleJoined(stream, (answer as JoinAnswer).stream);
      })
      .catch((error: unknown) => this.#handleJoinFailed(stream, error));
  }

  #handleJoinFailed(stream: string, error: unknown): void {
    if (error instanceof RefusedError && error.problem.retry === "never") {
      this.#seats.handleRefused(stream, error.problem);
      return;
    }
    // A lost connection joins again by itself when it is back; a busy server is asked again.
    this.#door.environment.after(clientLimits.reconnectWaitMs, () => {
      if (this.#state === "live") this.#sendJoin(stream);
    });
  }

  #send(command: Command): void {
    // Nobody waits for this answer: leaving has no effect that could fail for the page.
    this.#connection?.request(command).catch(() => undefined);
  }

  #untilLive(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.size >= clientLimits.socketQueueMax) {
      return Promise.reject(new UnreachableError("Too many commands wait for the socket."));
    }
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown) => {
        cancel();
        this.#waiting.delete(wake);
        signal?.removeEventListener("abort", abort);
        if (error === undefined) resolve();
        else reject(error);
      };
      const wake = () => settle();
      const abort = () => settle(signal?.reason);
      const cancel = this.#door.environment.after(clientLimits.socketWaitMs, () =>
        settle(new UnreachableError("No socket came in time.")),
      );
      this.#waiting.add(wake);
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  #become(state: LinkState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
