-- The store: price lists, quotes, orders, and what providers told about payments.

-- A published list never changes; a new price is a new version.
create table economy.price_list (
  version integer primary key,
  id text not null,
  valid_from timestamptz not null,
  bundles jsonb not null
);

create function economy.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is immutable: % refused', tg_table_name, lower(tg_op);
end $$;

create trigger price_list_is_immutable
before update or delete or truncate on economy.price_list
for each statement execute function economy.refuse_change();

-- What was promised to whom until when, whole, so that no later change can alter it.
create table economy.quote (
  id uuid primary key,
  viewer uuid not null references economy.person,
  -- As it was answered.
  quote jsonb not null,
  -- What was asked: the country and the channel that the price was made for.
  request jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create trigger quote_is_immutable
before update or delete or truncate on economy.quote
for each statement execute function economy.refuse_change();

create table economy.purchase_order (
  id uuid primary key,
  viewer uuid not null references economy.person,
  key text not null,
  request_hash bytea not null,
  quote uuid not null references economy.quote,
  provider text not null,
  state text not null,
  payment text,
  action_url text,
  failure jsonb,
  settled boolean not null default false,
  credited_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  -- When the provider was last asked how the payment stands.
  asked_at timestamptz not null,
  -- The first answer to the key, so that a retry gets exactly it.
  answer jsonb,
  unique (viewer, key)
) with (fillfactor = 70);
create index order_of_viewer on economy.purchase_order (viewer, id desc);
create index order_of_quote on economy.purchase_order (quote);
create index order_unsettled on economy.purchase_order (asked_at)
where state in ('created', 'pending', 'paid', 'expired');

-- A provider's payment belongs to one order, for ever, whichever event told of it first.
create table economy.payment (
  provider text not null,
  id text not null,
  purchase_order uuid not null references economy.purchase_order,
  currency text not null,
  minor bigint not null,
  first_seen_at timestamptz not null,
  primary key (provider, id)
);

-- Webhooks as they came over the wire, kept before they are worked on.
create table economy.webhook (
  provider text not null,
  id text not null,
  raw bytea not null,
  event jsonb,
  received_at timestamptz not null,
  worked_at timestamptz,
  outcome text,
  primary key (provider, id)
);
create index webhook_unworked on economy.webhook (received_at) where worked_at is null;

-- The sandbox provider's own records: its side of the counter, not ours.
create table economy.sandbox_payment (
  id text primary key,
  purchase_order text not null unique,
  outcome text not null,
  status text not null,
  currency text not null,
  minor bigint not null,
  created_at timestamptz not null
);
