/** Questions about processes, and the wait for their end. */
import { readFileSync } from "node:fs";
import { readdir, readlink, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { codeOf } from "./binaries.ts";

/** Whether a process with this number runs, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
  return !isZombie(pid);
}

/** A dead process whose parent has not asked how it ended; in containers often nobody ever does. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return true;
  }
}

/**
 * Whose the process is: `ours` when it is the server of these data, which sits in its data directory.
 * After a restart of a container the number in `postmaster.pid` often belongs to a stranger. `unknown`
 * where that cannot be seen: on macOS, or without the right to look.
 */
export async function ownerOf(
  pid: number,
  data: string,
): Promise<"ours" | "stranger" | "unknown" | "dead"> {
  if (!isAlive(pid)) return "dead";
  if (process.platform !== "linux") return "unknown";
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(data)) ? "ours" : "stranger";
  } catch {
    return isAlive(pid) ? "unknown" : "dead";
  }
}

/**
 * Whether any process sits in the data directory: the server, or a session that has not yet noticed its
 * death. True when it cannot be told.
 */
export async function isInUse(data: string): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const home = await realpath(data);
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const place = await readlink(`/proc/${name}/cwd`).catch((error) =>
      codeOf(error) === "ENOENT" ? "" : home,
    );
    if (place === home) return true;
  }
  return false;
}

/** True when the process ended within the wait. */
export async function awaitEnd(pid: number, waitMsMax: number): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/** A loopback port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
