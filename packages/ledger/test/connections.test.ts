import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ConnectionLostError,
  checkDurability,
  createDatabase,
  OutcomeUnknownError,
  sql,
} from "@largesse/ledger";
import fc from "fast-check";
import { createTestDatabase } from "../../../test/support/database.ts";

test("[B4.1] values and lists arrive unchanged", async () => {
  await using own = await createTestDatabase({ empty: true });
  const database = createDatabase({ url: own.url });
  // PostgreSQL's text has no NUL; a lone surrogate is no text at all.
  const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0"));
  const count = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(text), { maxLength: 8 }),
      fc.array(fc.option(count), { maxLength: 8 }),
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 8 }),
      async (texts, counts, integers) => {
        const [row] = await database.query(sql`
          select ${texts}::text[] as texts, ${counts}::bigint[] as counts,
            ${integers}::integer[] as integers`);
        assert.deepEqual({ ...row }, { texts, counts, integers });
      },
    ),
    { numRuns: 200 },
  );
  const tricky = ['a","b', "\\", '"', "NULL", "null", "{x,y}", "", " ", "\n", "ü😀"];
  const [row] = await database.query(sql<{ tricky: string[] }>`select ${tricky}::text[] as tricky`);
  assert.deepEqual(row?.tricky, tricky);
  await database.close();
});

test("[B2.4] a hot transaction is whole or not at all", async () => {
  await using own = await createTestDatabase({ empty: true });
  const database = createDatabase({ url: own.url });
  await database.query(sql`create table made (n integer)`);
  const hot = database.hot();
  const failing = hot.transaction((tx) =>
    tx.commit([tx.query(sql`insert into made values (1)`), tx.query(sql`select 1 / 0`)]),
  );
  await assert.rejects(failing, /division by zero/);
  await assert.rejects(
    hot.transaction(async (tx) => {
      await tx.query(sql`insert into made values (2)`);
      throw new Error("changed my mind");
    }),
    /changed my mind/,
  );
  await hot.transaction((tx) => tx.commit([tx.query(sql`insert into made values (3)`)]));
  assert.deepEqual(await database.query(sql`select n from made`), [{ n: 3 }]);
  await database.close();
});

test("[B2.5] a lost connection fails the unit in hand, and the next one finds another", async () => {
  await using own = await createTestDatabase({ empty: true });
  const database = createDatabase({ url: own.url });
  const hot = database.hot();
  const dying = hot.transaction(async (tx) => {
    const [row] = await tx.query(sql<{ pid: number }>`select pg_backend_pid() as pid`);
    await database.query(sql`select pg_terminate_backend(${row?.pid ?? 0}::integer)`);
    await tx.commit([tx.query(sql`select 1`)]);
  });
  await assert.rejects(dying, OutcomeUnknownError);
  await hot.transaction((tx) => tx.commit([tx.query(sql`select 1`)]));
  const early = hot.transaction(async (tx) => {
    const [row] = await tx.query(sql<{ pid: number }>`select pg_backend_pid() as pid`);
    await database.query(sql`select pg_terminate_backend(${row?.pid ?? 0}::integer)`);
    await tx.query(sql`select 1`);
  });
  await assert.rejects(early, ConnectionLostError);
  await hot.transaction((tx) => tx.commit([tx.query(sql`select 1`)]));
  await database.close();
  const nobody = createDatabase({ url: "postgres://nobody@127.0.0.1:1/nothing" });
  await assert.rejects(
    nobody.hot().transaction((tx) => tx.commit([])),
    ConnectionLostError,
  );
  await nobody.close();
});

test("[B4.2] a database that may forget is named, with the cure", async () => {
  await using own = await createTestDatabase({ empty: true });
  const database = createDatabase({ url: own.url, poolMax: 1 });
  await database.query(sql`set synchronous_commit = off`);
  const said = await checkDurability(database);
  assert.ok(said.some((sentence) => sentence.includes("synchronous_commit = on")));
  await database.query(sql`set synchronous_commit = on`);
  const after = await checkDurability(database);
  assert.ok(!after.some((sentence) => sentence.includes("synchronous_commit")));
  await database.close();
});
