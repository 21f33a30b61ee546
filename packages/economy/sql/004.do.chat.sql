-- Chat and overlay links.

-- A message's key, so that a retry is answered and not said twice. The text is in the room's event.
create table economy.message (
  sender uuid not null,
  key text not null,
  request_hash bytea not null,
  id uuid not null,
  stream uuid not null,
  seq bigint not null,
  primary key (sender, key)
);

-- A link for OBS. Only the token's hash is kept: who reads this table cannot watch anything.
create table economy.overlay (
  id uuid primary key,
  creator uuid not null references economy.person,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index overlay_of_creator on economy.overlay (creator, id desc);

-- Earnings are read through the creator's streams, newest first.
create index person_created on economy.person (created_at);
