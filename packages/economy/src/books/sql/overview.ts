/** The overview's counts. Each reads only what can be of the day. */
import { sql } from "@largesse/ledger";
import type { OrderState } from "@largesse/protocol";

export const listLiveStreams = () => sql<{ id: string }>`
  select id
  from economy.stream
  where ended_at is null`;

/** Through the streams that were live since then, so that older events are not looked at. */
export const readGiftsSince = (sinceMs: number) => sql<{ gifts: bigint; coins: bigint }>`
  select
    coalesce(sum(event.count), 0)::bigint as gifts,
    coalesce(sum(event.coins), 0)::bigint as coins
  from economy.stream
  join economy.room_event as event on event.stream = stream.id
  where (stream.ended_at is null or stream.ended_at >= ${new Date(sinceMs)}::timestamptz)
    and event.type = 'gift.sent'
    and event.at >= ${new Date(sinceMs)}::timestamptz`;

export const readGiftsByMinute = (sinceMs: number) => sql<{
  at: Date;
  gifts: bigint;
  coins: bigint;
}>`
  select
    date_trunc('minute', event.at) as at, sum(event.count)::bigint as gifts,
    sum(event.coins)::bigint as coins
  from economy.stream
  join economy.room_event as event on event.stream = stream.id
  where (stream.ended_at is null or stream.ended_at >= ${new Date(sinceMs)}::timestamptz)
    and event.type = 'gift.sent'
    and event.at >= ${new Date(sinceMs)}::timestamptz
  group by date_trunc('minute', event.at)
  order by at`;

export const countOrdersSince = (sinceMs: number) => sql<{ orders: bigint }>`
  select count(*) as orders
  from economy.purchase_order
  where created_at >= ${new Date(sinceMs)}::timestamptz`;

export const countNewViewers = (sinceMs: number) => sql<{ viewers: bigint }>`
  select count(*) as viewers
  from economy.person
  where role = 'viewer' and created_at >= ${new Date(sinceMs)}::timestamptz`;

export const readOrdersByState = () => sql<{ state: OrderState; orders: bigint }>`
  select state, count(*) as orders
  from economy.purchase_order
  group by state
  order by state`;
