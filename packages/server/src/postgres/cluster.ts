/**
 * A cluster on disk: `data` and `password` in one folder, made whole or not at all.
 *
 * `initdb` works under a name of its own and the result is renamed, so a start that is killed half-way,
 * or two starts at once, never leave a cluster that is neither there nor absent.
 */
import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "./binaries.ts";
import { PostgresFault } from "./fault.ts";
import type { Programs } from "./programs.ts";

export interface Cluster {
  readonly data: string;
  readonly password: string;
}

/** What `postmaster.pid` says of a server that runs, or ran, on the cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export const ROLE = "largesse";

/** Says no early, and in words, when the directory cannot hold a database. */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new PostgresFault(
      `The directory ${directory} cannot be written to (${codeOf(cause)}). ` +
        "Set LARGESSE_DATA to one that can, or DATABASE_URL to a database of your own.",
      cause,
    );
  }
}

/** The cluster in the directory; null when there is none yet. */
export async function readCluster(directory: string): Promise<Cluster | null> {
  const folder = path.join(directory, "cluster");
  try {
    const password = await readFile(path.join(folder, "password"), "utf8");
    return { data: path.join(folder, "data"), password };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new PostgresFault(
      `The database's password in ${folder} cannot be read (${codeOf(error)}). ` +
        "Start as the user who made it.",
      error,
    );
  }
}

/** Makes a new cluster; one that another start has made meanwhile is as good. */
export async function createCluster(directory: string, programs: Programs): Promise<void> {
  const folder = path.join(directory, `cluster.new-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await programs.own(folder);
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  await programs.own(passwordFile);
  await initialise(path.join(folder, "data"), passwordFile, programs);
  await rename(folder, path.join(directory, "cluster")).catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
  });
}

async function initialise(data: string, passwordFile: string, programs: Programs): Promise<void> {
  const child = programs.spawn(
    "initdb",
    [
      `--pgdata=${data}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // PostgreSQL's own collation: the same order on every machine, whatever its C library.
      "--locale-provider=builtin",
      "--locale=C.UTF-8",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const said: string[] = [];
  child.stdout?.on("data", (chunk) => said.push(String(chunk)));
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const code = await new Promise<number | string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (exit) => resolve(exit));
  });
  if (code === 0) return;
  throw new PostgresFault(
    `PostgreSQL could not make its files in ${data} (${code}). It said: ${said.join("").trim().slice(-600)}`,
  );
}

/** Reads who holds the cluster; null when nobody does. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : null;
}
