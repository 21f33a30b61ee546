-- Keys of gifts that were refused for how things stood. The viewer was told no: a copy of the request
-- that arrives later, when there are coins, must hear the same.
create table economy.refused_key (
  -- The sender's paid account, as in the journal.
  principal bigint not null,
  key text collate "C" not null,
  request_hash bytea not null,
  refused text not null,
  details json not null,
  at timestamptz not null,
  primary key (principal, key)
);
