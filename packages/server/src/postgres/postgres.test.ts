/** The launcher against the real programs: what it survives, and what it says when it can't. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Postgres, startPostgres } from "./index.ts";
import { awaitEnd, isAlive } from "./processes.ts";

class Home implements AsyncDisposable {
  readonly directory = mkdtempSync(path.join(tmpdir(), "largesse-postgres-"));
  private readonly started: Postgres[] = [];

  async start(): Promise<Postgres> {
    const postgres = await startPostgres({ directory: this.directory });
    this.started.push(postgres);
    return postgres;
  }

  /** The lock's first line is the server's number. */
  get lock(): string {
    return path.join(this.directory, "cluster/data/postmaster.pid");
  }

  get pid(): number {
    return Number(readFileSync(this.lock, "utf8").split("\n")[0]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const postgres of this.started) await postgres.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Another Node that starts the same directory and says its address. */
async function startElsewhere(directory: string): Promise<{ node: ChildProcess; url: string }> {
  const script = `
    import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, "index.ts"))};
    const postgres = await startPostgres({ directory: ${JSON.stringify(directory)} });
    console.log(postgres.url);
    setInterval(() => {}, 1000);`;
  const node = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve) => {
    node.stdout?.once("data", (chunk) => resolve(String(chunk).trim()));
  });
  return { node, url };
}

test("[P1.1] a later start finds what was written, and the password is its owner's alone", async () => {
  await using home = new Home();
  const first = await home.start();
  await query(first.url, "create table kept as select 7 as coins");
  const password = path.join(home.directory, "cluster/password");
  assert.equal(statSync(password).mode & 0o777, 0o600);
  assert.equal(new URL(first.url).password, readFileSync(password, "utf8"));
  await first.stop();

  const second = await home.start();
  assert.equal(second.adopted, false);
  assert.deepEqual(await query(second.url, "select coins from kept"), [{ coins: 7 }]);
  const [settings] = await query(
    second.url,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('password_encryption') as passwords, current_setting('jit') as jit`,
  );
  const expected = { fsync: "on", checksums: "on", passwords: "scram-sha-256", jit: "off" };
  assert.deepEqual(settings, expected);
});

test("[P1.2] a server whose parent was killed is adopted", async () => {
  await using home = new Home();
  const { node, url } = await startElsewhere(home.directory);
  node.kill("SIGKILL");
  assert.ok(await awaitEnd(node.pid ?? 0, 5_000));
  const adopter = await home.start();
  assert.deepEqual({ url: adopter.url, adopted: adopter.adopted }, { url, adopted: true });
});

test("[P1.3] a killed server is back at its address within fifteen seconds", async () => {
  await using home = new Home();
  const { url } = await home.start();
  await query(url, "create table kept as select 7 as coins");
  const killed = home.pid;
  process.kill(killed, "SIGKILL");
  const begunMs = performance.now();
  let rows: unknown[] | null = null;
  while (rows === null && performance.now() - begunMs < 15_000) {
    rows = await query(url, "select coins from kept").catch(() => null);
    // The server is another process: there is no clock of ours to move.
    await pause(20);
  }
  assert.deepEqual(rows, [{ coins: 7 }]);
  assert.notEqual(home.pid, killed);
});

test("[P1.4] starts at the same moment join one server", async () => {
  await using home = new Home();
  const [first, second] = await Promise.all([home.start(), startElsewhere(home.directory)]);
  try {
    assert.equal(first.url, second.url);
  } finally {
    second.node.kill("SIGKILL");
    await awaitEnd(second.node.pid ?? 0, 5_000);
  }
});

test("[P1.5] a lock whose number belongs to a stranger does not hinder", async () => {
  await using home = new Home();
  const first = await home.start();
  const lock = readFileSync(home.lock, "utf8");
  await first.stop();
  writeFileSync(home.lock, lock.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
  const second = await home.start();
  assert.deepEqual(await query(second.url, "select 1 as one"), [{ one: 1 }]);
});

test("[P1.6] an impossible directory is refused with a cure", async () => {
  await using home = new Home();
  const file = path.join(home.directory, "file");
  writeFileSync(file, "");
  const directory = path.join(file, "below");
  await assert.rejects(startPostgres({ directory }), {
    name: "PostgresFault",
    message: /cannot be written to \(ENOTDIR\)\. Set LARGESSE_DATA to one that can/,
  });
  assert.ok(statSync(file).isFile());
});

test("[P1.6] another's database is refused, and goes on", async () => {
  await using home = new Home();
  await home.start();
  const { pid } = home;
  const password = path.join(home.directory, "cluster/password");
  const kept = readFileSync(password, "utf8");
  writeFileSync(password, "0".repeat(48));
  await assert.rejects(startPostgres({ directory: home.directory }), {
    name: "PostgresFault",
    message: /refuses the password beside it/,
  });
  writeFileSync(password, kept);
  assert.ok(isAlive(pid));
});

test("[P1.7] a first start that was killed half-way does not hinder the next", async () => {
  await using home = new Home();
  await mkdir(path.join(home.directory, "cluster.new-1/data/base"), { recursive: true });
  const { url } = await home.start();
  assert.deepEqual(await query(url, "select 1 as one"), [{ one: 1 }]);
});

test("[P1.8] stopping ends the server, and again does nothing", async () => {
  await using home = new Home();
  const postgres = await home.start();
  const { pid } = home;
  await postgres.stop();
  await postgres.stop();
  assert.equal(isAlive(pid), false);
  assert.equal(existsSync(home.lock), false);
});

test("[P1.9] a server that another process uses goes on until the last one leaves", async () => {
  await using home = new Home();
  const first = await home.start();
  const second = await startElsewhere(home.directory);
  const { pid } = home;
  await first.stop();
  assert.deepEqual(await query(second.url, "select 1 as one"), [{ one: 1 }]);
  assert.equal(home.pid, pid);
  second.node.kill("SIGKILL");
  assert.ok(await awaitEnd(second.node.pid ?? 0, 5_000));
  // Killed ones count for nothing: whoever comes next is the last one.
  await (await home.start()).stop();
  assert.equal(isAlive(pid), false);
});
