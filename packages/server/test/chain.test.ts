/** The hash chain from outside: whoever has the journal's export can work out every hash alone. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { closeBlocks, createDatabase, openAccounts, postTransfers } from "@largesse/ledger";
import { type JournalEntry, limits } from "@largesse/protocol";
import { startTestServer, type TestPerson } from "../../../test/support/server.ts";

// From the rules B5.6 and B5.7 alone: nothing of the ledger is used below.

function sha256OfNetstrings(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) {
    const bytes = Buffer.from(text, "utf8");
    hash.update(`${bytes.length}:`).update(bytes).update(",");
  }
  return hash.digest("hex");
}

/** RFC 8785, written out. */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join()}]`;
  const object = value as Record<string, unknown>;
  const names = Object.keys(object).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(object[name])}`).join()}}`;
}

function hashOfTransfer(entries: readonly JournalEntry[]): string {
  const [head] = entries;
  assert.ok(head);
  return sha256OfNetstrings([
    "largesse.transfer.1",
    `${head.transfer}`,
    head.id,
    head.kind,
    head.principalRow,
    head.key,
    head.requestHash,
    head.eventAt,
    head.writtenAt,
    canonical(head.reference),
    head.answerHash ?? "",
    `${entries.length}`,
    ...entries.flatMap((entry) => [
      entry.accountRow,
      `${entry.amount}`,
      `${entry.accountSequence}`,
      `${entry.balanceAfter}`,
    ]),
  ]);
}

interface OpenBlock {
  readonly hash: string;
  readonly transfers: number[];
  readonly hashes: string[];
}

function hashOfBlock(number: number, { transfers, hashes }: OpenBlock, previous: string): string {
  const ends = [`${transfers[0]}`, `${transfers.at(-1)}`];
  return sha256OfNetstrings(["largesse.block.1", `${number}`, ...ends, previous, ...hashes]);
}

/** The chain's head as worked out from the export; fails at the first block that does not fit. */
function recompute(journal: readonly JournalEntry[]): { number: number; hash: string } {
  const blocks: OpenBlock[] = [];
  for (const [transfer, entries] of Map.groupBy(journal, (entry) => entry.transfer)) {
    const hash = entries[0]?.blockHash ?? null;
    if (hash === null) break;
    if (blocks.at(-1)?.hash !== hash) blocks.push({ hash, transfers: [], hashes: [] });
    blocks.at(-1)?.transfers.push(transfer);
    blocks.at(-1)?.hashes.push(hashOfTransfer(entries));
  }
  let previous = "0".repeat(64);
  for (const [place, block] of blocks.entries()) {
    assert.equal(hashOfBlock(place + 1, block, previous), block.hash, `block ${place + 1}`);
    previous = block.hash;
  }
  return { number: blocks.length, hash: previous };
}

async function exportOf(operator: TestPerson): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let after = 0; ; ) {
    const query = { after, limit: limits.journalPageMax };
    const { body } = await operator.call("listJournal", { query });
    entries.push(...body.data);
    if (body.next === null) return entries;
    after = Number(body.next);
  }
}

test("[B5.7] the whole chain can be worked out again from the journal's export alone", async () => {
  await using server = await startTestServer();
  const operator = await server.signIn("operator", "Olga");
  const viewer = await server.signIn("viewer", "Ännä 🎁");
  const database = createDatabase({ url: server.databaseUrl, poolMax: 2 });
  for (const coins of [100, 350, 30]) {
    await server.buyCoins(viewer, coins);
    await closeBlocks(database, Date.now() + 3_600_000);
  }
  await database.close();
  const journal = await exportOf(operator);
  const { body: report } = await operator.call("runAudit", {});
  assert.ok(report.ok && (report.chain.head?.number ?? 0) >= 3);
  assert.deepEqual(recompute(journal), report.chain.head);

  const edited = journal.map((entry) =>
    entry.transfer === 2 ? { ...entry, key: `${entry.key}!` } : entry,
  );
  assert.throws(() => recompute(edited));
});

test("[B5.10] an entry reads the same whenever it is exported, and is sealed at once", async () => {
  await using server = await startTestServer();
  const operator = await server.signIn("operator", "Olga");
  const viewer = await server.signIn("viewer", "Vera");
  await server.buyCoins(viewer, 100);
  const first = await exportOf(operator);
  assert.ok(first.length > 0 && first.every(({ blockHash }) => blockHash !== null));
  await server.buyCoins(viewer, 30);
  const second = await exportOf(operator);
  assert.ok(second.length > first.length);
  assert.deepEqual(second.slice(0, first.length), first);
});

test("[B5.3] the running server closes blocks by itself", async () => {
  await using server = await startTestServer();
  const operator = await server.signIn("operator", "Olga");
  const database = createDatabase({ url: server.databaseUrl, poolMax: 2 });
  const [from = 0n, to = 0n] = await openAccounts(database, [
    { owner: "platform", kind: "coins_promotional", asset: "coin", mayGoNegative: true },
    { owner: "vwr_none", kind: "viewer_bonus", asset: "coin" },
  ]);
  const drafts = Array.from({ length: limits.blockTransfersMax }, (_, n) => ({
    kind: "test",
    principal: from,
    key: `"${n}" ü,:`,
    requestHash: Buffer.alloc(32, n),
    legs: [
      { account: from, amount: -1n },
      { account: to, amount: 1n },
    ],
    reference: '{"z":[1,{"b":null,"a":"ü\\u2028"}],"10":1.50,"9":"first in ECMAScript","é":true}',
    eventAtMs: Date.UTC(2026, 0, 1),
  }));
  await database.transaction((tx) => postTransfers(tx, drafts));
  await database.close();
  for (;;) {
    const { body } = await operator.call("runAudit", {});
    if (body.chain.blocks > 0) break;
  }
  const { hash } = recompute(await exportOf(operator));
  const { body } = await operator.call("runAudit", {});
  assert.equal(hash, body.chain.head?.hash);
});
