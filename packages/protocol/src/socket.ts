/**
 * The socket's frames, subprotocol `largesse.v1`: JSON text, one object a frame from the client,
 * one object or an array of objects a frame from the server (events of one tick share a write).
 *
 * Every command with an `id` gets exactly one `answer` with the same `id`. Rules: docs/spec/socket.md.
 */
import { z } from "zod";
import { SendGiftAnswer, SendGiftRequest } from "./gifts.ts";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { RoomEvent, RoomStats, SendMessageAnswer, SendMessageRequest, Stream } from "./live.ts";
import { Me } from "./people.ts";
import { Problem } from "./problem.ts";

export const SOCKET_PROTOCOL = "largesse.v1";

const id = z.union([z.int(), z.string().max(64)]).optional();
const stream = idSchema("stream");
const key = z
  .string()
  .min(1)
  .max(limits.keyCharsMax)
  .regex(/^[\x21-\x7e]+$/);

export const ClientFrame = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("hello"), id, token: z.string().max(4096).optional() }),
  z.strictObject({
    type: z.literal("join"),
    id,
    stream,
    after: z.int().min(0).optional(),
    epoch: z.string().max(64).optional(),
  }),
  z.strictObject({ type: z.literal("leave"), id, stream }),
  z.strictObject({ type: z.literal("gift.send"), id, key, stream, ...SendGiftRequest.shape }),
  z.strictObject({ type: z.literal("message.send"), id, key, stream, ...SendMessageRequest.shape }),
  z.strictObject({ type: z.literal("ping"), id }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/** Answer to `hello`: who one is here (null for a guest, who may watch) and how often to ping. */
export const HelloAnswer = z.strictObject({ me: Me.nullable(), heartbeatMs: z.int() });
/** Answer to `join`: the room as it is; the events after `after` follow as frames. */
export const JoinAnswer = z.strictObject({ stream: Stream, resumed: z.boolean() });
export type HelloAnswer = z.infer<typeof HelloAnswer>;
export type JoinAnswer = z.infer<typeof JoinAnswer>;

export const ServerFrame = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("answer"),
    id: z.union([z.int(), z.string()]),
    ok: z.literal(true),
    result: z.union([
      HelloAnswer,
      JoinAnswer,
      SendGiftAnswer,
      SendMessageAnswer,
      z.strictObject({}),
    ]),
  }),
  z.strictObject({
    type: z.literal("refused"),
    id: z.union([z.int(), z.string()]).nullable(),
    problem: Problem,
  }),
  z.strictObject({ type: z.literal("event"), event: RoomEvent }),
  z.strictObject({ type: z.literal("room.stats"), stats: RoomStats }),
  z
    .strictObject({
      type: z.literal("resync"),
      stream: z.string(),
      snapshot: Stream,
      recent: z.array(RoomEvent),
    })
    .meta({
      description:
        "The position is too old or of another epoch: forget the room and start from this.",
    }),
  z.strictObject({ type: z.literal("goodbye"), reason: z.string(), retryMs: z.int().optional() }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
