/** Streaks: a count that only rises, by sender and name. */
import { type Queryable, sql } from "@largesse/ledger";

export interface StreakRow {
  readonly sender: string;
  readonly id: string;
  readonly stream: string;
  readonly gift: string;
  readonly total: number;
  readonly coins: bigint;
  readonly ended: boolean;
}

/** Sent after the locks: a sender's streaks change only under the lock of their wallet. */
export const readStreaks = (senders: readonly string[], ids: readonly string[]) => sql<StreakRow>`
  select
    streak.sender, streak.id, streak.stream, streak.gift, streak.total, streak.coins,
    streak.ended_at is not null as ended
  from (select unnest(${senders}::uuid[]) as sender, unnest(${ids}::text[]) as id) as asked
  -- One index lookup a streak, whatever the planner believes about the table's size.
  cross join lateral (
    select *
    from economy.streak
    where streak.sender = asked.sender and streak.id = asked.id
    limit 1
  ) as streak`;

export const writeStreaks = (rows: readonly StreakRow[], nowMs: number) => sql<unknown>`
  insert into economy.streak (sender, id, stream, gift, total, coins, last_at)
  select sender, id, stream, gift, total, coins, to_timestamp(${nowMs}::bigint / 1000.0)
  from (
    select
      unnest(${rows.map(({ sender }) => sender)}::uuid[]) as sender,
      unnest(${rows.map(({ id }) => id)}::text[]) as id,
      unnest(${rows.map(({ stream }) => stream)}::uuid[]) as stream,
      unnest(${rows.map(({ gift }) => gift)}::text[]) as gift,
      unnest(${Int32Array.from(rows, ({ total }) => total)}::integer[]) as total,
      unnest(${rows.map(({ coins }) => coins)}::bigint[]) as coins
  ) as row
  on conflict (sender, id) do update
  set total = excluded.total, coins = excluded.coins, last_at = excluded.last_at`;

/** Streams with a streak whose last gift is older than that; a bounded number of them. */
export async function readStreamsToClose(
  database: Queryable,
  beforeMs: number,
  limit: number,
): Promise<string[]> {
  const rows = await database.query(sql<{ stream: string }>`
    select distinct stream
    from economy.streak
    where ended_at is null and last_at <= to_timestamp(${beforeMs}::bigint / 1000.0)
    limit ${limit}`);
  return rows.map(({ stream }) => stream);
}

export interface EndedStreakRow extends StreakRow {
  readonly name: string;
  readonly avatar: string | null;
}

/** Ends what is due in streams whose rows are locked; answers them in the order they fell silent. */
export const endStreaks = (streams: readonly string[], beforeMs: number, nowMs: number) =>
  sql<EndedStreakRow>`
  with ended as (
    update economy.streak
    set ended_at = to_timestamp(${nowMs}::bigint / 1000.0)
    where ended_at is null
      and stream = any(${streams}::uuid[])
      and last_at <= to_timestamp(${beforeMs}::bigint / 1000.0)
    returning sender, id, stream, gift, total, coins, last_at
  )
  select
    ended.sender, ended.id, ended.stream, ended.gift, ended.total, ended.coins, true as ended,
    person.name, person.avatar
  from ended
  join economy.person on person.id = ended.sender
  order by ended.last_at, ended.sender, ended.id`;
