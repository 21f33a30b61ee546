-- The journal's hash chain: runs of transfers, closed and never opened again, each bound to the one before.
create table ledger.block (
  number bigint primary key check (number >= 1),
  first_transfer bigint not null unique,
  last_transfer bigint not null unique,
  transfers integer not null,
  -- 32 zero bytes in the first block.
  previous_hash bytea not null check (length(previous_hash) = 32),
  -- SHA-256 of each transfer, side by side: so that a changed row is named and not just its block.
  transfer_hashes bytea not null,
  hash bytea not null unique check (length(hash) = 32),
  closed_at timestamptz not null default clock_timestamp(),
  constraint block_is_a_run check (last_transfer - first_transfer + 1 = transfers and transfers >= 1),
  constraint block_has_all_hashes check (length(transfer_hashes) = transfers * 32)
);
-- Hashes do not compress; trying costs more than it saves.
alter table ledger.block alter column transfer_hashes set storage external;

create trigger block_is_immutable
before update or delete or truncate on ledger.block
for each statement execute function ledger.refuse_change();
