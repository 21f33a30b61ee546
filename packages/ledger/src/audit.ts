/**
 * The audit re-derives every balance from the journal and compares: while the house is running,
 * without a lock, holding four numbers an account and one page of the journal in memory.
 *
 * It folds the journal up to a head, then reads all balances and the head of one instant, then folds
 * what came in between. Checks, in the order they are made: gapless numbers, whole legs, known
 * accounts, conservation by transfer and asset, entry numbers by account, running balances, nothing
 * below zero, account = last balance, every asset sums to zero. The hash chain is followed last.
 */
import { auditChain, type ChainAudit, type ChainHead } from "./audit-chain.ts";
import {
  type AuditedAccount,
  type AuditedTransfer,
  countTransfersAfter,
  readAllAccounts,
  readHead,
  readTransfersAfter,
} from "./sql/audit-reads.ts";
import { readLastBlock } from "./sql/blocks.ts";
import type { Queryable } from "./sql/database.ts";

export interface AuditFinding {
  readonly check: AuditCheck;
  /** The row: `transfer 17` or `account 4`. */
  readonly where: string;
  readonly says: string;
}

export const auditChecks = {
  journal_gapless: "Transfers are numbered 1, 2, 3… without a gap, up to the head.",
  legs_whole: "Every transfer has an amount, an entry number and a balance for each account.",
  accounts_known: "Every entry belongs to an account that exists.",
  transfer_conserved: "The legs of every transfer add up to zero in each asset.",
  entries_gapless: "The entries of every account are numbered 1, 2, 3… without a gap.",
  balances_running: "Every balance is the one before it and the entry's amount.",
  never_negative: "No account that may not is ever below zero.",
  accounts_agree: "Every account's balance and entry count are those of its last entry.",
  assets_sum_zero: "The balances of each asset add up to zero.",
  chain_linked: "Every block of the hash chain follows the one before and carries its hash.",
  transfers_sealed: "Every transfer in a closed block is what it was when the block was closed.",
  blocks_sealed: "Every block comes to its hash.",
  chain_anchored: "A head that was published before is still part of the chain.",
} as const;
export type AuditCheck = keyof typeof auditChecks;

export interface BooksAudit {
  readonly ok: boolean;
  readonly transfers: bigint;
  readonly entries: bigint;
  readonly accounts: bigint;
  /** The first wrong row of each check; later ones are mostly its echo. */
  readonly findings: readonly AuditFinding[];
  /** The hash chain over closed blocks; its head is what to publish elsewhere. */
  readonly chain: ChainAudit;
}

/** How many transfers are read at once: 5 MB in memory. */
const PAGE_TRANSFERS = 5_000;

/**
 * Audits the books; tells `onProgress` how many transfers of how many are done, those in closed
 * blocks counted twice because they are read twice. `anchor` is a head that was published before.
 */
export async function auditBooks(
  database: Queryable,
  onProgress: (done: bigint, of: bigint) => void = () => {},
  anchor: ChainHead | null = null,
): Promise<BooksAudit> {
  const fold = new AuditFold();
  const sealed = (await readLastBlock(database))?.lastTransfer ?? 0n;
  const onFolded = (done: bigint, of: bigint) => onProgress(done, of + sealed);
  // The head first: every account of a transfer up to it is then among those read.
  const start = await readHead(database);
  fold.know(await readAllAccounts(database));
  await foldUpTo(database, fold, start, onFolded);
  const accounts = await readAllAccounts(database);
  const head = accounts[0]?.head ?? (await readHead(database));
  fold.know(accounts);
  await foldUpTo(database, fold, head, onFolded);
  fold.compare(accounts);
  const beyond = await countTransfersAfter(database, head);
  if (beyond > 0n) fold.find("journal_gapless", `transfer ${head + 1n}`, "is beyond the head");
  const chain = await auditChain(database, {
    anchor,
    find: (check, where, says) => fold.find(check, where, says),
    // Blocks closed meanwhile are followed too, and count as one more full circle.
    onTransfers: (done) => onProgress(head + done, head + (done > sealed ? done : sealed)),
  });
  return { ...fold.report(), chain };
}

async function foldUpTo(
  database: Queryable,
  fold: AuditFold,
  head: bigint,
  onProgress: (done: bigint, of: bigint) => void,
): Promise<void> {
  while (fold.last < head) {
    const page = { after: fold.last, upTo: head, limit: PAGE_TRANSFERS };
    const transfers = await readTransfersAfter(database, page);
    for (const transfer of transfers) fold.take(transfer);
    if (transfers.length < PAGE_TRANSFERS) fold.reach(head);
    onProgress(fold.last, head);
  }
}

interface Derived {
  readonly asset: string;
  readonly mayGoNegative: boolean;
  balance: bigint;
  sequence: bigint;
}

class AuditFold {
  last = 0n;
  #entries = 0n;
  #transfers = 0n;
  readonly #derivedById = new Map<bigint, Derived>();
  readonly #findingByCheck = new Map<AuditCheck, AuditFinding>();

  /** Learns accounts and their assets; what they hold is derived, not believed. */
  know(accounts: readonly AuditedAccount[]): void {
    for (const { id, asset, mayGoNegative } of accounts) {
      if (this.#derivedById.has(id)) continue;
      this.#derivedById.set(id, { asset, mayGoNegative, balance: 0n, sequence: 0n });
    }
  }

  find(check: AuditCheck, where: string, says: string): void {
    if (!this.#findingByCheck.has(check)) this.#findingByCheck.set(check, { check, where, says });
  }

  take(transfer: AuditedTransfer): void {
    const where = `transfer ${transfer.sequence}`;
    if (transfer.sequence !== this.last + 1n) {
      this.find("journal_gapless", where, `comes after transfer ${this.last}`);
    }
    this.last = transfer.sequence;
    this.#transfers += 1n;
    const { accounts, amounts, sequences, balances } = transfer;
    const legs = accounts.length;
    if (amounts.length !== legs || sequences.length !== legs || balances.length !== legs) {
      this.find("legs_whole", where, `has ${legs} accounts but not as many of the other columns`);
    }
    const sums = new Map<string, bigint>();
    for (const [place, account] of accounts.entries()) {
      this.#takeEntry(where, account, {
        amount: amounts[place] ?? 0n,
        sequence: sequences[place] ?? 0n,
        balance: balances[place] ?? 0n,
        sums,
      });
    }
    for (const [asset, sum] of sums) {
      if (sum !== 0n) this.find("transfer_conserved", where, `adds ${sum} to ${asset}`);
    }
  }

  #takeEntry(
    where: string,
    id: bigint,
    entry: { amount: bigint; sequence: bigint; balance: bigint; sums: Map<string, bigint> },
  ): void {
    this.#entries += 1n;
    const derived = this.#derivedById.get(id);
    if (derived === undefined) {
      this.find("accounts_known", where, `has an entry of account ${id}, which does not exist`);
      return;
    }
    const { amount, sequence, balance, sums } = entry;
    sums.set(derived.asset, (sums.get(derived.asset) ?? 0n) + amount);
    derived.sequence += 1n;
    derived.balance += amount;
    if (sequence !== derived.sequence) {
      const says = `is entry ${sequence} of account ${id}; it should be ${derived.sequence}`;
      this.find("entries_gapless", where, says);
    }
    if (balance !== derived.balance) {
      const says = `leaves account ${id} with ${balance}; it should be ${derived.balance}`;
      this.find("balances_running", where, says);
    }
    if (derived.balance < 0n && !derived.mayGoNegative) {
      this.find("never_negative", where, `leaves account ${id} with ${derived.balance}`);
    }
  }

  /** The journal's pages ended: they must have ended at the head. */
  reach(head: bigint): void {
    if (this.last === head) return;
    this.find("journal_gapless", `transfer ${this.last + 1n}`, `is missing; the head is ${head}`);
    this.last = head;
  }

  compare(accounts: readonly AuditedAccount[]): void {
    const sums = new Map<string, bigint>();
    for (const { id, asset, balance, sequence } of accounts) {
      sums.set(asset, (sums.get(asset) ?? 0n) + balance);
      const derived = this.#derivedById.get(id);
      if (derived?.balance === balance && derived.sequence === sequence) continue;
      const says = `holds ${balance} after ${sequence} entries; the journal says ${derived?.balance} after ${derived?.sequence}`;
      this.find("accounts_agree", `account ${id}`, says);
    }
    for (const [asset, sum] of sums) {
      if (sum !== 0n) this.find("assets_sum_zero", `asset ${asset}`, `adds up to ${sum}`);
    }
  }

  report(): Omit<BooksAudit, "chain"> {
    return {
      ok: this.#findingByCheck.size === 0,
      transfers: this.#transfers,
      entries: this.#entries,
      accounts: BigInt(this.#derivedById.size),
      findings: [...this.#findingByCheck.values()],
    };
  }
}
