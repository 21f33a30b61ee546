/** The chain's rows: blocks, and the transfers as they are sealed. */
import type { AccountIdentity, SealedTransfer } from "../seal.ts";
import type { Queryable } from "./database.ts";
import { sql } from "./statement.ts";

/** A closed block as it stands in the database. */
export interface Block {
  readonly number: bigint;
  readonly firstTransfer: bigint;
  readonly lastTransfer: bigint;
  readonly transfers: number;
  readonly previousHash: Buffer;
  readonly transferHashes: Buffer;
  readonly hash: Buffer;
}

/** Where the chain ends. */
export async function readLastBlock(
  database: Queryable,
): Promise<{ number: bigint; lastTransfer: bigint; hash: Buffer } | null> {
  const [last] = await database.query(sql<{ number: bigint; lastTransfer: bigint; hash: Buffer }>`
    select number, last_transfer as "lastTransfer", hash
    from ledger.block
    order by number desc
    limit 1`);
  return last ?? null;
}

/**
 * The next blocks by number, as many as have `transfersMax` transfers together, and at least one: on
 * a quiet day a block has one transfer, on a busy one a thousand.
 */
export async function readBlocksAfter(
  database: Queryable,
  page: { readonly number: bigint; readonly transfersMax: number },
): Promise<Block[]> {
  return await database.query(sql<Block>`
    select
      number, first_transfer as "firstTransfer", last_transfer as "lastTransfer", transfers,
      previous_hash as "previousHash", transfer_hashes as "transferHashes", hash
    from (
      select
        next.*,
        sum(transfers) over (order by number) as transfers_so_far,
        row_number() over (order by number) as place
      from (
        select *
        from ledger.block
        where number > ${page.number}
        order by number
        limit ${page.transfersMax}
      ) as next
    ) as counted
    where transfers_so_far <= ${page.transfersMax} or place = 1
    order by number`);
}

/** Committed transfers with all that is sealed, oldest first. */
export async function readSealable(
  database: Queryable,
  page: { readonly after: bigint; readonly upTo: bigint | null; readonly limit: number },
): Promise<SealedTransfer[]> {
  return await database.query(sql<SealedTransfer>`
    select
      sequence, id, kind, principal, key, request_hash as "requestHash",
      event_at as "eventAt", written_at as "writtenAt", reference, answer,
      accounts, amounts, sequences, balances
    from ledger.transfer
    where sequence > ${page.after}
      and sequence <= coalesce(${page.upTo}::bigint, 9223372036854775807)
    order by sequence
    limit ${page.limit}`);
}

/** What of accounts never changes, for the seals. */
export async function readIdentities(
  database: Queryable,
  ids: readonly bigint[],
): Promise<AccountIdentity[]> {
  return await database.query(sql<AccountIdentity>`
    select id, kind, asset, owner
    from ledger.account
    where id = any(${ids}::bigint[])`);
}

/** Appends a block; false when another closer was first. */
export async function insertBlock(database: Queryable, block: Block): Promise<boolean> {
  const rows = await database.query(sql<{ number: bigint }>`
    insert into ledger.block (
      number, first_transfer, last_transfer, transfers, previous_hash, transfer_hashes, hash
    )
    values (
      ${block.number}, ${block.firstTransfer}, ${block.lastTransfer}, ${block.transfers},
      ${block.previousHash}, ${block.transferHashes}, ${block.hash}
    )
    on conflict do nothing
    returning number`);
  return rows.length === 1;
}

/** What the export tells of a transfer besides its entries. */
export interface TransferProof {
  readonly sequence: bigint;
  readonly requestHash: Buffer;
  readonly answer: string | null;
  /** The block's hash; null while none is closed over it. */
  readonly blockHash: Buffer | null;
}

/** Proofs of a run of transfers, both ends among them. */
export async function readProofs(
  database: Queryable,
  run: { readonly first: bigint; readonly last: bigint },
): Promise<TransferProof[]> {
  return await database.query(sql<TransferProof>`
    select
      transfer.sequence, transfer.request_hash as "requestHash", transfer.answer,
      block.hash as "blockHash"
    from ledger.transfer
    -- One index lookup a transfer, however long the chain is.
    left join lateral (
      select hash, first_transfer
      from ledger.block
      where last_transfer >= transfer.sequence
      order by last_transfer
      limit 1
    ) as block on block.first_transfer <= transfer.sequence
    where transfer.sequence between ${run.first} and ${run.last}`);
}
