import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase } from "./database.ts";
import { withClient } from "./sql/databases.ts";

test("each test has a database of its own, migrated, gone afterwards", async () => {
  let url = "";
  {
    await using first = await createTestDatabase();
    await using second = await createTestDatabase();
    assert.notEqual(first.url, second.url);
    url = first.url;
    const tables = await withClient(url, (client) =>
      client.query("select 1 from information_schema.tables where table_schema = 'economy'"),
    );
    assert.ok((tables.rowCount ?? 0) > 3);
  }
  await assert.rejects(
    withClient(url, async () => {}),
    { code: "3D000" },
  );
});
