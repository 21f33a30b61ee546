/**
 * Says something in a live room: kept, numbered and answered in one transaction under the room's
 * lock. A retry with the same key gets the first answer, also after the stream has ended.
 */
import { createHash } from "node:crypto";
import type { Tx } from "@largesse/ledger";
import {
  type Refusal,
  type RequestOf,
  type RoomEvent,
  refuse,
  type SendMessageAnswer,
  uuidOf,
  uuidv7,
} from "@largesse/protocol";
import { toRoomEvent } from "../gifts/room-event.ts";
import { readEventsAt } from "../gifts/sql/events.ts";
import { lockRooms } from "../gifts/sql/rooms.ts";
import type { Actor, Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import { appendEvent } from "./room-change.ts";
import { insertMessage, readMessage } from "./sql/messages.ts";

type Spoken = Extract<RoomEvent, { type: "message.sent" }>;
type Said = { readonly event: Spoken; readonly replayed: boolean };

export function sendMessage(parts: LiveParts): Handler<"sendMessage"> {
  return async (actor, wish) => {
    if (actor === null) throw new Error("a message without a sender");
    const said = await parts.database.transaction((tx) => say(tx, actor, wish, parts.clock()));
    if ("refused" in said) return said;
    const answer = answerOf(said.event);
    if (said.replayed) return { answer, replayed: true };
    parts.publish([said.event]);
    return { answer };
  };
}

async function say(
  tx: Tx,
  actor: Actor,
  { params, body, key }: RequestOf<"sendMessage">,
  nowMs: number,
): Promise<Said | Refusal> {
  const stream = uuidOf("stream", params.stream) ?? "";
  const text = plainLine(body.text);
  const requestHash = hashOf(stream, text);
  const [room] = await tx.query(lockRooms([stream]));
  const [known] = await tx.query(readMessage(actor.uuid, key));
  if (known !== undefined) return await replay(tx, known, requestHash);
  if (room === undefined) return refuse("stream_not_found");
  if (text === "") return refuse("message_empty");
  if (room.ended) return refuse("stream_ended");
  const id = uuidv7();
  const place = { sender: actor.uuid, key, requestHash, id, stream, seq: room.head + 1n };
  const [mine] = await tx.query(insertMessage(place));
  if (mine === undefined) {
    // The same key is being used in another room at this very moment, and was first.
    const [first] = await tx.query(readMessage(actor.uuid, key));
    if (first === undefined) throw new Error("a key that is taken was not found");
    return await replay(tx, first, requestHash);
  }
  const change = { type: "message.sent", nowMs, id, actor, body: { text } } as const;
  const event = toRoomEvent(await appendEvent(tx, room, change)) as Spoken;
  return { event, replayed: false };
}

async function replay(
  tx: Tx,
  known: { readonly requestHash: Buffer; readonly stream: string; readonly seq: bigint },
  requestHash: Buffer,
): Promise<Said | Refusal> {
  if (!known.requestHash.equals(requestHash)) return refuse("key_reused");
  const [row] = await readEventsAt(tx, [known]);
  if (row === undefined) throw new Error(`event ${known.seq} of stream ${known.stream} is missing`);
  return { event: toRoomEvent(row) as Spoken, replayed: true };
}

function answerOf({ data, seq, epoch }: Spoken): SendMessageAnswer {
  return { message: data, event: { seq, epoch } };
}

function hashOf(stream: string, text: string): Buffer {
  return createHash("sha256")
    .update(JSON.stringify(["sendMessage", stream, text]))
    .digest();
}

/** White space, control letters, and those that turn the direction of what follows: overlays show this. */
const UNSEEN = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of visible text; half letters, which no database takes, become the usual mark. */
function plainLine(text: string): string {
  return text.toWellFormed().replace(UNSEEN, " ").trim();
}
