/**
 * The oldest PostgreSQL that we promise, as Debian packages it: a scratch cluster for one run of tests.
 *
 * Debian's programs refuse to run as root, hence the user `postgres` that its package makes.
 */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findFreePort } from "../../packages/server/src/postgres/processes.ts";
import { withClient } from "./sql/databases.ts";

const programs = "/usr/lib/postgresql/15/bin";
const openMsMax = 20_000;

export interface Postgres15 {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it, or answers with the reason why it cannot and the cure. */
export async function startPostgres15(): Promise<Postgres15 | string> {
  if (!existsSync(path.join(programs, "postgres"))) {
    return "PostgreSQL 15 is not installed. On Debian 12: apt-get install postgresql-15";
  }
  const user = userOf();
  const directory = mkdtempSync(path.join(tmpdir(), "largesse-postgres15-"));
  if (user !== null) chownSync(directory, user.uid, user.gid);
  const data = path.join(directory, "data");
  const as = { ...(user ?? {}), cwd: directory };
  execFileSync(
    path.join(programs, "initdb"),
    ["-D", data, "-U", "largesse", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"],
    { ...as, stdio: "pipe" },
  );
  const port = await findFreePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "jit=off"];
  const child = spawn(
    path.join(programs, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, stdio: "ignore" },
  );
  const url = `postgres://largesse@127.0.0.1:${port}/postgres`;
  await untilOpen(url);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function untilOpen(url: string): Promise<void> {
  const deadline = performance.now() + openMsMax;
  for (;;) {
    try {
      await withClient(url, async () => {});
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

function userOf(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const numberOf = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: numberOf("-u"), gid: numberOf("-g") };
}
