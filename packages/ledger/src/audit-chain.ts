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
import { type Block, readBlockAfter, readSealable } from "./sql/blocks.ts";
import type { Queryable } from "./sql/database.ts";

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
    const block = await readBlockAfter(database, place.number);
    if (block === null) break;
    checkLink(block, place, find);
    await checkSeals(database, block, find);
    anchored ||= block.number === anchor?.number && block.hash.toString("hex") === anchor.hash;
    place = block;
    blocks += 1n;
    transfers += BigInt(block.transfers);
    onTransfers(transfers);
  }
  if (anchor !== null && !anchored) find("chain_anchored", ...anchorFinding(anchor, place));
  const head = blocks === 0n ? null : { number: place.number, hash: place.hash.toString("hex") };
  return { blocks, transfers, head };
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

async function checkSeals(database: Queryable, block: Block, find: Find): Promise<void> {
  const sealed = hashesOf(block.transferHashes);
  const { number, firstTransfer, lastTransfer } = block;
  const rows = await readSealable(database, {
    after: firstTransfer - 1n,
    upTo: lastTransfer,
    limit: sealed.length,
  });
  const hashes = await sealTransfers(database, rows);
  const hashBySequence = new Map(rows.map(({ sequence }, place) => [sequence, hashes[place]]));
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
