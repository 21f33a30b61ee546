/**
 * `npm run check`: everything that can be seen without running the product, each part with its name and time.
 *
 * `npm test` runs the same parts first.
 */
import { run, say, seconds } from "./workspace.ts";

interface Part {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const parts: readonly Part[] = [
  {
    name: "format and lint",
    file: "node_modules/@biomejs/biome/bin/biome",
    args: ["check", "--diagnostic-level=warn", "--max-diagnostics=50", "."],
  },
  { name: "types", file: "node_modules/tsc7/bin/tsc", args: ["-p", "."] },
  {
    name: "who may import whom",
    file: "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    args: ["--config", ".dependency-cruiser.cjs", "packages", "providers", "apps", "tools"],
  },
  { name: "nothing unused", file: "node_modules/knip/bin/knip.js", args: ["--no-progress"] },
  { name: "tidy", file: "tools/tidy.ts", args: [] },
];

export interface Failure {
  readonly name: string;
  readonly output: string;
}

/** Runs every part, even after a failure: one run tells all. */
export async function check(): Promise<{ passed: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  for (const { name, file, args } of parts) {
    const outcome = await run(file, args);
    const verdict = outcome.code === 0 ? "ok" : "FAILED";
    say(`${verdict.padEnd(6)} ${seconds(outcome.ms).padStart(7)}  ${name}`);
    if (outcome.code !== 0)
      failures.push({ name: `check: ${name}`, output: outcome.output.trim() });
  }
  return { passed: parts.length - failures.length, failures };
}

if (import.meta.main) {
  const { failures } = await check();
  for (const { name, output } of failures) say(`\n── ${name}\n${output}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
