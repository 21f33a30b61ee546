/**
 * One PostgreSQL for all tests of this checkout, under `.cache`. It is started by whoever comes first, adopted
 * by the others, and stopped by its keeper when nobody has tested for a minute, or by `npm test`.
 *
 * `LARGESSE_TEST_DATABASE_URL` puts another server in its place: so the same tests run on PostgreSQL 15.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Postgres, startPostgres } from "../../packages/server/src/postgres/index.ts";
import { countSessions, withClient } from "./sql/databases.ts";

export const root = path.resolve(import.meta.dirname, "../..");
export const clusterDirectory = path.join(root, ".cache/test-postgres");

let opened: Promise<string> | undefined;

/** The address of the server that tests make their databases on. */
export function testServerUrl(): Promise<string> {
  opened ??= openTestServer();
  return opened;
}

async function openTestServer(): Promise<string> {
  const given = process.env.LARGESSE_TEST_DATABASE_URL;
  if (given) return given;
  const postgres: Postgres = await startPostgres({ directory: clusterDirectory, unattended: true });
  if (!postgres.adopted) {
    const keeper = path.join(import.meta.dirname, "keeper.ts");
    spawn(process.execPath, [keeper], { detached: true, stdio: "ignore" }).unref();
  }
  return postgres.url;
}

/** Stops the checkout's server when nobody else tests on it: the last thing of a whole run. */
export async function stopTestServer(): Promise<void> {
  if (!existsSync(path.join(clusterDirectory, "cluster/data/postmaster.pid"))) return;
  const postgres = await startPostgres({ directory: clusterDirectory, unattended: true });
  if ((await withClient(postgres.url, countSessions)) === 0) await postgres.stop();
}
