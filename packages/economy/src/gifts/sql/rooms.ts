/** Rooms on the hot path: who is paid, the lock that numbers events, and the new head. */
import { type Queryable, sql } from "@largesse/ledger";

export interface LockedRoom {
  /** The stream's UUID. */
  readonly id: string;
  readonly ended: boolean;
  readonly epoch: string;
  head: bigint;
  coins: bigint;
}

/**
 * Locks streams; taken after the lock of the books, never before it. Whoever holds it
 * numbers the room's events, so numbers have no gaps and no later one is seen before an earlier.
 */
export const lockRooms = (ids: readonly string[]) => sql<LockedRoom>`
  select id, ended_at is not null as ended, epoch, head, coins
  from economy.stream
  where id = any(${ids}::uuid[])
  order by id
  for no key update`;

export const moveRooms = (rooms: readonly LockedRoom[]) => sql<unknown>`
  update economy.stream
  set head = moved.head, coins = moved.coins
  from unnest(
    ${rooms.map(({ id }) => id)}::uuid[],
    ${rooms.map(({ head }) => head)}::bigint[],
    ${rooms.map(({ coins }) => coins)}::bigint[]
  ) as moved (id, head, coins)
  -- Found one by one in the index, whatever the planner believes about the table's size.
  cross join lateral (
    select ctid as place
    from economy.stream
    where stream.id = moved.id
    limit 1
  ) as found
  where stream.ctid = found.place`;

/** Whom a stream's gifts are for. Never changes, so it is remembered. */
export interface Payee {
  readonly creator: string;
  readonly changeAccount: bigint;
  readonly diamondsAccount: bigint;
}

export async function readPayee(database: Queryable, stream: string): Promise<Payee | null> {
  const [row] = await database.query(sql<Payee>`
    select
      person.id as creator, person.account_first as "changeAccount",
      person.account_second as "diamondsAccount"
    from economy.stream
    join economy.person on person.id = stream.creator
    where stream.id = ${stream}`);
  return row ?? null;
}
