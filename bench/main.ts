/**
 * `npm run bench -- [name…] [--json] [--quick]`: measures, and prints one JSON object a line or a table.
 *
 * Baselines are measured in the same run, in turns with what is compared to them, because a machine
 * that others share is not the same one a minute later. Medians of the rounds are printed.
 */
import { benchGift } from "./gift.bench.ts";
import { benchLedger } from "./ledger.bench.ts";
import { type BenchLine, printJson, printTable } from "./report.ts";

const benches: Readonly<Record<string, (options: { quick: boolean }) => AsyncIterable<BenchLine>>> =
  { ledger: benchLedger, gift: benchGift };

const asked = process.argv.slice(2);
const names = asked.filter((word) => !word.startsWith("--"));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}. Known: ${Object.keys(benches)}.`);
  process.exit(2);
}
const print = asked.includes("--json") ? printJson : printTable();
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const lines = benches[name]?.({ quick: asked.includes("--quick") }) ?? [];
  for await (const line of lines) print(line);
}
