/** Earnings, folded from the events of a creator's streams by their place (stream, number). */
import { sql } from "@largesse/ledger";
import type { RoomEventRow } from "../../gifts/room-event.ts";

export type EarningRow = RoomEventRow;

export interface EarningCursor {
  readonly stream: string;
  readonly seq: bigint;
}

/**
 * Newest first, without sorting: a creator's streams follow one another, and inside a stream events
 * are numbered. Each stream gives at most a page.
 */
export const listEarningsOf = (page: {
  readonly creator: string;
  readonly cursor: EarningCursor | null;
  readonly limit: number;
}) => sql<EarningRow>`
  select
    earned.stream, earned.seq, stream.epoch, earned.type, earned.at, earned.id, earned.actor,
    earned.actor_role as "actorRole", earned.actor_name as "actorName",
    earned.actor_avatar as "actorAvatar", earned.gift, earned.count, earned.coins,
    earned.diamonds, earned.streak, earned.streak_total as "streakTotal",
    earned.streak_ended as "streakEnded", earned.body
  from economy.stream
  cross join lateral (
    select event.*
    from economy.room_event as event
    where event.stream = stream.id
      and event.type = 'gift.sent'
      and (
        ${page.cursor?.stream ?? null}::uuid is distinct from stream.id
        or event.seq < ${page.cursor?.seq ?? null}::bigint
      )
    order by event.seq desc
    limit ${page.limit}
  ) as earned
  where stream.creator = ${page.creator}
    and (
      ${page.cursor?.stream ?? null}::uuid is null
      or (stream.started_at, stream.id) <= (
        select last.started_at, last.id
        from economy.stream as last
        where last.id = ${page.cursor?.stream ?? null}::uuid and last.creator = ${page.creator}
      )
    )
  order by stream.started_at desc, stream.id desc, earned.seq desc
  limit ${page.limit}`;

export const readEarnedSince = (creator: string, sinceMs: number) => sql<{
  coins: bigint;
  diamonds: bigint;
  gifts: bigint;
}>`
  select
    coalesce(sum(event.coins), 0)::bigint as coins,
    coalesce(sum(event.diamonds), 0)::bigint as diamonds,
    coalesce(sum(event.count), 0)::bigint as gifts
  from economy.stream
  join economy.room_event as event on event.stream = stream.id
  where stream.creator = ${creator}
    and (stream.ended_at is null or stream.ended_at >= ${new Date(sinceMs)}::timestamptz)
    and event.type = 'gift.sent'
    and event.at >= ${new Date(sinceMs)}::timestamptz`;

export const readEarnedByGift = (creator: string) => sql<{
  gift: string;
  count: bigint;
  coins: bigint;
  diamonds: bigint;
}>`
  select
    event.gift, sum(event.count)::bigint as count, sum(event.coins)::bigint as coins,
    sum(event.diamonds)::bigint as diamonds
  from economy.stream
  join economy.room_event as event on event.stream = stream.id
  where stream.creator = ${creator} and event.type = 'gift.sent'
  group by event.gift
  order by coins desc, event.gift`;

export const readEarnedBySupporter = (creator: string, limit: number) => sql<{
  actor: string;
  name: string;
  avatar: string | null;
  coins: bigint;
  gifts: bigint;
}>`
  with supporter as (
    select event.actor, sum(event.coins)::bigint as coins, sum(event.count)::bigint as gifts
    from economy.stream
    join economy.room_event as event on event.stream = stream.id
    where stream.creator = ${creator} and event.type = 'gift.sent'
    group by event.actor
    order by coins desc, event.actor
    limit ${limit}
  )
  select supporter.actor, person.name, person.avatar, supporter.coins, supporter.gifts
  from supporter
  join economy.person on person.id = supporter.actor
  order by supporter.coins desc, supporter.actor`;

export const readCoinsByMinute = (creator: string, sinceMs: number) => sql<{
  at: Date;
  coins: bigint;
}>`
  select date_trunc('minute', event.at) as at, sum(event.coins)::bigint as coins
  from economy.stream
  join economy.room_event as event on event.stream = stream.id
  where stream.creator = ${creator}
    and (stream.ended_at is null or stream.ended_at >= ${new Date(sinceMs)}::timestamptz)
    and event.type = 'gift.sent'
    and event.at >= ${new Date(sinceMs)}::timestamptz
  group by date_trunc('minute', event.at)
  order by at`;
