-- What this database is: a demo's play world, or somebody's real house. One row, for ever.
create table public.installation (
  only_one boolean primary key default true check (only_one),
  demo boolean not null,
  made_at timestamptz not null
);
