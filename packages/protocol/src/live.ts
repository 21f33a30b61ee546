/** The live room's words: streams, messages, and the events that everyone in the room sees. */
import { z } from "zod";
import { GiftRef, SentGift, StreakState } from "./gifts.ts";
import { limits } from "./limits.ts";
import { Amount } from "./money.ts";
import { Person } from "./people.ts";

export const StreamTitle = z
  .string()
  .trim()
  .min(1)
  .max(limits.titleCharsMax)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u, "no control characters");

/** The animated stage shown when a stream has no video. */
export const Scene = z.enum(["dawn", "forest", "neon", "ocean", "ember", "aurora"]);
export type Scene = z.infer<typeof Scene>;

const VideoUrl = z.url({ protocol: /^https?$/ }).max(500);

export const Stream = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    creator: Person,
    state: z.enum(["live", "ended"]),
    scene: Scene,
    hls: z.string().nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    seq: z.int().min(0).meta({ description: "The room's last event." }),
    epoch: z.string(),
    viewers: z.int().min(0),
    coins: Amount.meta({ description: "Coins of all gifts so far." }),
  })
  .meta({ id: "Stream" });
export type Stream = z.infer<typeof Stream>;

export const StartStream = z.strictObject({
  title: StreamTitle,
  scene: Scene.optional(),
  hls: VideoUrl.nullable().optional(),
});
export type StartStream = z.infer<typeof StartStream>;
export const ChangeStream = StartStream.partial();
export type ChangeStream = z.infer<typeof ChangeStream>;

export const MessageText = z.string().max(limits.messageCharsMax);
export const SendMessageRequest = z.strictObject({
  text: MessageText,
  kind: z.literal("chat").default("chat"),
});
export type SendMessageRequest = z.infer<typeof SendMessageRequest>;

export const Message = z
  .strictObject({ id: z.string(), sender: Person, text: z.string(), kind: z.literal("chat") })
  .meta({ id: "Message" });
export type Message = z.infer<typeof Message>;
export const SendMessageAnswer = z
  .strictObject({ message: Message, event: z.strictObject({ seq: z.int(), epoch: z.string() }) })
  .meta({ id: "SendMessageAnswer" });
export type SendMessageAnswer = z.infer<typeof SendMessageAnswer>;

const envelope = {
  stream: z.string(),
  seq: z.int().min(1),
  epoch: z.string(),
  at: z.iso.datetime(),
};

/** What `streak.ended` says: the whole streak, for a closing flourish; never to be summed. */
export const EndedStreak = z.strictObject({
  streak: StreakState,
  gift: GiftRef,
  sender: Person,
  coins: Amount.meta({ description: "Coins of the whole streak." }),
});

/** A sequenced event of a room. `seq` has no gaps within an `epoch`. */
export const RoomEvent = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("gift.sent"), ...envelope, data: SentGift }),
    z.strictObject({ type: z.literal("streak.ended"), ...envelope, data: EndedStreak }),
    z.strictObject({ type: z.literal("message.sent"), ...envelope, data: Message }),
    z.strictObject({
      type: z.literal("stream.changed"),
      ...envelope,
      data: z.strictObject({ title: z.string(), scene: Scene, hls: z.string().nullable() }),
    }),
    z.strictObject({ type: z.literal("stream.ended"), ...envelope, data: z.strictObject({}) }),
  ])
  .meta({ id: "RoomEvent" });
export type RoomEvent = z.infer<typeof RoomEvent>;
export type RoomEventType = RoomEvent["type"];

/** Counters of a room; not sequenced, the newest replaces the older. */
export const RoomStats = z
  .strictObject({ stream: z.string(), viewers: z.int().min(0) })
  .meta({ id: "RoomStats" });
export type RoomStats = z.infer<typeof RoomStats>;

export const EventQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(limits.journalPageMax).optional(),
});
export const EventPage = z
  .strictObject({ data: z.array(RoomEvent), next: z.string().nullable(), epoch: z.string() })
  .meta({ id: "EventPage" });
export type EventPage = z.infer<typeof EventPage>;

export const Leader = z
  .strictObject({ rank: z.int(), person: Person, coins: Amount, gifts: Amount })
  .meta({ id: "Leader" });
export type Leader = z.infer<typeof Leader>;

/** A link for OBS: read only, for one stream's creator, revocable. The token is told once. */
export const Overlay = z
  .strictObject({
    id: z.string(),
    url: z.string().nullable().meta({ description: "Only in the answer that makes it." }),
    createdAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Overlay" });
export type Overlay = z.infer<typeof Overlay>;
/** What an overlay needs to start: the creator's live stream, or null while they are offline. */
export const OverlayView = z
  .strictObject({ creator: Person, stream: Stream.nullable() })
  .meta({ id: "OverlayView" });
export type OverlayView = z.infer<typeof OverlayView>;
