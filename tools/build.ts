/**
 * Builds the pages, one after the other, and tells their sizes. A page whose sources have not changed since its
 * last build is left alone; `--force` builds it anyway. Servers need no build: Node runs TypeScript.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root, run, say, seconds } from "./workspace.ts";

/** What every page is made from, besides its own folder. */
const sharedSources = [
  "packages/ui",
  "packages/sdk",
  "packages/protocol",
  "package-lock.json",
  "tsconfig.json",
];
const stampName = ".sources";

/** Builds what is missing or old. Answers the names of the pages that could not be built. */
export async function buildPages(options: { force: boolean }): Promise<string[]> {
  const failed: string[] = [];
  for (const page of await listPages()) {
    const sources = await hashSources([...sharedSources, `apps/${page}`]);
    if (!options.force && (await readStamp(page)) === sources) continue;
    if (!(await buildPage(page, sources))) failed.push(page);
  }
  return failed;
}

/** The pages that have something to build. */
export async function listPages(): Promise<string[]> {
  const pages: string[] = [];
  for (const name of (await readdir(path.join(root, "apps"))).sort()) {
    const files: string[] = await readdir(path.join(root, "apps", name)).catch(() => []);
    if (files.includes("vite.config.ts")) pages.push(name);
  }
  return pages;
}

async function buildPage(page: string, sources: string): Promise<boolean> {
  const folder = path.join(root, "apps", page);
  const outcome = await run("node_modules/vite/bin/vite.js", ["build", "--logLevel", "warn"], {
    cwd: folder,
  });
  if (outcome.code !== 0) {
    say(`The ${page} could not be built:\n${outcome.output.trimEnd()}`);
    return false;
  }
  await writeFile(path.join(folder, "dist", stampName), sources);
  say(`Built the ${page} in ${seconds(outcome.ms)}: ${await describeSize(folder)}`);
  return true;
}

async function describeSize(folder: string): Promise<string> {
  const bytesByKind = new Map<string, number>();
  for (const file of await listFiles(path.join(folder, "dist"))) {
    const kind = path.extname(file).slice(1);
    if (kind !== "js" && kind !== "css") continue;
    const bytes = gzipSync(await readFile(file)).length;
    bytesByKind.set(kind, (bytesByKind.get(kind) ?? 0) + bytes);
  }
  const parts = [...bytesByKind].map(([kind, bytes]) => `${(bytes / 1000).toFixed(1)} kB ${kind}`);
  return `${parts.join(", ")} (gzip)`;
}

async function readStamp(page: string): Promise<string> {
  return await readFile(path.join(root, "apps", page, "dist", stampName), "utf8").catch(() => "");
}

/** By content, because a copied or newly cloned folder has new dates. */
async function hashSources(places: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const place of places) {
    for (const file of await listFiles(path.join(root, place))) {
      hash.update(path.relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

async function listFiles(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [place];
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === "node_modules" || entry.name === stampName) continue;
    if (entry.name === "dist" && !place.endsWith("dist")) continue;
    files.push(...(await listFiles(path.join(place, entry.name))));
  }
  return files;
}

if (import.meta.main) {
  const failed = await buildPages({ force: process.argv.includes("--force") });
  if (failed.length > 0) process.exit(1);
}
