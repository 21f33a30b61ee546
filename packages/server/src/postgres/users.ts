/**
 * Who uses the directory's server: a file a process, so that the last one to leave stops it. Processes that
 * were killed leave their file behind; it counts for nothing.
 */
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isAlive } from "./processes.ts";

/** Enters this process; answers how to leave, which says whether nobody is left. */
export async function joinUsers(home: string): Promise<() => Promise<boolean>> {
  const folder = path.join(home, "users");
  const mine = `${process.pid}-${beginningOf(process.pid)}-${nextNumber()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, mine), "");
  return async () => {
    await rm(path.join(folder, mine), { force: true });
    const others = await readdir(folder);
    const dead = others.filter((name) => !isUser(name));
    for (const name of dead) await rm(path.join(folder, name), { force: true });
    return dead.length === others.length;
  };
}

function isUser(name: string): boolean {
  const [pid = "", beginning = ""] = name.split("-");
  return isAlive(Number(pid)) && beginningOf(Number(pid)) === beginning;
}

/** When the process began, in the kernel's ticks: numbers of processes are used again. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

let joined = 0;
/** Tests join several times in one process. */
function nextNumber(): number {
  joined += 1;
  return joined;
}
