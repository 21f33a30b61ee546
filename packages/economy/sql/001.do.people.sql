-- People, as the host platform names them, with their accounts in the books.
create schema if not exists economy;

create table economy.person (
  id uuid primary key,
  role text not null check (role in ('viewer', 'creator', 'operator')),
  -- Issuer and subject of the token: one person a pair, whatever else the token says.
  subject text not null,
  name text not null,
  avatar text,
  country text,
  -- A viewer's: paid and bonus coins. A creator's: change (coins short of a diamond) and diamonds.
  account_first bigint,
  account_second bigint,
  created_at timestamptz not null,
  unique (role, subject)
);
