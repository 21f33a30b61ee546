/** Goes live. A creator has one live stream: starting again ends the older one, with its event. */
import type { Tx } from "@largesse/ledger";
import { idOf, newId, type RoomEvent, type Scene, uuidOf, uuidv7 } from "@largesse/protocol";
import { creatorOf } from "../actor.ts";
import { type RoomEventRow, toRoomEvent } from "../gifts/room-event.ts";
import { lockRooms } from "../gifts/sql/rooms.ts";
import type { Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import { appendEvent } from "./room-change.ts";
import { endStreams, insertStream, listLiveOf, lockCreator, readStream } from "./sql/streams.ts";
import { streamOf } from "./stream-of-row.ts";

const SCENE: Scene = "aurora";

export function startStream(parts: LiveParts): Handler<"startStream"> {
  const { database, clock, publish } = parts;
  return async (actor, { body }) => {
    const creator = creatorOf(actor);
    const id = uuidOf("stream", newId("stream")) ?? "";
    const nowMs = clock();
    const events = await database.transaction(async (tx) => {
      await tx.query(lockCreator(creator.uuid));
      const ended = await endLive(tx, creator.uuid, nowMs);
      await tx.query(
        insertStream({
          id,
          creator: creator.uuid,
          title: body.title.toWellFormed(),
          scene: body.scene ?? SCENE,
          hls: body.hls?.toWellFormed() ?? null,
          epoch: uuidv7(),
          nowMs,
        }),
      );
      return ended;
    });
    publish(events);
    const [row] = await database.query(readStream(id));
    if (row === undefined) throw new Error(`stream ${idOf("stream", id)} was not written`);
    return { answer: streamOf(row, parts.presence) };
  };
}

async function endLive(tx: Tx, creator: string, nowMs: number): Promise<RoomEvent[]> {
  const live = (await tx.query(listLiveOf(creator))).map(({ id }) => id);
  const events: RoomEventRow[] = [];
  for (const room of await tx.query(lockRooms(live))) {
    if (!room.ended) events.push(await appendEvent(tx, room, { type: "stream.ended", nowMs }));
  }
  await tx.query(
    endStreams(
      events.map(({ stream }) => stream),
      nowMs,
    ),
  );
  return events.map(toRoomEvent);
}
