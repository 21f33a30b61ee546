/**
 * The conversation on one socket: frames in, one answer for each command that carries an id.
 *
 * `hello`, `join` and `leave` take effect in the order they came; gifts and messages wait for those
 * before them but not for one another, so that a thumb's taps share a batch.
 */
import {
  ClientFrame,
  limits,
  problemOf,
  type Refusal,
  refuse,
  type ServerFrame,
} from "@largesse/protocol";
import { closeCodes, frameOf, TokenBucket } from "@largesse/realtime";
import type { WebSocket } from "ws";
import type { Door } from "../door.ts";
import { refusalOfFault } from "../fault-refusal.ts";
import { readJson } from "../http/read-json.ts";
import { unreadable } from "../http/read-request.ts";
import { runCommand } from "./commands.ts";
import { SocketSession } from "./socket-session.ts";

type FrameId = string | number | null;

const NOT_TEXT = { id: null, refusal: refuse("malformed", { why: "send text frames." }) } as const;

/**
 * Frames refused for coming too fast, less those that came in time: a sender at twice the rate never
 * gets there, a flood of a thousand a second does within a tenth.
 */
const FLOOD_FRAMES = 100;

export function converse(door: Door, socket: WebSocket): void {
  const session = new SocketSession(socket, door.hub, door.clock);
  const talk = new Conversation(door, session);
  door.connections.add(session);
  door.heartbeat.add(session);
  const cancelHello = door.clock.after(limits.helloMs, () => talk.expectHello());
  socket.on("message", (data, isBinary) => talk.receive(toBuffer(data), isBinary));
  socket.on("ping", () => talk.beat());
  socket.on("pong", () => session.heard());
  // Oversize and broken frames: ws closes the connection with the right code by itself.
  socket.on("error", (fault) => door.log.debug({ err: fault }, "socket broke"));
  socket.on("close", () => {
    cancelHello();
    door.heartbeat.remove(session);
    door.connections.remove(session);
    door.hub.leaveAll(session);
  });
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

class Conversation {
  readonly #door: Door;
  readonly #session: SocketSession;
  readonly #bucket: TokenBucket;
  #tooFast = 0;
  /** Resolves when the commands that change the session so far are done. */
  #ordered: Promise<void> = Promise.resolve();

  constructor(door: Door, session: SocketSession) {
    this.#door = door;
    this.#session = session;
    this.#bucket = new TokenBucket(
      limits.sessionCommandsPerSecond,
      limits.sessionCommandsBurst,
      door.clock.now(),
    );
  }

  expectHello(): void {
    if (this.#session.token !== undefined) return;
    this.#door.hub.letGo(this.#session, closeCodes.policy, "hello_first");
  }

  /** A ping by the protocol's own means counts like a command. */
  beat(): void {
    this.#session.heard();
    this.#take();
  }

  receive(bytes: Buffer, isBinary: boolean): void {
    this.#session.heard();
    const inTime = this.#take();
    const read = isBinary ? NOT_TEXT : readFrame(bytes);
    if ("refusal" in read) this.#refuse(read.id, read.refusal);
    else this.#consider(read.frame, inTime);
  }

  #consider(frame: ClientFrame, inTime: boolean): void {
    const id = frame.id ?? null;
    if (this.#door.state.stopping) this.#refuse(id, refuse("server_stopping"));
    else if (!inTime) this.#refuse(id, refuse("rate_limited", { seconds: 1 }));
    else this.#obey(frame);
  }

  #take(): boolean {
    const inTime = this.#bucket.take(this.#door.clock.now());
    this.#tooFast = Math.max(0, this.#tooFast + (inTime ? -1 : 1));
    if (this.#tooFast === FLOOD_FRAMES) {
      this.#door.hub.letGo(this.#session, closeCodes.policy, "too fast", 5_000);
    }
    return inTime;
  }

  #obey(frame: ClientFrame): void {
    this.#door.metrics.commanded(frame.type);
    this.#door.inHand.add(frame);
    const done = this.#ordered.then(() => this.#run(frame));
    const changesSession =
      frame.type === "hello" || frame.type === "join" || frame.type === "leave";
    if (changesSession) this.#ordered = done;
  }

  async #run(frame: ClientFrame): Promise<void> {
    const { id } = frame;
    try {
      const refusal = await runCommand(this.#door, this.#session, frame, (result) => {
        if (id !== undefined) this.#send({ type: "answer", id, ok: true, result });
      });
      if (refusal !== null) this.#refuse(id ?? null, refusal);
    } catch (fault) {
      this.#door.log.error({ err: fault, command: frame.type }, "a socket command failed");
      this.#refuse(id ?? null, refusalOfFault(fault));
    } finally {
      this.#door.inHand.remove(frame);
    }
  }

  #refuse(id: FrameId, refusal: Refusal): void {
    this.#door.metrics.refused(refusal.refused);
    this.#send({ type: "refused", id, problem: problemOf(refusal) });
  }

  /** Answers too are bounded: who sends commands and reads nothing is let go. */
  #send(frame: ServerFrame): void {
    if (this.#session.bufferedBytes() > limits.sessionBytesMax) {
      this.#door.hub.letGo(this.#session, closeCodes.tooSlow, "too slow", 1_000);
      return;
    }
    this.#session.send(frameOf(frame));
  }
}

/** The command in the bytes, or a refusal for whoever sent it. */
function readFrame(
  bytes: Buffer,
): { readonly frame: ClientFrame } | { readonly id: FrameId; readonly refusal: Refusal } {
  const json = readJson(bytes);
  if ("why" in json) return { id: null, refusal: refuse("malformed", { why: json.why }) };
  const frame = ClientFrame.safeParse(json.value);
  if (frame.success) return { frame: frame.data };
  return { id: idIn(json.value), refusal: unreadable(frame.error).refusal };
}

/** The id of a frame that may be wrong in every other way, so that its refusal finds its asker. */
function idIn(value: unknown): FrameId {
  if (typeof value !== "object" || value === null || !("id" in value)) return null;
  const { id } = value;
  if (typeof id === "string") return id.length <= 64 ? id : null;
  return Number.isSafeInteger(id) ? (id as number) : null;
}
