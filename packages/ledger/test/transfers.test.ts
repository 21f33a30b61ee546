import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auditBooks,
  journalPage,
  openAccounts,
  readAccounts,
  sql,
  trialBalanceRows,
} from "@largesse/ledger";
import { isRefusal } from "@largesse/protocol";
import { createBooks, move } from "./books.ts";

const balance = async (books: Awaited<ReturnType<typeof createBooks>>, id: bigint) =>
  (await readAccounts(books.database, [id]))[0]?.balance;

test("[B1.2] a refused transfer spoils none of its neighbours", async () => {
  await using books = await createBooks();
  const [ada, bob] = [await books.wallet("ada", 10n), await books.wallet("bob")];
  const results = await books.post([
    move(ada, bob, 4n, { key: "a" }),
    move(ada, bob, 7n, { key: "b" }),
    move(ada, 999n, 1n, { key: "c" }),
    move(ada, bob, 6n, { key: "d" }),
  ]);
  assert.deepEqual(
    results.map((result) => (isRefusal(result) ? result.refused : Number(result.sequence))),
    [2, "balance_insufficient", "account_unknown", 3],
  );
  assert.equal(await balance(books, bob), 10n);
});

test("[B1.3] a key gives its first answer in the same batch, later and fifty times at once", async () => {
  await using books = await createBooks({ poolMax: 20 });
  const [ada, bob] = [await books.wallet("ada", 100n), await books.wallet("bob")];
  const draft = move(ada, bob, 5n, { key: "k", answer: "first" });
  const [first, again] = await books.post([draft, { ...draft, answer: "second" }]);
  assert.ok(first !== undefined && !isRefusal(first));
  assert.deepEqual(again, { ...first, replayed: true });
  assert.deepEqual(await books.post([draft]), [{ ...first, replayed: true }]);
  const another = move(ada, bob, 1n, { key: "n", answer: "n" });
  const crowd = await Promise.all(Array.from({ length: 50 }, () => books.post([another])));
  const results = crowd.flat().map((one) => (isRefusal(one) ? one.refused : one.sequence));
  assert.equal(new Set(results).size, 1);
  assert.equal(crowd.flat().filter((one) => !isRefusal(one) && !one.replayed).length, 1);
  assert.equal(await balance(books, bob), 6n);
});

test("[B1.4] the same key with another content is refused", async () => {
  await using books = await createBooks();
  const [ada, bob] = [await books.wallet("ada", 10n), await books.wallet("bob")];
  await books.post([move(ada, bob, 1n, { key: "k" })]);
  const results = await books.post([
    move(ada, bob, 1n, { key: "k", content: "other" }),
    move(bob, ada, 1n, { key: "k" }),
  ]);
  assert.deepEqual(
    results.map((one) => (isRefusal(one) ? one.refused : "posted")),
    ["key_reused", "posted"],
  );
});

test("[B1.5] a refusal binds nothing", async () => {
  await using books = await createBooks();
  const [ada, bob] = [await books.wallet("ada"), await books.wallet("bob")];
  const draft = move(ada, bob, 5n, { key: "k" });
  const [refused] = await books.post([draft]);
  assert.ok(isRefusal(refused));
  await books.post([move(books.issued, ada, 5n, { key: "fund" })]);
  const [posted] = await books.post([draft]);
  assert.ok(posted !== undefined && !isRefusal(posted) && !posted.replayed);
});

test("[B1.6] fifty spenders of one balance never spend more than it holds", async () => {
  await using books = await createBooks({ poolMax: 20 });
  const [ada, bob] = [await books.wallet("ada", 20n), await books.wallet("bob")];
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, n) => books.post([move(ada, bob, 3n, { key: `k${n}` })])),
  );
  assert.equal(results.flat().filter((one) => !isRefusal(one)).length, 6);
  assert.equal(await balance(books, ada), 2n);
});

test("[B1.7] [B1.8] opposing transfers all complete, numbered without gaps", async () => {
  await using books = await createBooks({ poolMax: 20 });
  const [ada, bob] = [await books.wallet("ada", 50n), await books.wallet("bob", 50n)];
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      books.post([
        n % 2 ? move(ada, bob, 1n, { key: `k${n}` }) : move(bob, ada, 1n, { key: `k${n}` }),
      ]),
    ),
  );
  const audit = await auditBooks(books.database);
  assert.deepEqual(audit.findings, []);
  assert.equal(audit.transfers, 62n);
  const entries = await journalPage(books.database, { after: 0n, limit: 7 });
  assert.deepEqual(
    entries.map(({ transfer, accountSequence, balanceAfter }) => [
      transfer,
      accountSequence,
      balanceAfter,
    ]),
    [
      [1n, 1n, -50n],
      [1n, 1n, 50n],
      [2n, 2n, -100n],
      [2n, 1n, 50n],
      [3n, entries[4]?.accountSequence, entries[4]?.balanceAfter],
      [3n, entries[5]?.accountSequence, entries[5]?.balanceAfter],
    ],
  );
});

test("[B1.1] the trial balance sums to zero in every asset", async () => {
  await using books = await createBooks();
  await books.wallet("ada", 50n);
  const rows = await trialBalanceRows(books.database);
  assert.equal(
    rows.reduce((sum, row) => sum + row.balance, 0n),
    0n,
  );
  assert.equal(rows[0]?.head, 1n);
});

test("[B1.10] balances that do not follow from the legs are not written", async () => {
  await using books = await createBooks();
  const [ada, bob] = [await books.wallet("ada", 50n), await books.wallet("bob")];
  // Somebody moves a balance behind the books' back, between the reading and the writing.
  const cheating = books.database.transaction(async (tx) => {
    const { postTransfers } = await import("@largesse/ledger");
    let statements = 0;
    const meddler = {
      async query<Row>(statement: Parameters<typeof tx.query<Row>>[0]) {
        statements += 1;
        if (statements === 4) {
          await tx.query(sql`update ledger.account set balance = balance + 1 where id = ${ada}`);
        }
        return await tx.query(statement);
      },
    };
    return await postTransfers(meddler, [move(ada, bob, 5n, { key: "k" })]);
  });
  await assert.rejects(cheating, /balances do not follow from the legs/);
  assert.equal(await balance(books, bob), 0n);
});

test("[B1.11] the journal takes no update, delete or truncate", async () => {
  await using books = await createBooks();
  await books.wallet("ada", 5n);
  const { database } = books;
  for (const attempt of [
    sql`update ledger.transfer set kind = 'x'`,
    sql`delete from ledger.transfer`,
    sql`truncate ledger.transfer`,
  ]) {
    await assert.rejects(database.query(attempt), /append-only/);
  }
});

test("[B1.12] an account is opened once, whoever asks at the same time", async () => {
  await using books = await createBooks({ poolMax: 10 });
  const spec = { owner: "eve", kind: "wallet", asset: "coin" };
  const ids = await Promise.all(
    Array.from({ length: 20 }, () => openAccounts(books.database, [spec, spec])),
  );
  assert.equal(new Set(ids.flat()).size, 1);
});
