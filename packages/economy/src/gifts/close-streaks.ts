/**
 * Ends streaks that have fallen silent, each with one `streak.ended` event, in one transaction: after
 * a crash the streak is either still open, and closed by the next look, or closed with its event.
 */
import type { Database } from "@largesse/ledger";
import { limits, type RoomEvent } from "@largesse/protocol";
import { type RoomEventRow, toRoomEvent } from "./room-event.ts";
import { insertEvents } from "./sql/events.ts";
import { type LockedRoom, lockRooms, moveRooms } from "./sql/rooms.ts";
import { type EndedStreakRow, endStreaks, readStreamsToClose } from "./sql/streaks.ts";

/** Streams closed at once: a look takes a few milliseconds, the next one takes the rest. */
const STREAMS_AT_ONCE = 200;

/** Ends what is due; answers the events, in order by room, once they are committed. */
export async function closeStreaks(database: Database, nowMs: number): Promise<RoomEvent[]> {
  const beforeMs = nowMs - limits.streakGapMs;
  const streams = await readStreamsToClose(database, beforeMs, STREAMS_AT_ONCE);
  if (streams.length === 0) return [];
  const rows = await database.transaction(async (tx) => {
    // The room's lock first: a gift that grows the streak holds it too, so it is either counted
    // before the end or finds the streak ended.
    const rooms = new Map((await tx.query(lockRooms(streams))).map((room) => [room.id, room]));
    const ended = await tx.query(endStreaks(streams, beforeMs, nowMs));
    const events = ended.map((streak) => endEvent(streak, rooms.get(streak.stream), nowMs));
    if (events.length > 0) {
      await tx.query(insertEvents(events));
      await tx.query(moveRooms([...rooms.values()]));
    }
    return events;
  });
  return rows.map(toRoomEvent);
}

function endEvent(
  streak: EndedStreakRow,
  room: LockedRoom | undefined,
  nowMs: number,
): RoomEventRow {
  if (room === undefined) throw new Error(`stream ${streak.stream} of a streak is missing`);
  room.head += 1n;
  return {
    stream: streak.stream,
    seq: room.head,
    epoch: room.epoch,
    type: "streak.ended",
    at: new Date(nowMs),
    id: null,
    actor: streak.sender,
    actorRole: "viewer",
    actorName: streak.name,
    actorAvatar: streak.avatar,
    gift: streak.gift,
    count: null,
    coins: streak.coins,
    diamonds: null,
    streak: streak.id,
    streakTotal: streak.total,
    streakEnded: true,
    body: null,
  };
}
