/** What the audit reads: the journal in pages, and all balances of one instant. */
import type { Queryable } from "./database.ts";
import { sql } from "./statement.ts";

export interface AuditedTransfer {
  readonly sequence: bigint;
  readonly principal: bigint;
  readonly accounts: bigint[];
  readonly amounts: bigint[];
  readonly sequences: bigint[];
  readonly balances: bigint[];
}

export interface AuditedAccount {
  readonly id: bigint;
  readonly asset: string;
  readonly mayGoNegative: boolean;
  readonly balance: bigint;
  readonly sequence: bigint;
  readonly head: bigint;
}

export async function readTransfersAfter(
  database: Queryable,
  page: { readonly after: bigint; readonly upTo: bigint; readonly limit: number },
): Promise<AuditedTransfer[]> {
  return await database.query(sql<AuditedTransfer>`
    select sequence, principal, accounts, amounts, sequences, balances
    from ledger.transfer
    where sequence > ${page.after} and sequence <= ${page.upTo}
    order by sequence
    limit ${page.limit}`);
}

export async function readHead(database: Queryable): Promise<bigint> {
  const [head] = await database.query(sql<{ sequence: bigint }>`select sequence from ledger.head`);
  if (head === undefined) throw new Error("the journal has no head: ledger.head is empty");
  return head.sequence;
}

/** One statement, so that every balance and the head are of the same instant. */
export async function readAllAccounts(database: Queryable): Promise<AuditedAccount[]> {
  return await database.query(sql<AuditedAccount>`
    select
      id, asset, may_go_negative as "mayGoNegative", balance, sequence,
      (select sequence from ledger.head) as head
    from ledger.account
    order by id`);
}

/** Rows beyond the head: there must be none, since the head moves in the same transaction. */
export async function countTransfersAfter(database: Queryable, head: bigint): Promise<bigint> {
  const [row] = await database.query(sql<{ rows: bigint }>`
    select count(*) as rows
    from ledger.transfer
    where sequence > ${head}
      and (select sequence from ledger.head) = ${head}`);
  return row?.rows ?? 0n;
}
