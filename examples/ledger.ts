/**
 * A ledger of your own in any PostgreSQL: two accounts, a transfer, a retry, a refusal, an audit.
 *
 *     node examples/ledger.ts postgres://…
 */
import { createHash } from "node:crypto";
import {
  auditBooks,
  createDatabase,
  migrateLedger,
  openAccounts,
  postTransfers,
  readBalances,
  type TransferDraft,
} from "@largesse/ledger";

const url = process.argv[2];
if (url === undefined) throw new Error("Say where the books shall be: postgres://…");

await migrateLedger(url);
const database = createDatabase({ url });

const [mint, purse] = await openAccounts(database, [
  { owner: "house", kind: "tokens_issued", asset: "token", mayGoNegative: true },
  { owner: "ada", kind: "purse", asset: "token" },
]);
if (mint === undefined || purse === undefined) throw new Error("the accounts did not open");

/** Tokens from one to the other; `key` is what makes a retry safe. */
function move(from: bigint, to: bigint, tokens: bigint, key: string): TransferDraft {
  return {
    kind: "example",
    principal: purse ?? 0n,
    key,
    requestHash: createHash("sha256").update(`${from} ${to} ${tokens}`).digest(),
    legs: [
      { account: from, amount: -tokens },
      { account: to, amount: tokens },
    ],
    reference: JSON.stringify({ because: "an example" }),
    answer: `moved ${tokens}`,
    eventAtMs: Date.now(),
  };
}

// Inside your own transaction, with your own statements beside it if you like.
const results = await database.transaction((tx) =>
  postTransfers(tx, [
    move(mint, purse, 100n, "welcome"),
    move(mint, purse, 100n, "welcome"),
    move(purse, mint, 5_000n, "too much"),
  ]),
);
for (const result of results) {
  if ("refused" in result) console.log(`refused: ${result.refused}`);
  else console.log(`transfer ${result.sequence}, replayed: ${result.replayed}: ${result.answer}`);
}

const [balance] = await readBalances(database, "ada");
console.log(`ada holds ${balance?.balance} tokens after ${balance?.sequence} entries`);
const audit = await auditBooks(database);
console.log(`${audit.transfers} transfers audited: ${audit.ok ? "sound" : "not sound"}`);
await database.close();
