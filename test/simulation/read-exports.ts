/** Reads everything that people and the operator can see at the end, page by page to the last. */
import type { InputOf, JournalEntry, Order, StreamId, WalletEntry } from "@largesse/protocol";
import { type Asker, must } from "./ask.ts";
import type { Exports, RoomExport } from "./notebook.ts";

/** The complete journal, oldest first. */
export async function readJournal(operator: Asker): Promise<JournalEntry[]> {
  const journal: JournalEntry[] = [];
  let after = 0;
  for (;;) {
    const { data, next } = await must(operator, "listJournal", { query: { after, limit: 1_000 } });
    journal.push(...data);
    if (next === null) return journal;
    after = Number(next);
  }
}

/** One room with all its events. */
export async function readRoom(asker: Asker, id: string): Promise<RoomExport> {
  const params = { stream: id };
  const events: RoomExport["events"][number][] = [];
  for (;;) {
    const query = { after: events.at(-1)?.seq ?? 0, limit: 1_000 };
    const { data, next } = await must(asker, "listEvents", { params, query });
    events.push(...data);
    if (next === null || data.length === 0) break;
  }
  const stream = await must(asker, "getStream", { params });
  const leaders = await must(asker, "getLeaderboard", { params });
  return { stream, events, leaders: leaders.data };
}

export interface Readers {
  readonly operator: Asker;
  readonly creators: ReadonlyMap<string, Asker>;
  readonly viewers: ReadonlyMap<string, Asker>;
  readonly streams: readonly string[];
}

/** Everything; `journalBefore` is what was read half-way. */
export async function readExports(
  { operator, creators, viewers, streams }: Readers,
  journalBefore: readonly JournalEntry[],
): Promise<Exports> {
  const rooms: RoomExport[] = [];
  for (const id of streams) rooms.push(await readRoom(operator, id));
  const earnings = new Map();
  for (const [id, asker] of creators) earnings.set(id, await must(asker, "getEarningsSummary", {}));
  const wallets = new Map();
  const walletEntries = new Map();
  const orders = new Map<string, Order>();
  for (const [id, asker] of viewers) {
    wallets.set(id, await must(asker, "getWallet", {}));
    walletEntries.set(
      id,
      await readAll<WalletEntry>((query) => must(asker, "listWalletEntries", { query })),
    );
    for (const order of await readAll<Order>((query) => must(asker, "listOrders", { query }))) {
      orders.set(order.id, order);
    }
  }
  return {
    journal: await readJournal(operator),
    journalBefore,
    trialBalance: await must(operator, "getTrialBalance", {}),
    audit: await must(operator, "runAudit", {}),
    rooms,
    earnings,
    wallets,
    walletEntries,
    orders,
  };
}

type PageQuery = InputOf<"listOrders">["query"];

async function readAll<T>(
  read: (query: PageQuery) => Promise<{ data: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const page = await read({ limit: 200, ...(after === null ? {} : { after }) });
    all.push(...page.data);
    after = page.next;
  } while (after !== null);
  return all;
}

/** Whether all streaks of the rooms have ended: the last thing that happens by itself. */
export async function areStreaksEnded(asker: Asker, streams: readonly string[]): Promise<boolean> {
  for (const id of streams) {
    const { events } = await readRoom(asker, id as StreamId);
    const open = new Set<string>();
    for (const event of events) {
      if (event.type !== "gift.sent" && event.type !== "streak.ended") continue;
      const { streak, sender } = event.data;
      if (streak === null) continue;
      if (event.type === "streak.ended") open.delete(`${sender.id} ${streak.id}`);
      else if (!streak.ended) open.add(`${sender.id} ${streak.id}`);
    }
    if (open.size > 0) return false;
  }
  return true;
}
