/** What a run of tests came to, and how it is told. */

export interface Failure {
  readonly name: string;
  readonly output: string;
}

export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export interface Totals {
  passed: number;
  readonly failures: Failure[];
  readonly skips: Skip[];
  readonly slow: { readonly name: string; readonly ms: number }[];
}

/** Recordings are not part of the repository: wherever they are absent, that is no fault. */
const skipAllowed = /^recordings? absent/i;

export function emptyTotals(): Totals {
  return { passed: 0, failures: [], skips: [], slow: [] };
}

/** Adds a run; `suffix` tells its tests from the same ones run elsewhere. */
export function addTotals(into: Totals, run: Totals, suffix = ""): void {
  into.passed += run.passed;
  into.failures.push(...run.failures.map((one) => ({ ...one, name: one.name + suffix })));
  into.skips.push(...run.skips.map((one) => ({ ...one, name: one.name + suffix })));
  into.slow.push(...run.slow.map((one) => ({ ...one, name: one.name + suffix })));
}

/** Turns skips that may not happen where everything can be installed into failures. */
export function judgeSkips(totals: Totals): void {
  const kept = totals.skips.filter((skip) => skipAllowed.test(skip.reason));
  for (const { name, reason } of totals.skips) {
    if (skipAllowed.test(reason)) continue;
    totals.failures.push({ name, output: `It was skipped, which is not allowed in CI: ${reason}` });
  }
  totals.skips.splice(0, totals.skips.length, ...kept);
}

/** Failures whole, skips with their reasons, the slowest, and one line that counts. */
export function summarise({ passed, failures, skips, slow }: Totals): string {
  const lines: string[] = [""];
  const slowest = [...slow].sort((a, b) => b.ms - a.ms).slice(0, 5);
  if (slowest.length > 0) lines.push("Slowest:");
  for (const { name, ms } of slowest) lines.push(`  ${(ms / 1000).toFixed(1)} s  ${name}`);
  if (skips.length > 0) lines.push("", "Skipped:");
  for (const { name, reason } of skips) lines.push(`  ${name}`, `    ${reason}`);
  for (const { name, output } of failures) lines.push("", `FAILED  ${name}`, indent(output));
  const skipped = skips.length > 0 ? `, ${skips.length} skipped` : "";
  lines.push("", `${passed} passed, ${failures.length} failed${skipped}`);
  return lines.join("\n");
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
