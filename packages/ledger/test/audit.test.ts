import assert from "node:assert/strict";
import { test } from "node:test";
import { auditBooks, type Statement, sql } from "@largesse/ledger";
import { type Books, createBooks, move } from "./books.ts";

async function busyBooks(): Promise<Books> {
  const books = await createBooks();
  const [ada, bob] = [await books.wallet("ada", 100n), await books.wallet("bob", 100n)];
  for (let n = 0; n < 8; n++) await books.post([move(ada, bob, 5n, { key: `k${n}` })]);
  return books;
}

test("[B3.1] untouched books have no findings, and progress is told", async () => {
  await using books = await busyBooks();
  const seen: bigint[] = [];
  const audit = await auditBooks(books.database, (done, of) => seen.push(done, of));
  const chain = { blocks: 0n, transfers: 0n, head: null };
  const counted = { transfers: 10n, entries: 20n, accounts: 3n };
  assert.deepEqual(audit, { ok: true, ...counted, findings: [], chain });
  assert.deepEqual(seen, [10n, 10n]);
});

const tamperings: readonly (readonly [string, string, Statement<unknown>])[] = [
  [
    "accounts_agree",
    "account 2",
    sql`update ledger.account set balance = balance + 1 where id = 2`,
  ],
  ["accounts_agree", "account 3", sql`update ledger.account set sequence = 1 where id = 3`],
  [
    "assets_sum_zero",
    "asset coin",
    sql`update ledger.account set balance = balance + 1 where id = 2`,
  ],
  ["journal_gapless", "transfer 6", sql`delete from ledger.transfer where sequence = 5`],
  ["journal_gapless", "transfer 10", sql`delete from ledger.transfer where sequence = 10`],
  ["journal_gapless", "transfer 10", sql`update ledger.head set sequence = 9`],
  [
    "transfer_conserved",
    "transfer 4",
    sql`update ledger.transfer set amounts[1] = -6 where sequence = 4`,
  ],
  [
    "balances_running",
    "transfer 4",
    sql`update ledger.transfer set amounts = '{-6,6}' where sequence = 4`,
  ],
  [
    "entries_gapless",
    "transfer 7",
    sql`update ledger.transfer set sequences[2] = 90 where sequence = 7`,
  ],
  [
    "accounts_known",
    "transfer 7",
    sql`update ledger.transfer set accounts[2] = 99 where sequence = 7`,
  ],
  ["legs_whole", "transfer 7", sql`update ledger.transfer set balances = '{1}' where sequence = 7`],
  [
    "never_negative",
    "transfer 4",
    sql`update ledger.transfer set amounts = '{-600,600}' where sequence = 4`,
  ],
];

test("[B3.2] tampering is found and its first row named", async (t) => {
  for (const [check, where, tampering] of tamperings) {
    await t.test(`${check} at ${where}: ${tampering.text}`, async () => {
      await using books = await busyBooks();
      // The owner of a table can switch its triggers off: the audit must not depend on them.
      await books.database.query(sql`alter table ledger.transfer disable trigger all`);
      await books.database.query(tampering);
      const audit = await auditBooks(books.database);
      assert.equal(audit.ok, false);
      assert.equal(audit.findings.find((finding) => finding.check === check)?.where, where);
    });
  }
});

test("[B3.3] it runs while transfers are written, without false alarm", async () => {
  await using books = await busyBooks();
  const [ada, bob] = [await books.wallet("ada"), await books.wallet("bob")];
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) {
      const late = await books.wallet(`late ${n}`, 3n);
      await books.post([move(late, n % 2 ? ada : bob, 2n, { key: "k" })]);
    }
  })();
  for (let round = 0; round < 10; round++) {
    assert.deepEqual((await auditBooks(books.database)).findings, []);
  }
  writing = false;
  await writer;
});
