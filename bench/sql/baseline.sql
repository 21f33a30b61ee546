-- What the baselines write to: the same facts, as a sensible one-by-one writer would lay them out.
create schema baseline;

create table baseline.account (
  id bigint primary key,
  balance bigint not null,
  may_go_negative boolean not null,
  check (may_go_negative or balance >= 0)
) with (fillfactor = 50);
create table baseline.stream (
  id uuid primary key,
  head bigint not null,
  coins bigint not null
) with (fillfactor = 50);
create table baseline.gift (
  sequence bigint generated always as identity primary key,
  id uuid not null,
  sender bigint not null,
  key text not null,
  request_hash bytea not null,
  stream uuid not null,
  seq bigint not null,
  gift text not null,
  count integer not null,
  coins bigint not null,
  diamonds bigint not null,
  streak text,
  streak_total integer,
  actor uuid not null,
  actor_name text not null,
  accounts bigint[] not null,
  amounts bigint[] not null,
  balances bigint[] not null,
  at timestamptz not null default clock_timestamp(),
  unique (sender, key),
  unique (stream, seq)
);
create table baseline.streak (
  sender bigint not null,
  id text not null,
  total integer not null,
  primary key (sender, id)
) with (fillfactor = 50);

-- The smallest honest row of a gift.
create table baseline.plain (
  id uuid primary key,
  sequence bigint generated always as identity,
  sender uuid not null,
  creator uuid not null,
  gift text not null,
  coins bigint not null,
  diamonds bigint not null,
  at timestamptz not null
);
