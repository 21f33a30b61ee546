/** Supporters of a stream by the coins of their gifts: a fold of the room's events. */
import { idOf, limits, refuse, uuidOf } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import type { LiveParts } from "./parts.ts";
import { readLeaders } from "./sql/leaders.ts";
import { readStream } from "./sql/streams.ts";

export function getLeaderboard({ database }: LiveParts): Handler<"getLeaderboard"> {
  return async (_, { params }) => {
    const stream = uuidOf("stream", params.stream) ?? "";
    const [found] = await database.query(readStream(stream));
    if (found === undefined) return refuse("stream_not_found");
    const rows = await database.query(readLeaders(stream, limits.leadersMax));
    const data = rows.map((row) => ({
      rank: Number(row.rank),
      person: { id: idOf("viewer", row.actor), name: row.name, avatar: row.avatar },
      coins: Number(row.coins),
      gifts: Number(row.gifts),
    }));
    return { answer: { data, next: null } };
  };
}
