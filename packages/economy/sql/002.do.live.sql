-- The live room: streams, what happened in them in order, and the streaks that are still growing.
create table economy.stream (
  id uuid primary key,
  creator uuid not null references economy.person,
  title text not null,
  scene text not null,
  hls text,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Names this numbering of events; made anew when a room's history is restored from a backup.
  epoch text not null,
  -- Number of the last event. Taken under this row's lock, so numbers have no gaps and no overtaking.
  head bigint not null default 0,
  -- Coins of all gifts so far: the fold of the events, kept here because every page shows it.
  coins bigint not null default 0
) with (fillfactor = 50);
create index stream_live on economy.stream (started_at desc) where ended_at is null;
create index stream_of_creator on economy.stream (creator, started_at desc);

-- One row an event. Gifts have their facts as columns, so that earnings and leaderboards are SQL.
create table economy.room_event (
  stream uuid not null,
  seq bigint not null,
  type text not null,
  at timestamptz not null,
  -- The sent gift or the message.
  id uuid,
  actor uuid,
  actor_role text,
  -- As they were when it happened: a later change of name does not rewrite history.
  actor_name text,
  actor_avatar text,
  gift text,
  count integer,
  coins bigint,
  diamonds bigint,
  streak text,
  streak_total integer,
  streak_ended boolean,
  -- What the other types of events say.
  body jsonb,
  primary key (stream, seq)
);

-- A streak is its sender's: (sender, id). It stays after its end, so that a late or repeated message
-- is known and paid for once. `total` only rises.
create table economy.streak (
  sender uuid not null,
  id text collate "C" not null,
  stream uuid not null,
  gift text not null,
  total integer not null,
  coins bigint not null,
  last_at timestamptz not null,
  ended_at timestamptz,
  primary key (sender, id)
) with (fillfactor = 50);
create index streak_open on economy.streak (stream) where ended_at is null;
