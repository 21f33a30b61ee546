/** One stream of server-sent events as the rooms and the heartbeat see it. */
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Clock, Pulse, Session } from "@largesse/realtime";
import type { FastifyReply } from "fastify";
import type { Door } from "../door.ts";

/** Browsers wait this long before they come back; they add no jitter, so it is not too short. */
const RETRY_MS = 2_000;
const CLOSE_MS = 2_000;

export class EventSession implements Session, Pulse {
  readonly framing = "events";
  readonly counted: boolean;
  readonly #response: ServerResponse;
  readonly #clock: Clock;

  constructor(response: ServerResponse, clock: Clock, counted: boolean) {
    this.#response = response;
    this.#clock = clock;
    this.counted = counted;
  }

  send(bytes: Buffer): void {
    if (!this.#response.writableEnded) this.#response.write(bytes);
  }

  bufferedBytes(): number {
    return this.#response.writableLength;
  }

  close(): void {
    this.#response.end();
    this.#clock.after(CLOSE_MS, () => this.#response.destroy());
  }

  ping(): void {
    this.send(Buffer.from(": still here\n\n"));
  }

  /** Nothing comes back on such a stream; a dead one is noticed when its bytes pile up. */
  heardAtMs(): null {
    return null;
  }

  expiresAtMs(): null {
    return null;
  }

  onSilent(): void {}
  onExpired(): void {}
}

export interface EventStreamOptions {
  readonly counted: boolean;
  readonly onClose: (session: EventSession) => void;
}

/** Turns the reply into an event stream. What a refusal would say must be said before. */
export function openEventStream(
  door: Door,
  reply: FastifyReply,
  { counted, onClose }: EventStreamOptions,
): EventSession {
  reply.hijack();
  door.inHand.remove(reply.request);
  const session = new EventSession(reply.raw, door.clock, counted);
  reply.raw.on("error", () => reply.raw.destroy());
  reply.raw.on("close", () => {
    door.heartbeat.remove(session);
    door.connections.remove(session);
    door.hub.leaveAll(session);
    onClose(session);
  });
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  reply.raw.write(`retry: ${RETRY_MS}\n\n`);
  door.connections.add(session);
  door.heartbeat.add(session);
  return session;
}

/** `Last-Event-ID: epoch:seq`, as we gave it; undefined when it is not one of ours. */
export function readLastEventId(
  header: string | string[] | undefined,
): { epoch: string; after: number } | undefined {
  const match = typeof header === "string" ? /^(.{1,64}):(\d{1,15})$/.exec(header) : null;
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { epoch: match[1], after: Number(match[2]) };
}
