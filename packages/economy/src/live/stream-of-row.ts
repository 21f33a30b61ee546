/** A stream as the wire tells it. */
import { idOf, type Scene, type Stream } from "@largesse/protocol";
import type { StreamRow } from "./sql/streams.ts";

export function streamOf(row: StreamRow, presence: (streamId: string) => number): Stream {
  const id = idOf("stream", row.id);
  return {
    id,
    title: row.title,
    creator: {
      id: idOf("creator", row.creator),
      name: row.creatorName,
      avatar: row.creatorAvatar,
    },
    state: row.endedAt === null ? "live" : "ended",
    scene: row.scene as Scene,
    hls: row.hls,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    seq: Number(row.head),
    epoch: row.epoch,
    viewers: row.endedAt === null ? presence(id) : 0,
    coins: Number(row.coins),
  };
}
