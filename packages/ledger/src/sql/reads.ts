/** Reading the books: pages of the journal, and balances by kind of account. */
import type { Queryable } from "./database.ts";
import { sql } from "./statement.ts";

/** One entry: what one transfer did to one account. */
export interface Entry {
  readonly transfer: bigint;
  readonly id: string;
  readonly kind: string;
  readonly principal: bigint;
  readonly key: string;
  readonly account: bigint;
  readonly owner: string;
  readonly accountKind: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly accountSequence: bigint;
  readonly balanceAfter: bigint;
  readonly eventAt: Date;
  readonly writtenAt: Date;
  readonly reference: Record<string, unknown>;
}

/**
 * Entries after a transfer's number, oldest first. A transfer's entries are never torn apart, so a
 * page has at most `limit` entries, or one transfer's when that alone has more.
 */
export async function journalPage(
  database: Queryable,
  page: { readonly after: bigint; readonly limit: number },
): Promise<Entry[]> {
  return await database.query(sql<Entry>`
    with candidate as (
      select sequence, accounts
      from ledger.transfer
      where sequence > ${page.after}
      order by sequence
      limit ${page.limit}
    ),
    counted as (
      select
        sequence,
        sum(cardinality(accounts)) over (order by sequence) as entries,
        row_number() over (order by sequence) as place
      from candidate
    )
    select
      entry.transfer, entry.id, entry.kind, entry.principal, entry.key, entry.account, entry.owner,
      entry.account_kind as "accountKind", entry.asset, entry.amount,
      entry.account_sequence as "accountSequence", entry.balance_after as "balanceAfter",
      entry.event_at as "eventAt", entry.written_at as "writtenAt", entry.reference
    from counted
    join ledger.entry on entry.transfer = counted.sequence
    where counted.entries <= ${page.limit} or counted.place = 1
    order by entry.transfer, entry.place`);
}

/** The transfers whose key is one account's, newest first: a wallet's history. */
export async function transfersOf(
  database: Queryable,
  page: { readonly principal: bigint; readonly before: bigint | null; readonly limit: number },
): Promise<TransferRow[]> {
  return await database.query(sql<TransferRow>`
    select
      sequence, id, kind, key, accounts, amounts, sequences, balances,
      event_at as "eventAt", written_at as "writtenAt", reference
    from ledger.transfer
    where principal = ${page.principal}
      and sequence > 0
      and sequence < coalesce(${page.before}::bigint, 9223372036854775807)
    order by sequence desc
    limit ${page.limit}`);
}

/** What an account held right after a transfer, as the transfers of one key's account tell it. */
export async function balanceAt(
  database: Queryable,
  at: { readonly principal: bigint; readonly account: bigint; readonly sequence: bigint },
): Promise<bigint> {
  const [row] = await database.query(sql<{ balance: bigint }>`
    select balances[array_position(accounts, ${at.account}::bigint)] as balance
    from ledger.transfer
    where principal = ${at.principal}
      and sequence > 0
      and sequence <= ${at.sequence}
      and ${at.account}::bigint = any(accounts)
    order by sequence desc
    limit 1`);
  return row?.balance ?? 0n;
}

/** A transfer as it stands in the journal; the n-th of each list belong together. */
export interface TransferRow {
  readonly sequence: bigint;
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly accounts: bigint[];
  readonly amounts: bigint[];
  readonly sequences: bigint[];
  readonly balances: bigint[];
  readonly eventAt: Date;
  readonly writtenAt: Date;
  readonly reference: Record<string, unknown>;
}

export interface TrialBalanceRow {
  readonly asset: string;
  readonly kind: string;
  readonly accounts: bigint;
  readonly balance: bigint;
  /** The journal's last number, read in the same instant. */
  readonly head: bigint;
}

/** Balances by asset and kind of account, all of one instant. */
export async function trialBalanceRows(database: Queryable): Promise<TrialBalanceRow[]> {
  return await database.query(sql<TrialBalanceRow>`
    select
      asset, kind, count(*) as accounts, sum(balance)::bigint as balance,
      (select sequence from ledger.head) as head
    from ledger.account
    group by asset, kind
    order by asset, kind`);
}
