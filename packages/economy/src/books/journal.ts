/**
 * The journal for auditors: every entry, oldest first, complete, with accounts by name.
 *
 * What is shown is sealed first, so that an entry reads the same whenever it is exported.
 */
import {
  type Account,
  accountRow,
  closeThrough,
  type Database,
  type Entry,
  hashText,
  journalPage,
  readAccounts,
  readProofs,
  type TransferProof,
} from "@largesse/ledger";
import { type Asset, type JournalEntry, limits } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import type { Log } from "../log.ts";
import { accountName } from "./chart.ts";

interface JournalParts {
  readonly database: Database;
  readonly log: Log;
}

export function listJournal({ database, log }: JournalParts): Handler<"listJournal"> {
  return async (_, { query }) => {
    const limit = query.limit ?? limits.pageDefault;
    const entries = await journalPage(database, { after: BigInt(query.after ?? 0), limit });
    const last = entries.at(-1)?.transfer;
    // A page ends with a whole transfer, so a short one need not be the last.
    const more = last === undefined ? [] : await journalPage(database, { after: last, limit: 1 });
    // A gift of bonus coins alone is kept under the key of the paid account, which has no entry then.
    const principals = new Set(entries.map(({ principal }) => principal));
    const accounts = await readAccounts(database, [...principals]);
    if (last !== undefined) await seal(database, last, log);
    const proofs = await readProofs(database, {
      first: entries[0]?.transfer ?? 0n,
      last: last ?? 0n,
    });
    const facts: PageFacts = {
      accountById: new Map(accounts.map((account) => [account.id, account])),
      proofByTransfer: new Map(proofs.map((proof) => [proof.sequence, proof])),
    };
    return {
      answer: {
        data: entries.map((entry) => journalEntryOf(entry, facts)),
        next: more.length > 0 ? String(last) : null,
      },
    };
  };
}

/** A chain that cannot be closed is the audit's to name; the journal is shown all the same. */
async function seal(database: Database, transfer: bigint, log: Log): Promise<void> {
  try {
    await closeThrough(database, transfer);
  } catch (error) {
    log.error({ error }, "the journal is shown unsealed: its chain cannot be closed");
  }
}

interface PageFacts {
  readonly accountById: ReadonlyMap<bigint, Account>;
  readonly proofByTransfer: ReadonlyMap<bigint, TransferProof>;
}

function journalEntryOf(entry: Entry, facts: PageFacts): JournalEntry {
  const principal = facts.accountById.get(entry.principal);
  const proof = facts.proofByTransfer.get(entry.transfer);
  const { account: id, accountKind: kind, asset, owner } = entry;
  return {
    transfer: Number(entry.transfer),
    id: entry.id,
    kind: entry.kind,
    principal: principal
      ? accountName(principal.owner, principal.kind)
      : `account:${entry.principal}`,
    principalRow: principal ? accountRow(principal) : String(entry.principal),
    key: entry.key,
    requestHash: proof?.requestHash.toString("hex") ?? "",
    answerHash: hashText(proof?.answer ?? null),
    account: accountName(owner, kind),
    accountRow: accountRow({ id, kind, asset, owner }),
    asset: asset as Asset,
    amount: Number(entry.amount),
    accountSequence: Number(entry.accountSequence),
    balanceAfter: Number(entry.balanceAfter),
    eventAt: entry.eventAt.toISOString(),
    writtenAt: entry.writtenAt.toISOString(),
    reference: entry.reference,
    blockHash: proof?.blockHash?.toString("hex") ?? null,
  };
}
