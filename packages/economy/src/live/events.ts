/** The room's events, read in order: by anyone over HTTP, and by the rooms to fill their gaps. */
import { type EventPage, limits, type RoomEvent, refuse, uuidOf } from "@largesse/protocol";
import { toRoomEvent } from "../gifts/room-event.ts";
import { readEventsAfter } from "../gifts/sql/events.ts";
import type { Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import { readStream } from "./sql/streams.ts";

/** Some events and how far the room has come. An unknown stream has none and no epoch. */
export interface EventSlice {
  readonly events: RoomEvent[];
  readonly head: number;
  readonly epoch: string;
}

export async function loadEvents(
  { database }: Pick<LiveParts, "database">,
  streamId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<EventSlice> {
  const stream = uuidOf("stream", streamId) ?? "";
  // Head before events: then no event is read that the head does not know of.
  const [row] = stream === "" ? [] : await database.query(readStream(stream));
  if (row === undefined) return { events: [], head: 0, epoch: "" };
  const rows = await readEventsAfter(database, { stream, after: BigInt(after), limit });
  const head = rows.reduce((last, { seq }) => (seq > last ? seq : last), row.head);
  return { events: rows.map(toRoomEvent), head: Number(head), epoch: row.epoch };
}

export function listEvents(parts: LiveParts): Handler<"listEvents"> {
  return async (_, { params, query }) => {
    const after = query.after ?? 0;
    const limit = query.limit ?? limits.pageDefault;
    const slice = await loadEvents(parts, params.stream, { after, limit });
    if (slice.epoch === "") return refuse("stream_not_found");
    if (after > slice.head) return refuse("position_invalid", { after });
    const last = slice.events.at(-1)?.seq ?? after;
    const answer: EventPage = {
      data: slice.events,
      next: last < slice.head ? String(last) : null,
      epoch: slice.epoch,
    };
    return { answer };
  };
}
