/**
 * How events become bytes: the socket's JSON frames, or lines of server-sent events.
 *
 * An event is turned into JSON once, however many read it; the frame around it is cheap, and a frame
 * made for one session is the same bytes for every other that stands at the same position.
 */
import type { RoomEvent, RoomStats, ServerFrame, Stream } from "@largesse/protocol";

export type Framing = "socket" | "events";

/** An event with its JSON, made once. */
export interface EncodedEvent {
  readonly seq: number;
  readonly epoch: string;
  readonly type: string;
  readonly json: string;
}

export function encodeEvent(event: RoomEvent): EncodedEvent {
  const { seq, epoch, type } = event;
  return { seq, epoch, type, json: JSON.stringify(event) };
}

/** All events of a tick in one write. */
export function frameEvents(framing: Framing, events: readonly EncodedEvent[]): Buffer {
  if (framing === "events") return Buffer.from(events.map(eventLines).join(""));
  const frames = events.map((event) => `{"type":"event","event":${event.json}}`);
  return Buffer.from(frames.length === 1 ? (frames[0] ?? "") : `[${frames.join(",")}]`);
}

function eventLines(event: EncodedEvent): string {
  return `id: ${event.epoch}:${event.seq}\nevent: ${event.type}\ndata: ${event.json}\n\n`;
}

export function frameStats(framing: Framing, stats: RoomStats): Buffer {
  return framing === "socket"
    ? frameOf({ type: "room.stats", stats })
    : Buffer.from(namedLines("room.stats", stats));
}

/** "Forget the room and start from this." The id makes a reader resume after the snapshot. */
export function frameResync(
  framing: Framing,
  snapshot: Stream,
  recent: readonly RoomEvent[],
): Buffer {
  const body = { stream: snapshot.id, snapshot, recent: [...recent] };
  return framing === "socket"
    ? frameOf({ type: "resync", ...body })
    : Buffer.from(`id: ${snapshot.epoch}:${snapshot.seq}\n${namedLines("resync", body)}`);
}

/** The last words before a connection ends, with when to come back. */
export function frameGoodbye(framing: Framing, reason: string, retryMs?: number): Buffer {
  const body = { reason, ...(retryMs === undefined ? {} : { retryMs }) };
  if (framing === "socket") return frameOf({ type: "goodbye", ...body });
  const retry = retryMs === undefined ? "" : `retry: ${retryMs}\n`;
  return Buffer.from(retry + namedLines("goodbye", body));
}

/** One frame of the socket as bytes. */
export function frameOf(frame: ServerFrame): Buffer {
  return Buffer.from(JSON.stringify(frame));
}

/** One named server-sent event without a position of its own. */
export function namedLines(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
