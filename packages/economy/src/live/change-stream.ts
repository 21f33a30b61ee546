/** Changes or ends a stream: for its creator alone, numbered among the room's events. */
import type { Tx } from "@largesse/ledger";
import { type Refusal, type RefusalCode, refuse, type Stream, uuidOf } from "@largesse/protocol";
import { creatorOf } from "../actor.ts";
import { toRoomEvent } from "../gifts/room-event.ts";
import { type LockedRoom, lockRooms } from "../gifts/sql/rooms.ts";
import type { Actor, Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import { appendEvent, type RoomChange } from "./room-change.ts";
import { endStreams, readStream, type StreamRow, writeStream } from "./sql/streams.ts";
import { streamOf } from "./stream-of-row.ts";

export function changeStream(parts: LiveParts): Handler<"changeStream"> {
  return async (actor, { params, body }) =>
    await changeOwn(parts, { actor, stream: params.stream }, async (tx, { row }, nowMs) => {
      if (row.endedAt !== null) return refuse("stream_ended");
      const to = {
        title: (body.title ?? row.title).toWellFormed(),
        scene: body.scene ?? row.scene,
        hls: (body.hls === undefined ? row.hls : body.hls)?.toWellFormed() ?? null,
      };
      if (to.title === row.title && to.scene === row.scene && to.hls === row.hls) return null;
      await tx.query(writeStream(row.id, to));
      return { type: "stream.changed", nowMs, body: to };
    });
}

export function endStream(parts: LiveParts): Handler<"endStream"> {
  return async (actor, { params }) =>
    await changeOwn(parts, { actor, stream: params.stream }, async (tx, { row }, nowMs) => {
      // Ended is ended: asking again is not an error.
      if (row.endedAt !== null) return null;
      await tx.query(endStreams([row.id], nowMs));
      return { type: "stream.ended", nowMs };
    });
}

interface Own {
  readonly row: StreamRow;
  readonly room: LockedRoom;
}
type Decide = (tx: Tx, own: Own, nowMs: number) => Promise<RoomChange | Refusal | null>;

/** Runs the decision under the room's lock; null changes nothing. */
async function changeOwn(
  parts: LiveParts,
  wish: { readonly actor: Actor | null; readonly stream: string },
  decide: Decide,
): Promise<{ answer: Stream } | Refusal> {
  const creator = creatorOf(wish.actor);
  const id = uuidOf("stream", wish.stream) ?? "";
  const event = await parts.database.transaction(async (tx) => {
    const [room] = await tx.query(lockRooms([id]));
    const [row] = await tx.query(readStream(id));
    if (room === undefined || row === undefined) return refuse("stream_not_found");
    if (row.creator !== creator.uuid) return refuse("not_your_stream");
    const change = await decide(tx, { row, room }, parts.clock());
    if (change === null || "refused" in change) return change;
    return toRoomEvent(await appendEvent(tx, room, change));
  });
  if (event !== null) {
    if ("refused" in event) return event;
    parts.publish([event]);
  }
  const [row] = await parts.database.query(readStream(id));
  return row === undefined ? refuse(GONE) : { answer: streamOf(row, parts.presence) };
}

const GONE: RefusalCode = "stream_not_found";
