/** Room events, written many at a time and read in order. */
import { type Queryable, sql } from "@largesse/ledger";
import type { RoomEventRow } from "../room-event.ts";

/** Appends events; their numbers were taken under the locks of their streams' rows. */
export function insertEvents(rows: readonly RoomEventRow[]) {
  return sql<unknown>`
    insert into economy.room_event (
      stream, seq, type, at, id, actor, actor_role, actor_name, actor_avatar,
      gift, count, coins, diamonds, streak, streak_total, streak_ended, body
    )
    select
      stream, seq, type, to_timestamp(at_ms / 1000.0), id, actor, actor_role, actor_name,
      actor_avatar, gift, count, coins, diamonds, streak, streak_total, streak_ended, body::jsonb
    from unnest(
      ${rows.map(({ stream }) => stream)}::uuid[],
      ${rows.map(({ seq }) => seq)}::bigint[],
      ${rows.map(({ type }) => type)}::text[],
      ${rows.map(({ at }) => at.getTime())}::bigint[],
      ${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ actor }) => actor)}::uuid[],
      ${rows.map(({ actorRole }) => actorRole)}::text[],
      ${rows.map(({ actorName }) => actorName)}::text[],
      ${rows.map(({ actorAvatar }) => actorAvatar)}::text[],
      ${rows.map(({ gift }) => gift)}::text[],
      ${rows.map(({ count }) => count)}::integer[],
      ${rows.map(({ coins }) => coins)}::bigint[],
      ${rows.map(({ diamonds }) => diamonds)}::bigint[],
      ${rows.map(({ streak }) => streak)}::text[],
      ${rows.map(({ streakTotal }) => streakTotal)}::integer[],
      ${rows.map(({ streakEnded }) => streakEnded)}::boolean[],
      ${rows.map(({ body }) => (body === null ? null : JSON.stringify(body)))}::text[]
    ) as row (
      stream, seq, type, at_ms, id, actor, actor_role, actor_name, actor_avatar,
      gift, count, coins, diamonds, streak, streak_total, streak_ended, body
    )`;
}

/** `insertEvents` for a batch of gifts: what they have in common is sent once. */
export function insertGiftEvents(rows: readonly RoomEventRow[]) {
  return sql<unknown>`
    insert into economy.room_event (
      stream, seq, type, at, id, actor, actor_role, actor_name, actor_avatar,
      gift, count, coins, diamonds, streak, streak_total, streak_ended
    )
    select
      stream, seq, 'gift.sent', to_timestamp(${rows[0]?.at.getTime() ?? 0}::bigint / 1000.0), id,
      actor, 'viewer', actor_name, actor_avatar, gift, count, coins, diamonds, streak, streak_total,
      streak_ended
    from (
      select
        unnest(${rows.map(({ stream }) => stream)}::uuid[]) as stream,
        unnest(${rows.map(({ seq }) => seq)}::bigint[]) as seq,
        unnest(${rows.map(({ id }) => id)}::uuid[]) as id,
        unnest(${rows.map(({ actor }) => actor)}::uuid[]) as actor,
        unnest(${rows.map(({ actorName }) => actorName)}::text[]) as actor_name,
        unnest(${rows.map(({ actorAvatar }) => actorAvatar)}::text[]) as actor_avatar,
        unnest(${rows.map(({ gift }) => gift)}::text[]) as gift,
        unnest(${Int32Array.from(rows, ({ count }) => count ?? 0)}::integer[]) as count,
        unnest(${rows.map(({ coins }) => coins)}::bigint[]) as coins,
        unnest(${rows.map(({ diamonds }) => diamonds)}::bigint[]) as diamonds,
        unnest(${rows.map(({ streak }) => streak)}::text[]) as streak,
        unnest(${rows.map(({ streakTotal }) => streakTotal)}::integer[]) as streak_total,
        unnest(${rows.map(({ streakEnded }) => streakEnded)}::boolean[]) as streak_ended
    ) as row`;
}

/** Events of one stream after a number, oldest first. */
export async function readEventsAfter(
  database: Queryable,
  page: { readonly stream: string; readonly after: bigint; readonly limit: number },
): Promise<RoomEventRow[]> {
  return await database.query(sql<RoomEventRow>`
    select
      event.stream, event.seq, stream.epoch, event.type, event.at, event.id, event.actor,
      event.actor_role as "actorRole", event.actor_name as "actorName",
      event.actor_avatar as "actorAvatar", event.gift, event.count, event.coins, event.diamonds,
      event.streak, event.streak_total as "streakTotal", event.streak_ended as "streakEnded",
      event.body
    from economy.room_event as event
    join economy.stream on stream.id = event.stream
    where event.stream = ${page.stream} and event.seq > ${page.after}
    order by event.seq
    limit ${page.limit}`);
}

/** Single events by their place, in any order. */
export async function readEventsAt(
  database: Queryable,
  places: readonly { readonly stream: string; readonly seq: bigint }[],
): Promise<RoomEventRow[]> {
  return await database.query(sql<RoomEventRow>`
    select
      event.stream, event.seq, stream.epoch, event.type, event.at, event.id, event.actor,
      event.actor_role as "actorRole", event.actor_name as "actorName",
      event.actor_avatar as "actorAvatar", event.gift, event.count, event.coins, event.diamonds,
      event.streak, event.streak_total as "streakTotal", event.streak_ended as "streakEnded",
      event.body
    from unnest(
      ${places.map(({ stream }) => stream)}::uuid[], ${places.map(({ seq }) => seq)}::bigint[]
    ) as place (stream, seq)
    join economy.room_event as event on event.stream = place.stream and event.seq = place.seq
    join economy.stream on stream.id = event.stream`);
}
