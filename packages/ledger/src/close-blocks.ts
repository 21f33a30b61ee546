/**
 * Closes blocks over the journal: the next run of transfers is hashed and bound to the block before.
 *
 * It reads committed rows only and takes no lock that a poster waits for. Numbers follow commits
 * without gaps, so a row that can be seen has all before it. Any number of nodes may close at once
 * and stop anywhere: a block is one inserted row, and the first to write a number wins.
 */
import { limits } from "@largesse/protocol";
import { accountRow, hashBlock, hashTransfer, NO_HASH, type SealedTransfer } from "./seal.ts";
import { insertBlock, readIdentities, readLastBlock, readSealable } from "./sql/blocks.ts";
import type { Queryable } from "./sql/database.ts";

/** Closes what is due, a round's worth at most; answers how many blocks were closed here. */
export async function closeBlocks(database: Queryable, nowMs: number): Promise<number> {
  let closed = 0;
  while (closed < limits.blocksPerRoundMax && (await closeNext(database, nowMs))) closed += 1;
  return closed;
}

/** Closes blocks until one holds this committed transfer, however young it is. */
export async function closeThrough(database: Queryable, transfer: bigint): Promise<void> {
  while (((await readLastBlock(database))?.lastTransfer ?? 0n) < transfer) {
    await closeBlocks(database, Number.POSITIVE_INFINITY);
  }
}

async function closeNext(database: Queryable, nowMs: number): Promise<boolean> {
  const last = await readLastBlock(database);
  const after = last?.lastTransfer ?? 0n;
  const page = { after, upTo: null, limit: limits.blockTransfersMax };
  const transfers = await readSealable(database, page);
  const [oldest] = transfers;
  if (oldest === undefined || !isDue(transfers.length, oldest, nowMs)) return false;
  assertGapless(transfers, after);
  const transferHashes = await sealTransfers(database, transfers);
  const seal = {
    number: (last?.number ?? 0n) + 1n,
    firstTransfer: after + 1n,
    lastTransfer: after + BigInt(transfers.length),
    previousHash: last?.hash ?? NO_HASH,
  };
  return await insertBlock(database, {
    ...seal,
    transfers: transfers.length,
    transferHashes: Buffer.concat(transferHashes),
    hash: hashBlock({ ...seal, transferHashes }),
  });
}

/** A full block at once; what is left over when its oldest transfer has waited long enough. */
function isDue(transfers: number, { writtenAt }: SealedTransfer, nowMs: number): boolean {
  return (
    transfers === limits.blockTransfersMax || nowMs - writtenAt.getTime() >= limits.blockWaitMs
  );
}

/** No block is closed over a hole: it would give a deleted row an honest face. */
function assertGapless(transfers: readonly SealedTransfer[], after: bigint): void {
  for (const [place, { sequence }] of transfers.entries()) {
    const due = after + BigInt(place) + 1n;
    if (sequence !== due) throw new Error(`the journal has no transfer ${due}: no block is closed`);
  }
}

/** The seals of some transfers, in order. */
export async function sealTransfers(
  database: Queryable,
  transfers: readonly SealedTransfer[],
): Promise<Buffer[]> {
  const ids = new Set<bigint>();
  for (const { principal, accounts } of transfers) {
    ids.add(principal);
    for (const account of accounts) if (account !== null) ids.add(account);
  }
  const identities = await readIdentities(database, [...ids]);
  const rowById = new Map(identities.map((account) => [account.id, accountRow(account)]));
  return transfers.map((transfer) => hashTransfer(transfer, rowById));
}
