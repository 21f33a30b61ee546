/** The leaderboard's fold. */
import { sql } from "@largesse/ledger";

export interface LeaderRow {
  readonly rank: bigint;
  readonly actor: string;
  readonly name: string;
  readonly avatar: string | null;
  readonly coins: bigint;
  readonly gifts: bigint;
}

/** Equal coins share a rank; who got there first stands above. */
export const readLeaders = (stream: string, limit: number) => sql<LeaderRow>`
  with supporter as (
    select actor, sum(coins)::bigint as coins, sum(count)::bigint as gifts, max(seq) as last
    from economy.room_event
    where stream = ${stream} and type = 'gift.sent'
    group by actor
  )
  select
    rank() over (order by supporter.coins desc) as rank,
    supporter.actor, person.name, person.avatar, supporter.coins, supporter.gifts
  from supporter
  join economy.person on person.id = supporter.actor
  order by supporter.coins desc, supporter.last
  limit ${limit}`;
