/** Streams as anyone may see them. */
import { idOf, isRefusal, refuse, uuidOf } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import { cursorUuid, pageById, pageLimit } from "../page.ts";
import type { LiveParts } from "./parts.ts";
import { listStreams as listRows, readHeads, readStream } from "./sql/streams.ts";
import { streamOf } from "./stream-of-row.ts";

export function getStream({ database, presence }: LiveParts): Handler<"getStream"> {
  return async (_, { params }) => {
    const [row] = await database.query(readStream(uuidOf("stream", params.stream) ?? ""));
    return row === undefined ? refuse("stream_not_found") : { answer: streamOf(row, presence) };
  };
}

export function listStreams({ database, presence }: LiveParts): Handler<"listStreams"> {
  return async (_, { query }) => {
    const after = cursorUuid("stream", query);
    if (isRefusal(after)) return after;
    const creator = query.creator === undefined ? null : uuidOf("creator", query.creator);
    const limit = pageLimit(query);
    const page = { ended: query.state === "ended", creator, after, limit: limit + 1 };
    const rows = await database.query(listRows(page));
    const item = (row: (typeof rows)[number]) => streamOf(row, presence);
    return { answer: pageById(rows, limit, { kind: "stream", item }) };
  };
}

/** The last event's number of each stream that exists. */
export async function headsOf(
  { database }: Pick<LiveParts, "database">,
  streamIds: readonly string[],
): Promise<Map<string, number>> {
  const uuids = streamIds.flatMap((id) => uuidOf("stream", id) ?? []);
  const rows = await database.query(readHeads(uuids));
  return new Map(rows.map(({ id, head }) => [idOf("stream", id), Number(head)]));
}
