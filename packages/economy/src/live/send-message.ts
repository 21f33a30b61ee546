/**
 * Says something in a live room. Messages join a batcher of their own, so that a crowd's chat is one
 * short transaction after another and never a queue of locks in front of the room's gifts.
 *
 * A retry with the same key gets the first answer, also after the stream has ended.
 */
import { createHash } from "node:crypto";
import { createBatcher, type Tx } from "@largesse/ledger";
import {
  isRefusal,
  limits,
  type RoomEvent,
  type SendMessageAnswer,
  uuidOf,
} from "@largesse/protocol";
import { toRoomEvent } from "../gifts/room-event.ts";
import { insertEvents, readEventsAt } from "../gifts/sql/events.ts";
import { lockRooms, moveRooms } from "../gifts/sql/rooms.ts";
import type { Handler, Reply } from "../handlers.ts";
import {
  type Decided,
  type DecidedMessages,
  decideMessages,
  type Speech,
} from "./decide-messages.ts";
import type { LiveParts } from "./parts.ts";
import { insertMessages, isKeyTaken, readMessages } from "./sql/messages.ts";

export interface Chat {
  readonly sendMessage: Handler<"sendMessage">;
  /** Waits for the messages in hand. */
  stop(): Promise<void>;
}

export function createChat(parts: LiveParts): Chat {
  const batcher = createBatcher<Speech, Reply<SendMessageAnswer>>({
    batchMax: limits.batchMessagesMax,
    queueMax: limits.batchQueueMax,
    work: (speeches) => sayAll(parts, speeches),
  });
  return {
    async sendMessage(actor, { params, body, key }) {
      if (actor === null) throw new Error("a message without a sender");
      const stream = uuidOf("stream", params.stream) ?? "";
      const text = plainLine(body.text);
      return await batcher.add({ actor, stream, text, key, requestHash: hashOf(stream, text) });
    },
    stop: () => batcher.stop(),
  };
}

/** One transaction for all; what is new is told to the rooms once it is committed. */
async function sayAll(
  parts: LiveParts,
  speeches: readonly Speech[],
): Promise<Reply<SendMessageAnswer>[]> {
  const say = () => parts.database.transaction((tx) => writeMessages(tx, speeches, parts.clock()));
  // Taken by another node meanwhile: looked for again, the key is found.
  const { decided, rows } = await say().catch((error: unknown) => {
    if (isKeyTaken(error)) return say();
    throw error;
  });
  parts.publish(rows.map(toRoomEvent));
  return await answersOf(parts, decided);
}

async function writeMessages(
  tx: Tx,
  speeches: readonly Speech[],
  nowMs: number,
): Promise<DecidedMessages> {
  const streams = new Set(speeches.map(({ stream }) => stream));
  const rooms = await tx.query(lockRooms([...streams]));
  const known = await tx.query(
    readMessages(
      speeches.map(({ actor }) => actor.uuid),
      speeches.map(({ key }) => key),
    ),
  );
  const messages = decideMessages(speeches, { rooms, known, nowMs });
  if (messages.rows.length > 0) {
    await tx.query(insertMessages(messages.places));
    await tx.query(insertEvents(messages.rows));
    const spoken = new Set(messages.rows.map(({ stream }) => stream));
    await tx.query(moveRooms(rooms.filter(({ id }) => spoken.has(id))));
  }
  return messages;
}

/** First answers of what was said before are read from the rooms' events, where they stand. */
async function answersOf(
  { database }: LiveParts,
  decided: readonly Decided[],
): Promise<Reply<SendMessageAnswer>[]> {
  const known = decided.flatMap((one) => ("known" in one ? [one.known] : []));
  const told = known.length === 0 ? [] : await readEventsAt(database, known);
  const eventByPlace = new Map(told.map((row) => [`${row.stream} ${row.seq}`, toRoomEvent(row)]));
  return decided.map((one): Reply<SendMessageAnswer> => {
    if (isRefusal(one)) return one;
    if ("row" in one) return { answer: answerOf(toRoomEvent(one.row)) };
    const event = eventByPlace.get(`${one.known.stream} ${one.known.seq}`);
    if (event === undefined) throw new Error(`event ${one.known.seq} of a message is missing`);
    return { answer: answerOf(event), replayed: true };
  });
}

function answerOf({ type, data, seq, epoch }: RoomEvent): SendMessageAnswer {
  if (type !== "message.sent") throw new Error(`event ${seq} is not a message`);
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
