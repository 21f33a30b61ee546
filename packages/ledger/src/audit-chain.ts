/**
 * The audit of the hash chain: every closed block is hashed again from the journal's rows.
 *
 * Whoever owns the database can switch triggers off, change a row and hash everything after it again.
 * Such a chain agrees with itself; only a head that was published before, outside of the database,
 * tells it from the true one. That is what `anchor` is for.
 */
import type { AuditCheck } from "./audit.ts";
import { sealTransfers } from "./close-blocks.ts";
import { hashBlock, NO_HASH } from "./seal.ts";
import { type Block, readBlocksAfter, readSealable } from "./sql/blocks.ts";
import type { Queryable } from "./sql/database.ts";

/** Transfers hashed again at once: 5 MB in memory. */
const PAGE_TRANSFERS = 5_000;

/** Where a chain ends, or ended when it was published. */
export interface ChainHead {
  readonly number: bigint;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

export interface ChainAudit {
  readonly blocks: bigint;
  /** Transfers in closed blocks. */
  readonly transfers: bigint;
  readonly head: ChainHead | null;
}

/** Tells a finding: the check, the row, what is wrong with it. */
export type Find = (check: AuditCheck, where: string, says: string) => void;

/** The chain's place between two blocks. */
interface Place {
  readonly number: bigint;
  readonly lastTransfer: bigint;
  readonly hash: Buffer;
}

/** Follows the chain from its first block to its last; tells the transfers done after each. */
export async function auditChain(
  database: Queryable,
  options: {
    readonly anchor: ChainHead | null;
    readonly find: Find;
    readonly onTransfers: (done: bigint) => void;
  },
): Promise<ChainAudit> {
  const { anchor, find, onTransfers } = options;
  let place: Place = { number: 0n, lastTransfer: 0n, hash: NO_HASH };
  let blocks = 0n;
  let transfers = 0n;
  let anchored = false;
  for (;;) {
    const run = await readRun(database, place.number);
    const hashBySequence = await hashRows(database, run);
    for (const block of run) {
      checkLink(block, place, find);
      checkSeals(block, hashBySequence, find);
      anchored ||= block.number === anchor?.number && block.hash.toString("hex") === anchor.hash;
      place = block;
      transfers += BigInt(block.transfers);
    }
    if (run.length === 0) break;
    blocks += BigInt(run.length);
    onTransfers(transfers);
  }
  if (anchor !== null && !anchored) find("chain_anchored", ...anchorFinding(anchor, place));
  const head = blocks === 0n ? null : { number: place.number, hash: place.hash.toString("hex") };
  return { blocks, transfers, head };
}

/** The next blocks that follow each other without a gap, so that their rows are one stretch. */
async function readRun(database: Queryable, number: bigint): Promise<Block[]> {
  const blocks = await readBlocksAfter(database, { number, transfersMax: PAGE_TRANSFERS });
  const torn = blocks.findIndex(({ firstTransfer }, place) => {
    const before = blocks[place - 1];
    return before !== undefined && firstTransfer !== before.lastTransfer + 1n;
  });
  return torn === -1 ? blocks : blocks.slice(0, torn);
}

/** The seals that the rows of a run come to now. */
async function hashRows(
  database: Queryable,
  run: readonly Block[],
): Promise<ReadonlyMap<bigint, Buffer | undefined>> {
  const rows = await readSealable(database, {
    after: (run[0]?.firstTransfer ?? 1n) - 1n,
    upTo: run.at(-1)?.lastTransfer ?? 0n,
    limit: run.reduce((sum, { transfers }) => sum + transfers, 0),
  });
  const hashes = await sealTransfers(database, rows);
  return new Map(rows.map(({ sequence }, place) => [sequence, hashes[place]]));
}

function checkLink(block: Block, before: Place, find: Find): void {
  const where = `block ${block.number}`;
  if (block.number !== before.number + 1n) {
    find("chain_linked", where, `comes after block ${before.number}`);
  }
  if (block.firstTransfer !== before.lastTransfer + 1n) {
    const due = before.lastTransfer + 1n;
    find("chain_linked", where, `begins with transfer ${block.firstTransfer}, not ${due}`);
  }
  if (!block.previousHash.equals(before.hash)) {
    find("chain_linked", where, `does not carry the hash of block ${before.number}`);
  }
}

function checkSeals(
  block: Block,
  hashBySequence: ReadonlyMap<bigint, Buffer | undefined>,
  find: Find,
): void {
  const { number, firstTransfer } = block;
  const sealed = hashesOf(block.transferHashes);
  for (const [place, hash] of sealed.entries()) {
    const sequence = firstTransfer + BigInt(place);
    const found = hashBySequence.get(sequence);
    if (found?.equals(hash)) continue;
    const wrong = found === undefined ? "is missing; it" : "is not what it was when it";
    find("transfers_sealed", `transfer ${sequence}`, `${wrong} was sealed in block ${number}`);
    break;
  }
  if (hashBlock({ ...block, transferHashes: sealed }).equals(block.hash)) return;
  find("blocks_sealed", `block ${number}`, "does not come to its own hash");
}

function hashesOf(column: Buffer): Buffer[] {
  const count = column.length / NO_HASH.length;
  return Array.from({ length: count }, (_, place) => column.subarray(place * 32, place * 32 + 32));
}

function anchorFinding({ number, hash }: ChainHead, end: Place): [string, string] {
  const says =
    number > end.number
      ? `was published, but the chain ends with block ${end.number}`
      : `was published with the hash ${hash} and has another one now`;
  return [`block ${number}`, says];
}
