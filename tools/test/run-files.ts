/** Runs test files by Node's runner, each in a process of its own, and collects what they say. */
import path from "node:path";
import { run } from "node:test";
import { inspect } from "node:util";
import { root, say, seconds } from "../workspace.ts";
import { addTotals, emptyTotals, type Totals } from "./totals.ts";

/** A test that hangs fails by name. The longest honest one takes two minutes on an idle machine. */
const testMsMax = 900_000;

export interface RunFiles {
  readonly concurrency: number;
  readonly nameFilter?: string | undefined;
}

/**
 * One line a file while it goes on. A file that was ended before it had told all (ending it is for those
 * that would hang) is run once more to its own end: what is not heard must not pass for passed.
 */
export async function runFiles(files: readonly string[], options: RunFiles): Promise<Totals> {
  const totals = emptyTotals();
  const told = await runOnce(files, { ...options, forceExit: true });
  const unheard = files.filter((file) => !told.has(file));
  const again = await runOnce(unheard, { ...options, forceExit: false });
  for (const file of files) {
    const heard = told.get(file) ?? again.get(file);
    if (heard !== undefined) addTotals(totals, heard);
    else totals.failures.push({ name: file, output: "It told nothing, twice." });
  }
  return totals;
}

/** What the files told, by file; with a forced end, only those that came to their own. */
async function runOnce(
  files: readonly string[],
  options: RunFiles & { readonly forceExit: boolean },
): Promise<Map<string, Totals>> {
  const told = new Map<string, Totals>();
  if (files.length === 0) return told;
  const telling = new Map<string, Totals>();
  const totalsOf = (file: string | undefined) => {
    const name = file === undefined ? "?" : path.relative(root, file);
    const totals = telling.get(name) ?? emptyTotals();
    telling.set(name, totals);
    return { name, totals };
  };
  const stream = run({
    files: files.map((file) => path.join(root, file)),
    concurrency: options.concurrency,
    timeout: testMsMax,
    // A file whose tests are over is over: something left open in it must not hold up all the others.
    forceExit: options.forceExit,
    cwd: root,
    ...(options.nameFilter === undefined
      ? {}
      : { testNamePatterns: literally(options.nameFilter) }),
  });
  stream.on("test:pass", (event) => {
    if (event.details.type === "suite") return;
    const { name, totals } = totalsOf(event.file);
    if (event.skip !== undefined && event.skip !== false) {
      const reason = typeof event.skip === "string" ? event.skip : "no reason given";
      totals.skips.push({ name: `${name}: ${event.name}`, reason });
      return;
    }
    totals.passed += 1;
    totals.slow.push({ name: `${name}: ${event.name}`, ms: event.details.duration_ms });
  });
  stream.on("test:fail", (event) => {
    const error = event.details.error;
    // A parent fails with its children: those are told already.
    if (event.details.type === "suite" || isOfSubtests(error)) return;
    const { name, totals } = totalsOf(event.file);
    const output = describe(error.cause ?? error);
    totals.failures.push({ name: `${name}: ${event.name}`, output });
  });
  stream.on("test:summary", (event) => {
    if (event.file === undefined) return;
    const { name, totals } = totalsOf(event.file);
    told.set(name, totals);
    sayFile(name, totals, event.duration_ms);
  });
  for await (const _ of stream) {
    // Listening above does the work; reading to the end is what makes it run.
  }
  // Without a forced end nothing is cut off: what a file said before it fell is all there is.
  return options.forceExit ? told : telling;
}

function sayFile(name: string, { passed, failures, skips }: Totals, ms: number): void {
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : "";
  const verdict = failures.length > 0 ? "FAILED" : "ok";
  const count = `${passed} passed, ${failures.length} failed${skipped}`;
  say(`${verdict.padEnd(6)} ${seconds(ms).padStart(7)}  ${name} (${count})`);
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
