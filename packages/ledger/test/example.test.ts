import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTestDatabase } from "../../../test/support/database.ts";

test("[B1.3] the example says what it does", async () => {
  await using own = await createTestDatabase({ empty: true });
  const example = fileURLToPath(new URL("../../../examples/ledger.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [example, own.url]);
  assert.deepEqual(stdout.trim().split("\n"), [
    "transfer 1, replayed: false: moved 100",
    "transfer 1, replayed: true: moved 100",
    "refused: balance_insufficient",
    "ada holds 100 tokens after 1 entries",
    "1 transfers audited: sound",
  ]);
});
