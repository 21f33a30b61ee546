/** Streams: found, listed, begun, changed, ended. */
import { sql } from "@largesse/ledger";

export interface StreamRow {
  readonly id: string;
  readonly creator: string;
  readonly creatorName: string;
  readonly creatorAvatar: string | null;
  readonly title: string;
  readonly scene: string;
  readonly hls: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly epoch: string;
  readonly head: bigint;
  readonly coins: bigint;
}

export const readStream = (id: string) => sql<StreamRow>`
  select
    stream.id, stream.creator, person.name as "creatorName", person.avatar as "creatorAvatar",
    title, scene, hls, started_at as "startedAt", ended_at as "endedAt", epoch, head, coins
  from economy.stream
  join economy.person on person.id = stream.creator
  where stream.id = ${id}`;

export const listStreams = (page: {
  readonly ended: boolean;
  readonly creator: string | null;
  readonly after: string | null;
  readonly limit: number;
}) => sql<StreamRow>`
  select
    stream.id, stream.creator, person.name as "creatorName", person.avatar as "creatorAvatar",
    title, scene, hls, started_at as "startedAt", ended_at as "endedAt", epoch, head, coins
  from economy.stream
  join economy.person on person.id = stream.creator
  where (ended_at is not null) = ${page.ended}
    and (${page.creator}::uuid is null or stream.creator = ${page.creator}::uuid)
    and (
      ${page.after}::uuid is null
      or (started_at, stream.id) < (
        select last.started_at, last.id
        from economy.stream as last
        where last.id = ${page.after}::uuid
      )
    )
  order by started_at desc, stream.id desc
  limit ${page.limit}`;

/** The creator's own row is the lock: two starts at once wait for each other. */
export const lockCreator = (creator: string) => sql<{ id: string }>`
  select id
  from economy.person
  where id = ${creator}
  for no key update`;

export const listLiveOf = (creator: string) => sql<{ id: string }>`
  select id
  from economy.stream
  where creator = ${creator} and ended_at is null
  order by id`;

export const insertStream = (stream: {
  readonly id: string;
  readonly creator: string;
  readonly title: string;
  readonly scene: string;
  readonly hls: string | null;
  readonly epoch: string;
  readonly nowMs: number;
}) => sql`
  insert into economy.stream (id, creator, title, scene, hls, started_at, epoch)
  values (
    ${stream.id}, ${stream.creator}, ${stream.title}, ${stream.scene}, ${stream.hls},
    ${new Date(stream.nowMs)}, ${stream.epoch}
  )`;

export const writeStream = (
  id: string,
  to: { readonly title: string; readonly scene: string; readonly hls: string | null },
) => sql`
  update economy.stream
  set title = ${to.title}, scene = ${to.scene}, hls = ${to.hls}
  where id = ${id}`;

export const endStreams = (ids: readonly string[], nowMs: number) => sql`
  update economy.stream
  set ended_at = ${new Date(nowMs)}
  where id = any(${ids}::uuid[])`;

export const readHeads = (ids: readonly string[]) => sql<{ id: string; head: bigint }>`
  select id, head
  from economy.stream
  where id = any(${ids}::uuid[])`;
