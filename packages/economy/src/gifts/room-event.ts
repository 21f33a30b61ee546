/**
 * The one place where a row of `economy.room_event` becomes the event on the wire: what is published
 * live and what is replayed from the database are the same bytes.
 */
import {
  type GiftRef,
  idOf,
  type Person,
  type Role,
  type RoomEvent,
  type RoomEventType,
  type SentGift,
  type StreakState,
} from "@largesse/protocol";
import { findGift, tierOf } from "./catalogue.ts";

/** An event as it is stored. Ids are UUIDs; the columns of other types are null. */
export interface RoomEventRow {
  readonly stream: string;
  readonly seq: bigint;
  readonly epoch: string;
  readonly type: RoomEventType;
  readonly at: Date;
  /** The sent gift or the message. */
  readonly id: string | null;
  readonly actor: string | null;
  readonly actorRole: Role | null;
  readonly actorName: string | null;
  readonly actorAvatar: string | null;
  readonly gift: string | null;
  readonly count: number | null;
  readonly coins: bigint | null;
  readonly diamonds: bigint | null;
  readonly streak: string | null;
  readonly streakTotal: number | null;
  readonly streakEnded: boolean | null;
  /** A message's `{ text }`, a changed stream's `{ title, scene, hls }`. */
  readonly body: Record<string, unknown> | null;
}

type ChangedStream = Extract<RoomEvent, { type: "stream.changed" }>["data"];

/** The event that everyone in the room sees. */
export function toRoomEvent(row: RoomEventRow): RoomEvent {
  return {
    type: row.type,
    stream: shownIdOf("stream", row.stream),
    seq: Number(row.seq),
    epoch: row.epoch,
    at: timeOf(row.at),
    data: dataOf(row),
  } as RoomEvent;
}

/** Ids of rooms and people come again and again; those of one evening fit in a few megabytes. */
const SHOWN_IDS_MAX = 20_000;
const shownIds = new Map<string, string>();

function shownIdOf(kind: "stream" | Role, uuid: string): string {
  const name = kind + uuid;
  let id = shownIds.get(name);
  if (id === undefined) {
    if (shownIds.size >= SHOWN_IDS_MAX) shownIds.clear();
    id = idOf(kind, uuid);
    shownIds.set(name, id);
  }
  return id;
}

let lastMs = Number.NaN;
let lastTime = "";

/** All gifts of a batch have one time: it is written out once. */
function timeOf(at: Date): string {
  const ms = at.getTime();
  if (ms !== lastMs) {
    lastMs = ms;
    lastTime = at.toISOString();
  }
  return lastTime;
}

function dataOf(row: RoomEventRow): RoomEvent["data"] {
  switch (row.type) {
    case "gift.sent":
      return sentGiftOf(row);
    case "streak.ended":
      return {
        streak: streakOf(row) ?? { id: "", total: 0, ended: true },
        gift: giftRefOf(row, row.streakTotal ?? 0),
        sender: personOf(row),
        coins: Number(row.coins),
      };
    case "message.sent":
      return {
        id: idOf("message", textOf(row.id)),
        sender: personOf(row),
        text: String(row.body?.text ?? ""),
        kind: "chat",
      };
    case "stream.changed": {
      // The database keeps the fields in an order of its own; on the wire they have one.
      const { title, scene, hls } = row.body as ChangedStream;
      return { title, scene, hls };
    }
    case "stream.ended":
      return {};
  }
}

/** The sent gift in an event's row. */
export function sentGiftOf(row: RoomEventRow): SentGift {
  return {
    id: idOf("sentGift", textOf(row.id)),
    gift: giftRefOf(row, row.count ?? 0),
    sender: personOf(row),
    count: row.count ?? 0,
    coins: Number(row.coins),
    diamonds: Number(row.diamonds),
    streak: streakOf(row),
  };
}

/** The gift at the price it was sent for, also after the catalogue has changed. */
function giftRefOf(row: RoomEventRow, count: number): GiftRef {
  const id = textOf(row.gift);
  const now = findGift(id);
  const coins = count === 0 ? (now?.coins ?? 0) : Number(row.coins) / count;
  return { id, name: now?.name ?? id, coins, tier: tierOf(coins) };
}

function personOf(row: RoomEventRow): Person {
  return {
    id: shownIdOf(row.actorRole ?? "viewer", textOf(row.actor)),
    name: textOf(row.actorName),
    avatar: row.actorAvatar,
  };
}

function streakOf(row: RoomEventRow): StreakState | null {
  if (row.streak === null) return null;
  return { id: row.streak, total: row.streakTotal ?? 0, ended: row.streakEnded ?? false };
}

function textOf(value: string | null): string {
  if (value === null) throw new Error("an event's row lacks what its type needs");
  return value;
}
