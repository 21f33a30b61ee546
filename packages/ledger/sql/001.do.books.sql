-- The books: accounts with their balances, and the journal that explains every one of them.
create schema if not exists ledger;

create table ledger.account (
  id bigint generated always as identity primary key,
  -- Who it belongs to: an id of the host's, or 'platform'.
  owner text not null,
  kind text not null,
  asset text not null,
  may_go_negative boolean not null default false,
  balance bigint not null default 0,
  -- Entries so far: the number of the last one.
  sequence bigint not null default 0,
  unique (owner, kind, asset),
  constraint account_not_negative check (may_go_negative or balance >= 0)
  -- Half of each page is left free, so that a new balance is written beside the old one and no index changes.
) with (fillfactor = 50);

-- The journal's last number, and the one lock of the books: every poster takes it first, so numbers have
-- no gaps, follow the order of commits, and no two posters can wait for each other in a circle.
create table ledger.head (
  single boolean primary key default true check (single),
  sequence bigint not null
) with (fillfactor = 10);
insert into ledger.head (sequence) values (0);

-- One row a transfer, its legs side by side: the n-th of each array belong together.
create table ledger.transfer (
  sequence bigint not null primary key,
  id uuid not null,
  -- The account whose key it is.
  principal bigint not null,
  event_at timestamptz not null,
  written_at timestamptz not null default clock_timestamp(),
  kind text not null,
  key text collate "C" not null,
  -- SHA-256 of the input, so that the same key with other content is found out.
  request_hash bytea not null,
  accounts bigint[] not null,
  amounts bigint[] not null,
  -- Of each account: the number of this entry, and the balance after it.
  sequences bigint[] not null,
  balances bigint[] not null,
  -- What it was for, in the host's words.
  reference json not null,
  -- What was answered first, so that a retry gets exactly it.
  answer text,
  constraint transfer_key unique (principal, key)
);
-- A wallet's history. Always the whole table, but only a query that says so may use it: on a young table
-- the planner took it to find keys, and read all of a wallet's transfers for each.
create index transfer_of_principal on ledger.transfer (principal, sequence desc) where sequence > 0;

-- The accountants' form: one row an entry.
create view ledger.entry as
select
  transfer.sequence as transfer,
  transfer.id,
  transfer.kind,
  transfer.principal,
  transfer.key,
  leg.account,
  account.owner,
  account.kind as account_kind,
  account.asset,
  leg.amount,
  leg.sequence as account_sequence,
  leg.balance as balance_after,
  leg.place,
  transfer.event_at,
  transfer.written_at,
  transfer.reference
from ledger.transfer
cross join lateral unnest(
  transfer.accounts, transfer.amounts, transfer.sequences, transfer.balances
) with ordinality as leg (account, amount, sequence, balance, place)
join ledger.account on account.id = leg.account;

-- What is written stays: a mistake is a reversal.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % refused', lower(tg_op);
end $$;
create trigger transfer_is_immutable
before update or delete or truncate on ledger.transfer
for each statement execute function ledger.refuse_change();

-- Stops the transaction when what must be true is not. Called once a batch, inside the statement it
-- checks, so that a commit sent in the same round trip cannot overtake the check.
create function ledger.assert(holds boolean, what text) returns void language plpgsql as $$
begin
  if holds is not true then
    raise exception 'the books refuse: %', what using errcode = 'LB001';
  end if;
end $$;
