/**
 * The house under test, as its operator runs it: the public start command in a process of its own,
 * configured by the environment, found ready by the line that it prints.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface House {
  readonly url: string;
  readonly pid: number;
  /** What it wrote so far, for a failing test. */
  log(): string;
  /** Asks it to stop, and waits. */
  stop(): Promise<void>;
  /** Ends the process at once, as a lost machine would. */
  kill(): Promise<void>;
}

export interface HouseOptions {
  readonly directory: string;
  /** Null: the embedded PostgreSQL in the directory. */
  readonly databaseUrl?: string;
  /** 0, or absent: any free one. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY = /Largesse is ready at (http:\/\/\S+)/;
const READY_MS_MAX = 60_000;

/** Starts the house and waits until it serves. */
export async function startHouse(options: HouseOptions): Promise<House> {
  const child = spawn(process.execPath, [path.join(ROOT, "packages/server/src/main.ts")], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      PORT: String(options.port ?? 0),
      LARGESSE_DATA: options.directory,
      LARGESSE_DEMO: "quiet",
      // The limit of one person would be the limit of the whole simulation.
      LARGESSE_REQUESTS_PER_MINUTE: "100000000",
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  const url = await readyUrl(child, said);
  return {
    url,
    pid: child.pid ?? 0,
    log: () => said.join("").slice(-20_000),
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

/** The embedded PostgreSQL's process, from its own file; null when it is not running. */
export async function postgresPid(directory: string): Promise<number | null> {
  const file = path.join(directory, "postgres/cluster/data/postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  return pid > 0 && isAlive(pid) ? pid : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function readyUrl(child: ChildProcess, said: string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the house was not ready after ${READY_MS_MAX} ms:\n${said.join("")}`));
    }, READY_MS_MAX);
    const read = (chunk: Buffer) => {
      said.push(chunk.toString());
      const url = READY.exec(said.join(""))?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url.replace(/\/$/, ""));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      reject(
        new Error(`the house ended (${code ?? signal}) before it was ready:\n${said.join("")}`),
      );
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
