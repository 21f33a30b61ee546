/** Reads windows of the journal, newest first, as far back as one looks. */
import type { JournalEntry } from "@largesse/protocol";
import type { Client } from "@largesse/sdk";
import { type Transfer, transfersOf, type Window, windowBefore } from "./journal.ts";

/** Transfers a page; a gift has up to six entries, so a page is one or two calls. */
export const PAGE_TRANSFERS = 40;
const CALL_ENTRIES = 400;

/** One page of transfers that ends with `upTo`; null asks for the newest. */
export async function readPage(
  client: Client,
  upTo: number | null,
  signal: AbortSignal,
): Promise<{ readonly transfers: readonly Transfer[]; readonly next: number | null }> {
  const head = upTo ?? (await client.call("getTrialBalance", {}, { signal })).transfers;
  const page = windowBefore(head, PAGE_TRANSFERS);
  const entries = await readWindow(client, page, signal);
  return { transfers: transfersOf(entries), next: page.after === 0 ? null : page.after };
}

async function readWindow(
  client: Client,
  { after, upTo }: Window,
  signal: AbortSignal,
): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let position = after; position < upTo; ) {
    const query = { after: position, limit: CALL_ENTRIES };
    const page = await client.call("listJournal", { query }, { signal });
    entries.push(...page.data.filter((entry) => entry.transfer <= upTo));
    const last = page.data.at(-1)?.transfer ?? upTo;
    position = page.next === null ? upTo : last;
  }
  return entries;
}
