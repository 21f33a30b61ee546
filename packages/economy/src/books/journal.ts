/** The journal for auditors: every entry, oldest first, complete, with accounts by name. */
import { type Database, type Entry, journalPage } from "@largesse/ledger";
import { type Asset, type JournalEntry, limits } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import { accountName } from "./chart.ts";

export function listJournal(database: Database): Handler<"listJournal"> {
  return async (_, { query }) => {
    const limit = query.limit ?? limits.pageDefault;
    const entries = await journalPage(database, { after: BigInt(query.after ?? 0), limit });
    const last = entries.at(-1)?.transfer;
    // A page ends with a whole transfer, so it may be short; only an empty one is the end. The page
    // after this one is asked for where this one has something and the journal goes on.
    const more =
      last === undefined ? [] : await journalPage(database, { after: last, limit: 1 });
    return {
      answer: {
        data: entries.map((entry) => journalEntryOf(entry, entries)),
        next: more.length > 0 ? String(last) : null,
      },
    };
  };
}

function journalEntryOf(entry: Entry, page: readonly Entry[]): JournalEntry {
  return {
    transfer: Number(entry.transfer),
    id: entry.id,
    kind: entry.kind,
    principal: principalName(entry, page),
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

/** By name when the key's account is among the entries at hand, else by its number. */
function principalName({ principal }: Entry, page: readonly Entry[]): string {
  const own = page.find(({ account }) => account === principal);
  return own === undefined ? `account:${principal}` : accountName(own.owner, own.accountKind);
}
