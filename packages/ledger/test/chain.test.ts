import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auditBooks,
  type ChainHead,
  closeBlocks,
  createDatabase,
  postTransfers,
  type Statement,
  sql,
} from "@largesse/ledger";
import { limits } from "@largesse/protocol";
import { type Books, createBooks, move } from "./books.ts";

/** Long after everything that a test writes was written. */
const later = () => Date.now() + 3_600_000;

/** Ten transfers in three blocks: 1-4, 5-8, 9-10. */
async function sealedBooks(): Promise<Books & { readonly head: ChainHead }> {
  const books = await createBooks();
  const [ada, bob] = [await books.wallet("ada", 100n), await books.wallet("bob", 100n)];
  for (let n = 0; n < 8; n++) {
    await books.post([move(ada, bob, 5n, { key: `k${n}`, answer: `answer ${n}` })]);
    if (n === 1 || n === 5) assert.equal(await closeBlocks(books.database, later()), 1);
  }
  assert.equal(await closeBlocks(books.database, later()), 1);
  const { ok, chain } = await auditBooks(books.database);
  assert.ok(ok && chain.head !== null);
  assert.deepEqual([chain.blocks, chain.transfers, chain.head.number], [3n, 10n, 3n]);
  return { ...books, head: chain.head };
}

/** What the owner of the database can do and others cannot. */
async function disarm({ database }: Books): Promise<void> {
  await database.query(sql`alter table ledger.transfer disable trigger all`);
  await database.query(sql`alter table ledger.block disable trigger all`);
}

const swapRows = sql`
  do $$ begin
    update ledger.transfer set sequence = 0 where sequence = 6;
    update ledger.transfer set sequence = 6 where sequence = 7;
    update ledger.transfer set sequence = 7 where sequence = 0;
  end $$`;

const tamperings: readonly (readonly [string, string, string, Statement<unknown>])[] = [
  [
    "an amount",
    "transfers_sealed",
    "transfer 6",
    sql`update ledger.transfer set amounts = '{-6,6}' where sequence = 6`,
  ],
  [
    "a key",
    "transfers_sealed",
    "transfer 6",
    sql`update ledger.transfer set key = 'other' where sequence = 6`,
  ],
  [
    "what it was for",
    "transfers_sealed",
    "transfer 9",
    sql`update ledger.transfer set reference = '{"about":"other"}' where sequence = 9`,
  ],
  [
    "the answer",
    "transfers_sealed",
    "transfer 4",
    sql`update ledger.transfer set answer = 'other' where sequence = 4`,
  ],
  [
    "no answer any more",
    "transfers_sealed",
    "transfer 4",
    sql`update ledger.transfer set answer = null where sequence = 4`,
  ],
  [
    "the time",
    "transfers_sealed",
    "transfer 10",
    sql`update ledger.transfer set event_at = event_at - interval '1 day' where sequence = 10`,
  ],
  [
    "a time that is none",
    "transfers_sealed",
    "transfer 10",
    sql`update ledger.transfer set event_at = 'infinity' where sequence = 10`,
  ],
  [
    "the owner of an account",
    "transfers_sealed",
    "transfer 2",
    sql`update ledger.account set owner = 'eve' where owner = 'bob'`,
  ],
  [
    "a row in the middle deleted",
    "transfers_sealed",
    "transfer 5",
    sql`delete from ledger.transfer where sequence = 5`,
  ],
  [
    "the tail deleted",
    "transfers_sealed",
    "transfer 9",
    sql`delete from ledger.transfer where sequence >= 9`,
  ],
  ["two rows swapped", "transfers_sealed", "transfer 6", swapRows],
  ["a block deleted", "chain_linked", "block 3", sql`delete from ledger.block where number = 2`],
  [
    "the first block deleted",
    "chain_linked",
    "block 2",
    sql`delete from ledger.block where number = 1`,
  ],
  [
    "a seal",
    "blocks_sealed",
    "block 2",
    sql`update ledger.block
      set transfer_hashes = sha256('other') || substring(transfer_hashes from 33)
      where number = 2`,
  ],
  [
    "a block's hash",
    "chain_linked",
    "block 3",
    sql`update ledger.block set hash = sha256('other') where number = 2`,
  ],
  [
    "the hash before",
    "chain_linked",
    "block 2",
    sql`update ledger.block set previous_hash = sha256('other') where number = 2`,
  ],
];

test("[B5.8] whatever is changed under a closed block is found, and the first row named", async (t) => {
  for (const [name, check, where, tampering] of tamperings) {
    await t.test(name, async () => {
      await using books = await sealedBooks();
      await disarm(books);
      await books.database.query(tampering);
      const { ok, findings } = await auditBooks(books.database);
      assert.equal(ok, false);
      assert.equal(findings.find((finding) => finding.check === check)?.where, where);
    });
  }
});

test("[B5.1] blocks are numbered without gaps and follow each other's transfers", async () => {
  await using books = await sealedBooks();
  const rows = await books.database.query(
    sql<{ number: bigint; first: bigint; last: bigint }>`
      select number, first_transfer as first, last_transfer as last
      from ledger.block
      order by number`,
  );
  const runs = rows.map(({ number, first, last }) => [number, first, last]);
  assert.deepEqual(runs, [
    [1n, 1n, 4n],
    [2n, 5n, 8n],
    [3n, 9n, 10n],
  ]);
});

test("[B5.2] blocks take no update, delete or truncate", async () => {
  await using books = await sealedBooks();
  for (const change of [
    sql`update ledger.block set closed_at = now()`,
    sql`delete from ledger.block`,
    sql`truncate ledger.block`,
  ]) {
    await assert.rejects(books.database.query(change), /append-only/);
  }
});

/** Seals everything anew after a change, as the closer itself would have. */
async function hashAnew({ database }: Books): Promise<void> {
  await database.query(sql`delete from ledger.block`);
  await closeBlocks(database, later());
}

test("[B5.9] a chain hashed anew after an edit agrees with itself, and not with an earlier head", async () => {
  await using books = await sealedBooks();
  await disarm(books);
  await books.database.query(sql`update ledger.transfer set key = 'other' where sequence = 6`);
  await hashAnew(books);
  const alone = await auditBooks(books.database);
  assert.deepEqual(alone.findings, []);
  const anchored = await auditBooks(books.database, () => {}, books.head);
  assert.deepEqual(
    anchored.findings.map(({ check, where }) => [check, where]),
    [["chain_anchored", "block 3"]],
  );
  assert.equal(anchored.ok, false);
});

test("[B5.9] an earlier head with the same number and another hash is no part of the chain", async () => {
  await using books = await sealedBooks();
  const hash = "0".repeat(64);
  const { findings } = await auditBooks(books.database, () => {}, { number: 2n, hash });
  assert.deepEqual(
    findings.map(({ check, where }) => [check, where]),
    [["chain_anchored", "block 2"]],
  );
});

test("[B5.9] an earlier head stays part of the chain as it grows", async () => {
  await using books = await sealedBooks();
  const cy = await books.wallet("cy", 7n);
  await books.post([move(cy, books.issued, 7n, { key: "back" })]);
  await closeBlocks(books.database, later());
  const { ok, chain } = await auditBooks(books.database, () => {}, books.head);
  assert.deepEqual([ok, chain.head?.number], [true, 4n]);
});

/** Many transfers at once, without a wallet's balance in the way. */
async function fill(books: Books, transfers: number): Promise<void> {
  const to = await books.wallet("sink");
  const drafts = Array.from({ length: transfers }, (_, n) =>
    move(books.issued, to, 1n, { key: `n${n}` }),
  );
  await books.post(drafts);
}

test("[B5.3] full blocks close at once, the rest when its oldest transfer has waited", async () => {
  await using books = await createBooks();
  assert.equal(await closeBlocks(books.database, later()), 0);
  await fill(books, limits.blockTransfersMax * 2 + 1);
  assert.equal(await closeBlocks(books.database, 0), 2);
  assert.equal(await closeBlocks(books.database, 0), 0);
  const [rest] = await books.database.query(
    sql<{ at: Date }>`select max(written_at) as at from ledger.transfer`,
  );
  const writtenMs = rest?.at.getTime() ?? 0;
  assert.equal(await closeBlocks(books.database, writtenMs + limits.blockWaitMs - 1), 0);
  assert.equal(await closeBlocks(books.database, writtenMs + limits.blockWaitMs), 1);
  const { ok, chain } = await auditBooks(books.database);
  assert.deepEqual([ok, chain.blocks, chain.transfers], [true, 3n, 2001n]);
});

test("[B5.4] no block is closed over a hole", async () => {
  await using books = await createBooks();
  await fill(books, 3);
  await disarm(books);
  await books.database.query(sql`delete from ledger.transfer where sequence = 2`);
  await assert.rejects(closeBlocks(books.database, later()), /no transfer 2/);
});

test("[B5.4] a transfer that is not committed is in no block", async () => {
  await using books = await createBooks();
  const to = await books.wallet("sink");
  await books.post([move(books.issued, to, 1n, { key: "before" })]);
  await books.database.transaction(async (tx) => {
    await postTransfers(tx, [move(books.issued, to, 1n, { key: "open" })]);
    // The poster holds the lock of the books, and the closer does not wait for it.
    assert.equal(await closeBlocks(books.database, later()), 1);
  });
  const { chain } = await auditBooks(books.database);
  assert.deepEqual([chain.blocks, chain.transfers], [1n, 1n]);
});

test("[B5.5] closers on several nodes make one chain, while transfers are written", async () => {
  await using books = await createBooks();
  const to = await books.wallet("sink");
  const others = [1, 2].map(() => createDatabase({ url: books.url, poolMax: 2 }));
  let writing = true;
  const closers = [books.database, ...others].map(async (database) => {
    while (writing) await closeBlocks(database, later());
  });
  for (let n = 0; n < 60; n++) {
    await books.post([move(books.issued, to, 1n, { key: `n${n}` })]);
  }
  writing = false;
  await Promise.all(closers);
  await closeBlocks(books.database, later());
  const { findings, chain } = await auditBooks(books.database);
  assert.deepEqual([findings, chain.transfers], [[], 60n]);
  for (const database of others) await database.close();
});

test("[B5.5] a closer that dies anywhere leaves whole blocks, and another goes on", async () => {
  await using books = await createBooks();
  await fill(books, limits.blockTransfersMax * 6);
  for (let life = 1; life <= 5; life++) {
    let statements = 0;
    const dying = {
      query<Row>(statement: Statement<Row>): Promise<Row[]> {
        statements += 1;
        if (statements > life) throw new Error("the closer is dead");
        return books.database.query(statement);
      },
    };
    await assert.rejects(closeBlocks(dying, 0), /dead/);
    assert.deepEqual((await auditBooks(books.database)).findings, []);
  }
  await closeBlocks(books.database, 0);
  const { findings, chain } = await auditBooks(books.database);
  assert.deepEqual([findings, chain.blocks, chain.transfers], [[], 6n, 6_000n]);
});
