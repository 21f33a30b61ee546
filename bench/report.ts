/** What a bench says, a line at a time. */
export interface BenchLine {
  readonly bench: string;
  readonly case: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: string | null;
  readonly baselineValue: number | null;
  /** Value to baseline. */
  readonly ratio: number | null;
}

export function printJson(line: BenchLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Prints rows under a heading that is printed once. */
export function printTable(): (line: BenchLine) => void {
  let printed = "";
  return (line) => {
    if (printed !== line.bench) {
      const heading = ["case".padEnd(44), "value".padStart(12), "unit".padEnd(9)];
      process.stdout.write(`\n${line.bench}\n${heading.join(" ")}  baseline\n`);
      printed = line.bench;
    }
    const value = line.value.toLocaleString("en", { maximumFractionDigits: 2 });
    const baseline =
      line.baseline === null || line.baselineValue === null || line.ratio === null
        ? ""
        : `${line.ratio.toFixed(2)} × ${line.baseline} (${line.baselineValue.toLocaleString("en", { maximumFractionDigits: 2 })})`;
    process.stdout.write(
      `${line.case.padEnd(44)} ${value.padStart(12)} ${line.unit.padEnd(9)}  ${baseline}\n`,
    );
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The value that so large a part of the values does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}
