/** One attempt after another until the directory's server answers: adopt it, wait for it, or start it. */
import { once } from "node:events";
import { open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Cluster, createCluster, ROLE, readCluster, readPostmaster } from "./cluster.ts";
import { PostgresFault } from "./fault.ts";
import { findFreePort, isAlive, isInUse, ownerOf } from "./processes.ts";
import type { Programs } from "./programs.ts";
import { type Reach, reach } from "./sql/reach.ts";

export type Log = (line: string) => void;

export interface Place {
  readonly home: string;
  readonly programs: Programs;
  readonly log: Log;
}

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
  urlOf(database: string): string;
}

/** Recovery after a crash replays the log since the last checkpoint: seconds, a minute on a slow disk. */
const openMsMax = 120_000;
const pauseMs = 25;
/** Between two starts: sessions of a killed server need a moment to notice and let go of its memory. */
const restartMs = 200;

const settings = {
  listen_addresses: "127.0.0.1",
  // Names of sockets have a length limit that deep directories break; loopback costs little more.
  unix_socket_directories: "",
  max_connections: "100",
  // Compiling a plan costs more than running any of ours.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // What makes an answer true: checked again by whoever connects.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
};

/** Answers with a server that accepts work. `port`: the one to start on, so that known addresses stay true. */
export async function openServer(place: Place, port?: number): Promise<Server> {
  const cluster = await openCluster(place);
  const deadline = performance.now() + openMsMax;
  let started: { pid: number; port: number } | null = null;
  while (performance.now() < deadline) {
    const running = await readPostmaster(cluster.data);
    const owner = running === null ? "dead" : await ownerOf(running.pid, cluster.data);
    if (running !== null && (owner === "ours" || owner === "unknown")) {
      const reached = await reach(urlOf(cluster, running.port, "postgres"));
      if (reached === "ready") return serverOf(cluster, running, running.pid !== started?.pid);
      refuseForeign(reached, cluster, running.port);
    } else if (started === null || !isAlive(started.pid)) {
      if (started !== null) await pause(restartMs);
      if (running !== null) await removeStaleLock(cluster);
      started = await startServer(place, cluster, port);
    }
    await pause(pauseMs);
  }
  throw new PostgresFault(
    `PostgreSQL did not answer within ${openMsMax / 1000} s. Its log ends with:\n${await tailOfLog(place.home)}`,
  );
}

async function openCluster(place: Place): Promise<Cluster> {
  const known = await readCluster(place.home);
  if (known !== null) return known;
  place.log("Making a new database");
  await createCluster(place.home, place.programs);
  const made = await readCluster(place.home);
  if (made === null)
    throw new PostgresFault(`The database in ${place.home} vanished while it was made.`);
  return made;
}

/** What to do about a server that holds the lock and did not let us in. */
function refuseForeign(reached: Reach, cluster: Cluster, port: number): void {
  if (reached !== "foreign") return;
  throw new PostgresFault(
    `A PostgreSQL on port ${port} holds ${cluster.data}, and refuses the password beside it. ` +
      "Stop it, or choose another directory with LARGESSE_DATA.",
  );
}

/**
 * PostgreSQL leaves a lock alone while any process has its holder's number, be it a stranger or dead and
 * not yet buried. We look closer, and remove the lock when nobody works on the data.
 */
async function removeStaleLock(cluster: Cluster): Promise<void> {
  if (await isInUse(cluster.data)) return;
  await rm(path.join(cluster.data, "postmaster.pid"), { force: true });
}

async function startServer(
  place: Place,
  cluster: Cluster,
  wished: number | undefined,
): Promise<{ pid: number; port: number }> {
  const port = wished ?? (await findFreePort());
  const log = await open(path.join(place.home, "postgres.log"), "a", 0o600);
  try {
    const options = Object.entries({ port: String(port), ...settings });
    const child = place.programs.spawn(
      "postgres",
      ["-D", cluster.data, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      // A process group of its own: Ctrl-C is for us, who stop it when our work is written.
      { stdio: ["ignore", log.fd, log.fd], detached: true, cwd: place.home },
    );
    await once(child, "spawn");
    child.unref();
    return { pid: child.pid ?? 0, port };
  } catch (cause) {
    throw new PostgresFault(
      "PostgreSQL's program could not be run. It needs Linux with glibc, or macOS. " +
        "Set DATABASE_URL to a PostgreSQL 15 or newer of your own.",
      cause,
    );
  } finally {
    await log.close();
  }
}

function serverOf(
  cluster: Cluster,
  { pid, port }: { pid: number; port: number },
  adopted: boolean,
): Server {
  return { pid, port, adopted, urlOf: (database) => urlOf(cluster, port, database) };
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${ROLE}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function tailOfLog(home: string): Promise<string> {
  const text = await readFile(path.join(home, "postgres.log"), "utf8").catch(() => "(no log)");
  return text.trimEnd().split("\n").slice(-8).join("\n");
}
