/** A recording of real gift messages, played into a room: the same coins whatever happens to it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { startTestServer, type TestServer } from "../../../test/support/server.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const main = path.join(root, "packages/cli/src/main.ts");
const recording = path.join(root, "../shared/data/tiktok_gift_events_anonymised.ndjson");
const absent = existsSync(recording)
  ? false
  : "the recording is not here: put it at ../shared/data/tiktok_gift_events_anonymised.ndjson";
const RIGHT_COINS = 220;

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a process of its own; `killAfterGifts` ends it without mercy. */
async function largesse(args: readonly string[], onTick?: (kill: () => void) => Promise<void>) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const ended = new Promise<Run>((resolve) => {
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  await onTick?.(() => child.kill("SIGKILL"));
  return await ended;
}

async function newStream(server: TestServer): Promise<string> {
  const creator = await server.signIn("creator");
  return (await creator.call("startStream", { body: { title: "Rehearsal" } })).body.id;
}

const coinsOf = async (server: TestServer, stream: string) =>
  (await server.guest.call("getStream", { params: { stream: stream as never } })).body.coins;

/** What viewers paid for gifts, by the books. */
async function giftCoinsInBooks(server: TestServer): Promise<number> {
  const operator = await server.signIn("operator", "Auditor");
  const { body } = await operator.call("listJournal", { query: { limit: 1_000 } });
  assert.equal(body.next, null);
  return body.data
    .filter((entry) => entry.kind === "gift" && entry.account.includes("vwr_"))
    .reduce((sum, entry) => sum - entry.amount, 0);
}

const orders = [
  { name: "as recorded", flags: [] },
  { name: "reversed", flags: ["--order", "reversed"] },
  { name: "shuffled", flags: ["--order", "shuffled", "--seed", "3"] },
  { name: "each message three times", flags: ["--duplicates", "3"] },
  {
    name: "shuffled, each twice",
    flags: ["--order", "shuffled", "--seed", "8", "--duplicates", "2"],
  },
];

for (const { name, flags } of orders) {
  test(`[G16.1] the recording is 220 coins, ${name}`, { skip: absent }, async () => {
    await using server = await startTestServer();
    const stream = await newStream(server);
    const fixed = ["replay", recording, "--url", server.url, "--stream", stream, "--json"];
    const run = await largesse([...fixed, "--speed", "max", ...flags]);
    assert.equal(run.code, 0, run.stderr);
    const result = JSON.parse(run.stdout);
    assert.equal(result.recordingCoins, RIGHT_COINS);
    assert.equal(result.streamCoins, RIGHT_COINS);
    assert.equal(result.coinsBought, RIGHT_COINS);
    assert.deepEqual([result.lines, result.skipped, result.failed], [52, [], []]);
    assert.equal(await giftCoinsInBooks(server), RIGHT_COINS);
  });
}

test("[G16.2] a replay that was killed goes on where it was, and another pays nothing", {
  skip: absent,
}, async () => {
  await using server = await startTestServer();
  const stream = await newStream(server);
  const fixed = ["replay", recording, "--url", server.url, "--stream", stream, "--json"];
  const killed = await largesse([...fixed, "--speed", "4"], async (kill) => {
    while ((await coinsOf(server, stream)) < 38) await new Promise(setImmediate);
    kill();
  });
  assert.equal(killed.code, null);
  assert.ok((await coinsOf(server, stream)) < RIGHT_COINS);
  for (const _ of ["once", "twice"]) {
    const run = await largesse([...fixed, "--speed", "max", "--order", "shuffled"]);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(await coinsOf(server, stream), RIGHT_COINS);
  }
  assert.equal(await giftCoinsInBooks(server), RIGHT_COINS);
});

test("[G16.5] lines that cannot be read are named by number and skipped", async () => {
  await using server = await startTestServer();
  const stream = await newStream(server);
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-replay-"));
  const file = path.join(directory, "gifts.ndjson");
  const rose = {
    sender: "ana",
    giftName: "Rose",
    coins: 1,
    giftType: 2,
    repeatCount: 1,
    msgId: "1",
  };
  const texts = [JSON.stringify(rose), "{broken", "", '{"giftName":"Rose"}', JSON.stringify(rose)];
  await writeFile(file, texts.join("\n"));
  const flags = ["--url", server.url, "--stream", stream, "--speed", "max", "--json"];
  const run = await largesse(["replay", file, ...flags]);
  await rm(directory, { recursive: true });
  const result = JSON.parse(run.stdout);
  assert.equal(run.code, 0);
  assert.deepEqual(result.skipped, [
    { line: 2, why: "it is not JSON" },
    { line: 4, why: "it names no sender" },
  ]);
  assert.match(run.stderr, /Skipped line 2: it is not JSON/);
  assert.equal(result.streamCoins, 1);
});

test("[P8.1] audit tells that the books are right, as one JSON object", async () => {
  await using server = await startTestServer();
  const ana = await server.signIn("viewer", "Ana");
  await server.buyCoins(ana, 50);
  const env = { DATABASE_URL: server.databaseUrl, LARGESSE_DEMO: "quiet" };
  Object.assign(process.env, env);
  const run = await largesse(["audit", "--json"]);
  for (const name of Object.keys(env)) delete process.env[name];
  assert.equal(run.code, 0, run.stderr);
  const result = JSON.parse(run.stdout);
  assert.equal(result.ok, true);
  assert.ok(result.transfers >= 1);
});

test("[P8.2] a file that is not there is a sentence and code 1", async () => {
  await using server = await startTestServer();
  const run = await largesse(["replay", "nowhere.ndjson", "--url", server.url]);
  assert.equal(run.code, 1);
  assert.match(run.stderr, /nowhere\.ndjson cannot be read/);
  assert.equal(run.stdout, "");
});
