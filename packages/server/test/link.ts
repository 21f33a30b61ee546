/** Test clients of the live ways in: a socket and an event stream that remember what they were told. */
import type { ClientFrame, RoomEvent, ServerFrame } from "@largesse/protocol";
import { SOCKET_PROTOCOL } from "@largesse/protocol";
import { WebSocket } from "ws";

type Answer = Extract<ServerFrame, { type: "answer" | "refused" }>;

/** Waits for something to be told; a test that waits for ever is cut off here, with a reason. */
class Told<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(items: readonly T[]): void {
    this.all.push(...items);
    for (const look of this.#waiting) look();
  }

  until<R>(find: (all: readonly T[]) => R | undefined, what: string): Promise<R> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this.all);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`never came: ${what}; came: ${JSON.stringify(this.all).slice(0, 2_000)}`));
      }, 20_000);
      this.#waiting.add(look);
      look();
    });
  }
}

export interface LinkOptions {
  readonly origin?: string;
  readonly protocol?: string;
}

export class Link {
  readonly socket: WebSocket;
  readonly frames = new Told<ServerFrame>();
  readonly #ends = new Told<{ code: number; reason: string }>();
  #nextId = 1;

  constructor(url: string, options: LinkOptions = {}) {
    this.socket = new WebSocket(
      `${url.replace("http", "ws")}/v1/socket`,
      options.protocol ?? SOCKET_PROTOCOL,
      options.origin === undefined ? {} : { origin: options.origin },
    );
    this.socket.on("message", (data) => {
      const value = JSON.parse(String(data)) as ServerFrame | ServerFrame[];
      this.frames.add([value].flat());
    });
    this.socket.on("error", () => {});
    this.socket.on("close", (code, reason) =>
      this.#ends.add([{ code, reason: reason.toString() }]),
    );
  }

  async open(): Promise<this> {
    if (this.socket.readyState === WebSocket.OPEN) return this;
    await new Promise((resolve, reject) => {
      this.socket.once("open", resolve);
      this.socket.once("unexpected-response", (_request, response) =>
        reject(new Error(`refused with ${response.statusCode}`)),
      );
    });
    return this;
  }

  /** Sends a command and gives its one answer. */
  async ask(frame: DistributiveOmit<ClientFrame, "id">): Promise<Answer> {
    const id = this.#nextId++;
    this.socket.send(JSON.stringify({ ...frame, id }));
    return this.answerTo(id);
  }

  answerTo(id: number | string | null): Promise<Answer> {
    return this.frames.until(
      (all) =>
        all.find(
          (frame): frame is Answer =>
            (frame.type === "answer" || frame.type === "refused") && frame.id === id,
        ),
      `the answer to ${id}`,
    );
  }

  events(): RoomEvent[] {
    return this.frames.all.flatMap((frame) => (frame.type === "event" ? [frame.event] : []));
  }

  eventNumbered(seq: number): Promise<RoomEvent> {
    return this.frames.until(
      () => this.events().find((event) => event.seq === seq),
      `event ${seq}`,
    );
  }

  closed(): Promise<{ code: number; reason: string }> {
    return this.#ends.until((all) => all[0], "the connection's end");
  }

  close(): void {
    this.socket.terminate();
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export interface StreamEvent {
  readonly id: string | null;
  readonly event: string | null;
  readonly data: unknown;
}

/** A reader of server-sent events. */
export class EventReader {
  readonly told = new Told<StreamEvent>();
  readonly response: Response;
  readonly ended: Promise<void>;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    this.ended = this.#read();
  }

  static async open(url: string, lastEventId?: string): Promise<EventReader> {
    const abort = new AbortController();
    const headers = {
      accept: "text/event-stream",
      ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
    };
    const response = await fetch(url, { headers, signal: abort.signal });
    return new EventReader(response, abort);
  }

  async #read(): Promise<void> {
    let rest = "";
    const decoder = new TextDecoder();
    try {
      for await (const bytes of this.response.body ?? []) {
        const blocks = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
        rest = blocks.pop() ?? "";
        this.told.add(blocks.map(readBlock).filter((block) => block.event !== null));
      }
    } catch {
      // Closed by us.
    }
  }

  next(event: string): Promise<StreamEvent> {
    return this.told.until((all) => all.find((told) => told.event === event), event);
  }

  numbered(id: string): Promise<StreamEvent> {
    return this.told.until((all) => all.find((told) => told.id === id), id);
  }

  close(): void {
    this.#abort.abort();
  }
}

function readBlock(block: string): StreamEvent {
  const field = (name: string) =>
    block
      .split("\n")
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? null;
  const data = field("data");
  return { id: field("id"), event: field("event"), data: data === null ? null : JSON.parse(data) };
}
