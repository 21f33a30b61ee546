/**
 * One socket, from its opening to its end: hello, commands and their answers, heartbeats.
 *
 * It never reconnects; whoever owns it hears once how it ended and decides. Frames are taken as
 * they come, without a schema: a newer server may say more than this client knows.
 */
import {
  type ClientFrame,
  type HelloAnswer,
  type Problem,
  type ServerFrame,
  SOCKET_PROTOCOL,
} from "@largesse/protocol";
import type { Environment, SocketLike } from "./environment.ts";
import { RefusedError, UnreachableError } from "./errors.ts";
import { clientLimits } from "./limits.ts";

type WithoutId<F> = F extends unknown ? Omit<F, "id"> : never;
/** A command as its caller gives it; the connection numbers it. */
export type Command = WithoutId<ClientFrame>;

/** How a connection ended. */
export interface Loss {
  /** The server refused the hello: connecting again in the same way is pointless. */
  readonly problem: Problem | null;
  /** The server said goodbye and when to come back. */
  readonly retryMs: number | null;
}

export interface ConnectionHandlers {
  readonly onLive: (hello: HelloAnswer) => void;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onLost: (loss: Loss) => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly cancelTimer: () => void;
}

export class Connection {
  readonly #environment: Environment;
  readonly #handlers: ConnectionHandlers;
  readonly #socket: SocketLike;
  readonly #pending = new Map<number | string, Pending>();
  #cancelHeartbeat = () => {};
  #cancelHello = () => {};
  #heardAtMs = 0;
  #lastId = 0;
  #goodbyeMs: number | null = null;
  #lost = false;

  constructor(
    environment: Environment,
    door: { readonly url: string; readonly token: string | null },
    handlers: ConnectionHandlers,
  ) {
    this.#environment = environment;
    this.#handlers = handlers;
    this.#socket = environment.openSocket(door.url, SOCKET_PROTOCOL);
    this.#socket.addEventListener("open", () => this.#sayHello(door.token));
    this.#socket.addEventListener("message", (event) => this.#handleText(event.data));
    this.#socket.addEventListener("close", () => this.#lose(null));
    this.#socket.addEventListener("error", () => this.#lose(null));
    this.#cancelHello = environment.after(clientLimits.helloMs, () => this.#lose(null));
  }

  /**
   * Sends a command; resolves with its answer, rejects when refused or when none comes. `onAnswer`
   * hears the answer before any frame that came after it; a promise would hear it later.
   */
  request(command: Command, onAnswer?: (result: unknown) => void): Promise<unknown> {
    if (this.#lost) return Promise.reject(new UnreachableError("The socket is closed."));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const cancelTimer = this.#environment.after(clientLimits.socketAnswerMs, () => {
        this.#pending.delete(id);
        reject(new UnreachableError("No answer came in time."));
      });
      const settle = (result: unknown) => {
        onAnswer?.(result);
        resolve(result);
      };
      this.#pending.set(id, { resolve: settle, reject, cancelTimer });
      this.#socket.send(JSON.stringify({ ...command, id }));
    });
  }

  /** Ends the connection without telling its owner, who knows. */
  close(): void {
    this.#end();
    this.#socket.close(1000, "client closed");
  }

  #sayHello(token: string | null): void {
    this.request(token === null ? { type: "hello" } : { type: "hello", token }).then(
      (result) => {
        this.#cancelHello();
        const hello = result as HelloAnswer;
        this.#beat(hello.heartbeatMs);
        this.#handlers.onLive(hello);
      },
      (error: unknown) => this.#lose(error instanceof RefusedError ? error.problem : null),
    );
  }

  #beat(heartbeatMs: number): void {
    this.#cancelHeartbeat = this.#environment.after(heartbeatMs, () => {
      const silentMs = this.#environment.nowMs() - this.#heardAtMs;
      if (silentMs > heartbeatMs * clientLimits.heartbeatsMissedMax) this.#lose(null);
      else {
        this.#socket.send(JSON.stringify({ type: "ping", id: ++this.#lastId }));
        this.#beat(heartbeatMs);
      }
    });
  }

  #handleText(data: unknown): void {
    this.#heardAtMs = this.#environment.nowMs();
    const frames = parseFrames(data);
    if (frames === null) this.#lose(null);
    else for (const frame of frames) this.#handleFrame(frame);
  }

  #handleFrame(frame: ServerFrame): void {
    if (this.#lost) return;
    if (frame.type === "answer") this.#settle(frame.id)?.resolve(frame.result);
    else if (frame.type === "refused" && frame.id !== null) {
      this.#settle(frame.id)?.reject(new RefusedError(frame.problem));
    } else if (frame.type === "goodbye") this.#goodbyeMs = frame.retryMs ?? 0;
    else this.#handlers.onFrame(frame);
  }

  #settle(id: number | string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.cancelTimer();
    return pending;
  }

  #lose(problem: Problem | null): void {
    if (this.#lost) return;
    this.#end();
    this.#socket.close();
    this.#handlers.onLost({ problem, retryMs: this.#goodbyeMs });
  }

  #end(): void {
    this.#lost = true;
    this.#cancelHello();
    this.#cancelHeartbeat();
    for (const id of [...this.#pending.keys()]) {
      this.#settle(id)?.reject(new UnreachableError("The connection was lost."));
    }
  }
}

function parseFrames(data: unknown): ServerFrame[] | null {
  try {
    const parsed: unknown = JSON.parse(String(data));
    return (Array.isArray(parsed) ? parsed : [parsed]) as ServerFrame[];
  } catch {
    return null;
  }
}
