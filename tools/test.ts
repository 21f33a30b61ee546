/**
 * `npm test`: what can be seen without running (check), the pages, then every `*.test.ts`, and those of the books
 * once more on PostgreSQL 15. Failures are told again at the end, whole; the last line counts.
 *
 *     npm test                      all of it
 *     npm test -- streak            tests whose path contains `streak`, nothing else
 *     npm test -- --only=[G3.2]     tests whose name contains it
 *
 * What cannot run on a machine is skipped by name, with the reason and the cure. Where `CI` is set a skip is
 * a failure, unless it is for want of recordings that are not part of the repository.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { stopTestServer } from "../test/support/cluster.ts";
import { startPostgres15 } from "../test/support/postgres15.ts";
import { buildPages } from "./build.ts";
import { check } from "./check.ts";
import { runFiles } from "./test/run-files.ts";
import { addTotals, emptyTotals, judgeSkips, summarise, type Totals } from "./test/totals.ts";
import { root, say } from "./workspace.ts";

/** The tests that must hold on the oldest PostgreSQL that we promise. */
const booksFolders = ["packages/ledger/test/", "packages/economy/test/", "test/simulation/"];

const flags = process.argv.slice(2);
const nameFilter = flags.find((flag) => flag.startsWith("--only="))?.slice("--only=".length);
const pathFilters = flags.filter((flag) => !flag.startsWith("--"));
const isWhole = nameFilter === undefined && pathFilters.length === 0;

const totals = emptyTotals();
try {
  if (isWhole) await runChecks(totals);
  await runTests(totals);
} finally {
  await stopTestServer();
}
if (process.env.CI) judgeSkips(totals);
say(summarise(totals));
process.exit(totals.failures.length > 0 ? 1 : 0);

async function runChecks(into: Totals): Promise<void> {
  const { passed, failures } = await check();
  into.passed += passed;
  into.failures.push(...failures);
}

async function runTests(into: Totals): Promise<void> {
  const files = listTests();
  const inBrowser = files.filter((file) => file.startsWith("test/e2e/"));
  const others = files.filter((file) => !inBrowser.includes(file));
  if (isWhole || inBrowser.length > 0) {
    const failed = await buildPages({ force: false });
    into.failures.push(...failed.map((page) => ({ name: `build: ${page}`, output: "See above." })));
  }
  // Two at a time: the machines of this world have two cores, and a browser takes both.
  addTotals(into, await runFiles(others, { concurrency: 2, nameFilter }));
  addTotals(into, await runFiles(inBrowser, { concurrency: 1, nameFilter }));
  await runOnPostgres15(into, others);
}

async function runOnPostgres15(into: Totals, files: readonly string[]): Promise<void> {
  const books = files.filter((file) => booksFolders.some((folder) => file.startsWith(folder)));
  if (books.length === 0 || process.env.LARGESSE_TEST_DATABASE_URL) return;
  const postgres = await startPostgres15();
  if (typeof postgres === "string") {
    into.skips.push({ name: "the tests of the books, on PostgreSQL 15", reason: postgres });
    return;
  }
  say("\nOn PostgreSQL 15:");
  process.env.LARGESSE_TEST_DATABASE_URL = postgres.url;
  try {
    const again = await runFiles(books, { concurrency: 2, nameFilter });
    addTotals(into, again, " (on PostgreSQL 15)");
  } finally {
    delete process.env.LARGESSE_TEST_DATABASE_URL;
    await postgres.stop();
  }
}

function listTests(): string[] {
  const found = globSync("{packages,providers,apps,test,bench,tools,examples}/**/*.test.{ts,tsx}", {
    cwd: root,
    exclude: (name) =>
      name.split(path.sep).some((part) => part === "node_modules" || part === "dist"),
  });
  return found
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => pathFilters.length === 0 || pathFilters.some((part) => file.includes(part)))
    .sort();
}
