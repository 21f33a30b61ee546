/** The log: what happened, and nothing that must not be read by whoever reads logs. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { createTestDatabase } from "../../../test/support/database.ts";

const MAIN = path.resolve(import.meta.dirname, "../src/main.ts");
const CARD = "4000000000000002";

/** The server as a process of its own, as people run it. */
async function startProcess(databaseUrl: string, data: string) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      PORT: "0",
      DATABASE_URL: databaseUrl,
      LARGESSE_DATA: data,
      LARGESSE_DEMO: "quiet",
      LARGESSE_LOGS: "json",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stderr.on("data", (bytes) => {
    said.err += String(bytes);
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (bytes) => {
      said.out += String(bytes);
      const ready = /^Largesse is ready at (\S+)\n/.exec(said.out);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.on("exit", () => reject(new Error(said.err)));
  });
  return { child, url, said, ended };
}

test("[P6.2] neither tokens nor cards nor overlay links are written down; one line says ready", async () => {
  await using database = await createTestDatabase();
  const data = await mkdtemp(path.join(tmpdir(), "largesse-log-"));
  const { child, url, said, ended } = await startProcess(database.url, data);
  const post = async (to: string, token: string, body: object) => {
    const response = await fetch(url + to, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": "k",
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { token: string; id: string; url: string };
  };
  const signIn = async (as: string) => {
    const body = JSON.stringify({ as });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v1/demo/sign-in`, { method: "POST", headers, body });
    return ((await response.json()) as { token: string }).token;
  };
  const viewer = await signIn("viewer");
  const creator = await signIn("creator");
  const quote = await post("/v1/quotes", viewer, { coins: 20, currency: "USD" });
  const order = { quote: quote.id, provider: "sandbox", method: { card: CARD } };
  await post("/v1/orders", viewer, order);
  const overlay = await fetch(`${url}/v1/overlays`, {
    method: "POST",
    headers: { authorization: `Bearer ${creator}` },
  });
  const link = ((await overlay.json()) as { url: string }).url.split("/").at(-1) ?? "";
  await fetch(`${url}/v1/overlay/${link}?token=${viewer}`);
  // As links are broken on their way from one window to another.
  for (const wrong of ["/v1//overlay/", "/overlay//", "/%6fverlay/", "/V1/overlay/x"]) {
    await fetch(url + wrong + link);
  }
  child.kill("SIGTERM");
  assert.equal(await ended, 0);
  await rm(data, { recursive: true, force: true });

  assert.equal(said.out, `Largesse is ready at ${url}\n`);
  const lines = said.err.trim().split("\n");
  for (const line of lines) JSON.parse(line);
  assert.ok(lines.some((line) => line.includes("/v1/overlay/[hidden]")));
  for (const secret of [viewer, creator, CARD, link]) assert.ok(!said.err.includes(secret));
});
