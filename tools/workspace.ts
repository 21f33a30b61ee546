/** Where things are, and how tools run each other. */
import { type SpawnOptions, spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly ms: number;
}

/** Runs a program of node_modules or Node itself to its end, and keeps what it said. */
export async function run(
  file: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Outcome> {
  const begunMs = performance.now();
  const child = spawn(process.execPath, [path.resolve(root, file), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    // What is kept and told later is told in plain text.
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    ...options,
  });
  const said: string[] = [];
  child.stdout?.on("data", (chunk) => said.push(String(chunk)));
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => resolve(exit ?? 1));
  });
  return { code, output: said.join(""), ms: performance.now() - begunMs };
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** One line to the person who waits. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}
