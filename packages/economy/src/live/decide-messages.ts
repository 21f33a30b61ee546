/**
 * Decides a batch of messages, one after the other, over rooms that are locked: each is numbered,
 * found to be said before, or refused. Pure: facts come in, what is to be written comes out.
 */
import { type Refusal, refuse, uuidv7 } from "@largesse/protocol";
import type { RoomEventRow } from "../gifts/room-event.ts";
import type { LockedRoom } from "../gifts/sql/rooms.ts";
import type { Actor } from "../handlers.ts";
import { eventRow } from "./room-change.ts";
import type { MessagePlace } from "./sql/messages.ts";

/** One message, as it joins the batch; the text is a plain line already. */
export interface Speech {
  readonly actor: Actor;
  /** The stream's UUID. */
  readonly stream: string;
  readonly text: string;
  readonly key: string;
  readonly requestHash: Buffer;
}

/** A new event, the place of one said before, or no. */
export type Decided = { readonly row: RoomEventRow } | { readonly known: MessagePlace } | Refusal;

export interface MessageFacts {
  readonly rooms: readonly LockedRoom[];
  readonly known: readonly MessagePlace[];
  readonly nowMs: number;
}

export interface DecidedMessages {
  readonly decided: readonly Decided[];
  /** What is to be written: each message's event and its key's place. */
  readonly rows: readonly RoomEventRow[];
  readonly places: readonly MessagePlace[];
}

export function decideMessages(
  speeches: readonly Speech[],
  { rooms, known, nowMs }: MessageFacts,
): DecidedMessages {
  const roomById = new Map(rooms.map((room) => [room.id, room]));
  const placeByKey = new Map(known.map((place) => [`${place.sender} ${place.key}`, place]));
  const rows: RoomEventRow[] = [];
  const places: MessagePlace[] = [];
  const decided = speeches.map((speech): Decided => {
    const { actor, stream, text, key, requestHash } = speech;
    const bound = placeByKey.get(`${actor.uuid} ${key}`);
    if (bound !== undefined) {
      return bound.requestHash.equals(requestHash) ? { known: bound } : refuse("key_reused");
    }
    const room = roomById.get(stream);
    if (room === undefined) return refuse("stream_not_found");
    if (text === "") return refuse("message_empty");
    if (room.ended) return refuse("stream_ended");
    const id = uuidv7(nowMs);
    const row = eventRow(room, { type: "message.sent", nowMs, id, actor, body: { text } });
    const place = { sender: actor.uuid, key, requestHash, id, stream, seq: row.seq };
    placeByKey.set(`${actor.uuid} ${key}`, place);
    rows.push(row);
    places.push(place);
    return { row };
  });
  return { decided, rows, places };
}
