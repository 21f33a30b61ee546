/** The journal for auditors: every entry, oldest first, complete, with accounts by name. */
import { type Database, type Entry, journalPage, readAccounts } from "@largesse/ledger";
import { type Asset, type JournalEntry, limits } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import { accountName } from "./chart.ts";

export function listJournal(database: Database): Handler<"listJournal"> {
  return async (_, { query }) => {
    const limit = query.limit ?? limits.pageDefault;
    const entries = await journalPage(database, { after: BigInt(query.after ?? 0), limit });
    const last = entries.at(-1)?.transfer;
    // A page ends with a whole transfer, so a short one need not be the last.
    const more = last === undefined ? [] : await journalPage(database, { after: last, limit: 1 });
    // A gift of bonus coins alone is kept under the key of the paid account, which has no entry then.
    const principals = new Set(entries.map(({ principal }) => principal));
    const accounts = await readAccounts(database, [...principals]);
    const nameById = new Map(accounts.map(({ id, owner, kind }) => [id, accountName(owner, kind)]));
    return {
      answer: {
        data: entries.map((entry) => journalEntryOf(entry, nameById)),
        next: more.length > 0 ? String(last) : null,
      },
    };
  };
}

function journalEntryOf(entry: Entry, nameById: ReadonlyMap<bigint, string>): JournalEntry {
  return {
    transfer: Number(entry.transfer),
    id: entry.id,
    kind: entry.kind,
    principal: nameById.get(entry.principal) ?? `account:${entry.principal}`,
    key: entry.key,
    account: accountName(entry.owner, entry.accountKind),
    asset: entry.asset as Asset,
    amount: Number(entry.amount),
    accountSequence: Number(entry.accountSequence),
    balanceAfter: Number(entry.balanceAfter),
    eventAt: entry.eventAt.toISOString(),
    writtenAt: entry.writtenAt.toISOString(),
    reference: entry.reference,
    blockHash: null,
  };
}
