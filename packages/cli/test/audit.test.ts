/** The audit with a head that was kept elsewhere: it knows a chain that was hashed anew. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { closeBlocks, createDatabase } from "@largesse/ledger";
import { startTestServer } from "../../../test/support/server.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

test("[P8.6] the head is told, and a head kept elsewhere is looked for in the chain", async () => {
  await using server = await startTestServer();
  await server.buyCoins(await server.signIn("viewer", "Ana"), 50);
  const database = createDatabase({ url: server.databaseUrl, poolMax: 1 });
  await closeBlocks(database, Date.now() + 3_600_000);
  await database.close();
  const audit = (...flags: string[]) =>
    spawnSync(process.execPath, [main, "audit", ...flags], {
      env: { ...process.env, DATABASE_URL: server.databaseUrl, NO_COLOR: "1" },
      encoding: "utf8",
    });

  const { chain } = JSON.parse(audit("--json").stdout);
  const head = `${chain.head.number}:${chain.head.hash}`;
  assert.equal(chain.head.number, 1);

  const right = audit("--head", head);
  assert.equal(right.status, 0, right.stderr);
  assert.ok(right.stdout.includes(head));
  for (const other of [`1:${"0".repeat(64)}`, `2:${chain.head.hash}`]) {
    const wrong = audit("--head", other);
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /chain_anchored: block [12] was published/);
  }
  const unclear = audit("--head", "latest");
  assert.equal(unclear.status, 1);
  assert.match(unclear.stderr, /A head is a block's number/);
});
