/** Baseline (b): plain batched inserts of the smallest honest row, one writer: the wall. */
import { sql } from "@largesse/ledger";
import { uuidv7 } from "@largesse/protocol";
import type { BenchWorld } from "./world.ts";

/** A batch of rows; the best size of those tried (500, 1,000, 2,000, 5,000). */
export const PLAIN_ROWS = 2_000;

export function plainInsert(world: BenchWorld, random: () => number) {
  const now = Date.now();
  const ids: string[] = [];
  const senders: string[] = [];
  const creators: string[] = [];
  for (let row = 0; row < PLAIN_ROWS; row++) {
    ids.push(uuidv7(now));
    senders.push(world.viewers[Math.floor(random() * world.viewers.length)]?.uuid ?? "");
    creators.push(world.streams[Math.floor(random() * world.streams.length)]?.creator ?? "");
  }
  return sql<unknown>`
    insert into baseline.plain (id, sender, creator, gift, coins, diamonds, at)
    select id, sender, creator, 'panda', 5, 2, to_timestamp(${now}::bigint / 1000.0)
    from unnest(${ids}::uuid[], ${senders}::uuid[], ${creators}::uuid[]) as row (id, sender, creator)`;
}
