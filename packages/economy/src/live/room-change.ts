/**
 * One event of a room that is not a gift: its number is taken under the room's lock, in the
 * transaction that makes it true.
 */
import type { Tx } from "@largesse/ledger";
import type { RoomEventType } from "@largesse/protocol";
import type { RoomEventRow } from "../gifts/room-event.ts";
import { insertEvents } from "../gifts/sql/events.ts";
import { type LockedRoom, moveRooms } from "../gifts/sql/rooms.ts";
import type { Actor } from "../handlers.ts";

export interface RoomChange {
  readonly type: Exclude<RoomEventType, "gift.sent" | "streak.ended">;
  readonly nowMs: number;
  readonly id?: string;
  readonly actor?: Actor;
  readonly body?: Record<string, unknown>;
}

/** The event's row with the room's next number, which the room has taken with it. */
export function eventRow(room: LockedRoom, change: RoomChange): RoomEventRow {
  room.head += 1n;
  return {
    stream: room.id,
    seq: room.head,
    epoch: room.epoch,
    type: change.type,
    at: new Date(change.nowMs),
    id: change.id ?? null,
    actor: change.actor?.uuid ?? null,
    actorRole: change.actor?.role ?? null,
    actorName: change.actor?.name ?? null,
    actorAvatar: change.actor?.avatar ?? null,
    gift: null,
    count: null,
    coins: null,
    diamonds: null,
    streak: null,
    streakTotal: null,
    streakEnded: null,
    body: change.body ?? null,
  };
}

/** Appends the event to a room that is locked; answers its row for telling others after commit. */
export async function appendEvent(
  tx: Tx,
  room: LockedRoom,
  change: RoomChange,
): Promise<RoomEventRow> {
  const row = eventRow(room, change);
  await tx.query(insertEvents([row]));
  await tx.query(moveRooms([room]));
  return row;
}
