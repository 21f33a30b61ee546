/** The commands that look after a house. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startTestServer } from "../../../test/support/server.ts";
import { seed } from "../src/commands/seed.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

function largesse(args: readonly string[], env: Record<string, string>) {
  const { FORCE_COLOR: _, ...rest } = process.env;
  const clean = { ...rest, ...env };
  return spawnSync(process.execPath, [main, ...args], { env: clean, encoding: "utf8" });
}

interface Diagnosis {
  readonly ok: boolean;
  readonly findings: readonly { check: string; ok: boolean; says: string; cure: string | null }[];
}

test("[P8.3] doctor names what is wrong with its cure, and changes nothing", async () => {
  const data = await mkdtemp(path.join(tmpdir(), "largesse-doctor-"));
  const stranger = createServer((_request, response) => response.writeHead(404).end("no"));
  stranger.listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const { port } = stranger.address() as AddressInfo;
  const env = { ...process.env, PORT: String(port), LARGESSE_DATA: data };
  const child = spawn(process.execPath, [main, "doctor", "--json"], { env });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  const [code] = await once(child, "close");
  stranger.close();
  const { ok, findings } = JSON.parse(text) as Diagnosis;
  assert.deepEqual([code, ok], [1, false]);
  const portFinding = findings.find((finding) => finding.check === "port");
  assert.equal(portFinding?.ok, false);
  assert.match(portFinding?.cure ?? "", /PORT=\d+/);
  assert.equal(findings.find((finding) => finding.check === "node")?.ok, true);
  assert.deepEqual(await readdir(data), []);
  await rm(data, { recursive: true });
});

test("[P8.3] doctor asks a database that is there", async () => {
  await using server = await startTestServer();
  const run = largesse(["doctor", "--json"], { PORT: "0", DATABASE_URL: server.databaseUrl });
  const { findings } = JSON.parse(run.stdout) as Diagnosis;
  const database = findings.find((finding) => finding.check === "database");
  assert.match(`${database?.says} ${database?.cure}`, /PostgreSQL/);
});

test("[P8.5] without a terminal, or with NO_COLOR, nothing is painted", async () => {
  const data = await mkdtemp(path.join(tmpdir(), "largesse-doctor-"));
  const run = largesse(["doctor"], { PORT: "0", LARGESSE_DATA: data, NO_COLOR: "1" });
  await rm(data, { recursive: true });
  assert.match(run.stdout, /✓ Node/);
  assert.ok(!run.stdout.includes("\u001b["));
});

test("[P8.2] a mistake in the environment is a sentence that says what to do", () => {
  const run = largesse(["audit"], { PORT: "many" });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /PORT must be a number/);
});

test("[P8.4] seed makes a past, and another run finds the same streams", async () => {
  await using server = await startTestServer();
  const streams = async () => {
    const { body } = await server.guest.call("listStreams", { query: {} });
    return body.data.map((stream) => stream.id);
  };
  assert.equal(await seed({ url: server.url, seed: 1, json: true }), 0);
  const first = await streams();
  assert.ok(first.length >= 4);
  assert.equal(await seed({ url: server.url, seed: 2, json: true }), 0);
  assert.deepEqual(await streams(), first);
});
