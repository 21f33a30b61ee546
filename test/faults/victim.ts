/**
 * A house that can be struck dead: its own data directory and PostgreSQL, always at the same port,
 * started again after each blow. Only processes that it started itself are ever struck.
 */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type House, isAlive, postgresPid, startHouse } from "../simulation/house.ts";
import { pause } from "../simulation/watcher.ts";

export type Part = "server" | "postgres" | "both";

export interface Victim extends AsyncDisposable {
  readonly url: string;
  /** Kills with SIGKILL and, where the server is down, starts it again. */
  strike(part: Part): Promise<void>;
  log(): string;
}

/** Starts a house on a free port in a directory of its own. */
export async function startVictim(): Promise<Victim> {
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-crash-"));
  const port = await freePort();
  const start = () => startHouse({ directory, port });
  let house: House = await start();
  const logs: string[] = [];
  return {
    url: house.url,
    async strike(part) {
      if (part !== "server") await killPostgres(directory);
      if (part === "postgres") return;
      await house.kill();
      logs.push(house.log());
      house = await start();
    },
    log: () => [...logs.slice(-2), house.log()].join("\n--- started again ---\n").slice(-4_000),
    async [Symbol.asyncDispose]() {
      await house.stop();
      const orphan = await postgresPid(directory);
      if (orphan !== null) process.kill(orphan, "SIGINT");
      while (orphan !== null && isAlive(orphan)) await pause(20);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Waits for it first: a server that was struck a moment ago is still starting its PostgreSQL. */
async function killPostgres(directory: string): Promise<void> {
  const until = Date.now() + START_MS_MAX;
  let pid = await postgresPid(directory);
  while (pid === null && Date.now() < until) {
    await pause(20);
    pid = await postgresPid(directory);
  }
  if (pid === null) throw new Error(`no PostgreSQL runs in ${directory}`);
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await pause(5);
}

const START_MS_MAX = 15_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
