/** Runs test files by Node's runner, each in a process of its own, and collects what they say. */
import path from "node:path";
import { run } from "node:test";
import { inspect } from "node:util";
import { root, say, seconds } from "../workspace.ts";
import { emptyTotals, type Totals } from "./totals.ts";

/** A test that hangs fails by name. The longest honest one takes two minutes on an idle machine. */
const testMsMax = 900_000;

export interface RunFiles {
  readonly concurrency: number;
  readonly nameFilter?: string | undefined;
}

/** One line a file while it goes on. */
export async function runFiles(files: readonly string[], options: RunFiles): Promise<Totals> {
  const totals = emptyTotals();
  if (files.length === 0) return totals;
  const stream = run({
    files: files.map((file) => path.join(root, file)),
    concurrency: options.concurrency,
    timeout: testMsMax,
    // A file whose tests are over is over: something left open in it must not hold up all the others.
    forceExit: true,
    cwd: root,
    ...(options.nameFilter === undefined
      ? {}
      : { testNamePatterns: literally(options.nameFilter) }),
  });
  const tally = new Map<string, { passed: number; failed: number; skipped: number; ms: number }>();
  const tallyOf = (file: string | undefined) => {
    const name = file === undefined ? "?" : path.relative(root, file);
    const known = tally.get(name) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 };
    tally.set(name, known);
    return { name, counts: known };
  };
  stream.on("test:pass", (event) => {
    if (event.details.type === "suite") return;
    const { name, counts } = tallyOf(event.file);
    if (event.skip !== undefined && event.skip !== false) {
      counts.skipped += 1;
      const reason = typeof event.skip === "string" ? event.skip : "no reason given";
      totals.skips.push({ name: `${name}: ${event.name}`, reason });
      return;
    }
    counts.passed += 1;
    counts.ms += event.details.duration_ms;
    totals.passed += 1;
    totals.slow.push({ name: `${name}: ${event.name}`, ms: event.details.duration_ms });
  });
  stream.on("test:fail", (event) => {
    const error = event.details.error;
    // A parent fails with its children: those are told already.
    if (event.details.type === "suite" || isOfSubtests(error)) return;
    const { name, counts } = tallyOf(event.file);
    counts.failed += 1;
    totals.failures.push({
      name: `${name}: ${event.name}`,
      output: describe(error.cause ?? error),
    });
  });
  stream.on("test:summary", (event) => {
    if (event.file === undefined) return;
    const { name, counts } = tallyOf(event.file);
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
    const verdict = counts.failed > 0 ? "FAILED" : "ok";
    const count = `${counts.passed} passed, ${counts.failed} failed${skipped}`;
    say(`${verdict.padEnd(6)} ${seconds(event.duration_ms).padStart(7)}  ${name} (${count})`);
  });
  for await (const _ of stream) {
    // Listening above does the work; reading to the end is what makes it run.
  }
  return totals;
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

function isOfSubtests(error: Error): boolean {
  return "failureType" in error && error.failureType === "subtestsFailed";
}

function describe(error: unknown): string {
  return typeof error === "string" ? error : inspect(error, { depth: 4 });
}
