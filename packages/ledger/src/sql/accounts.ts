/** Accounts: opened once, read by owner or by number. */
import type { Queryable, Tx } from "./database.ts";
import { sql } from "./statement.ts";

export interface AccountSpec {
  /** Who it belongs to: an id of the host's, or `platform`. */
  readonly owner: string;
  readonly kind: string;
  /** `coin`, `diamond`, `money.EUR`… */
  readonly asset: string;
  /** Sources, such as "coins issued", stand below zero by what they gave. */
  readonly mayGoNegative?: boolean;
}

export interface Account {
  readonly id: bigint;
  readonly owner: string;
  readonly kind: string;
  readonly asset: string;
  readonly balance: bigint;
  /** Entries so far; rises with every entry and never goes back. */
  readonly sequence: bigint;
}

/** Opens accounts, or finds those that are open already; answers their ids in the order asked. */
export async function openAccounts(
  tx: Queryable,
  specs: readonly AccountSpec[],
): Promise<bigint[]> {
  const owners = specs.map(({ owner }) => owner);
  const kinds = specs.map(({ kind }) => kind);
  const assets = specs.map(({ asset }) => asset);
  const negatives = specs.map(({ mayGoNegative }) => mayGoNegative === true);
  await tx.query(sql`
    insert into ledger.account (owner, kind, asset, may_go_negative)
    select owner, kind, asset, may_go_negative
    from unnest(${owners}::text[], ${kinds}::text[], ${assets}::text[], ${negatives}::boolean[])
      as spec (owner, kind, asset, may_go_negative)
    on conflict (owner, kind, asset) do nothing`);
  // A statement of its own: the one above does not see what another node has just opened.
  const rows = await tx.query(sql<{ id: bigint }>`
    select account.id
    from unnest(${owners}::text[], ${kinds}::text[], ${assets}::text[])
      with ordinality as spec (owner, kind, asset, place)
    join ledger.account using (owner, kind, asset)
    order by spec.place`);
  return rows.map(({ id }) => id);
}

/** The balances of one owner. */
export async function readBalances(database: Queryable, owner: string): Promise<Account[]> {
  return await database.query(sql<Account>`
    select id, owner, kind, asset, balance, sequence
    from ledger.account
    where owner = ${owner}
    order by id`);
}

/** The balances of accounts by id, in the order of their ids. */
export async function readAccounts(tx: Tx, ids: readonly bigint[]): Promise<Account[]> {
  return await tx.query(sql<Account>`
    select id, owner, kind, asset, balance, sequence
    from ledger.account
    where id = any(${ids}::bigint[])
    order by id`);
}
