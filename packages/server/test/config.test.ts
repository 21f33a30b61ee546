/** The environment: every mistake is a sentence that says what to do. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { type Config, readConfig, StartupFault, startServer } from "@largesse/server";
import { createTestDatabase } from "../../../test/support/database.ts";
import { startTestServer } from "../../../test/support/server.ts";

function good(environment: Record<string, string>): Config {
  const config = readConfig(environment);
  assert.ok(!("mistakes" in config), JSON.stringify(config));
  return config;
}

function mistakesOf(environment: Record<string, string>): readonly string[] {
  const config = readConfig(environment);
  assert.ok("mistakes" in config);
  return config.mistakes;
}

test("[P1.21] nothing needs to be set", () => {
  const config = good({});
  assert.equal(config.host, "127.0.0.1");
  assert.equal(config.port, 4400);
  assert.equal(config.demo, "on");
  assert.equal(config.databaseUrl, null);
  assert.equal(path.basename(config.dataDirectory), ".largesse");
});

test("[P1.22] each mistake is a sentence that names the variable", () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: "http" }, /^PORT must be a number .*PORT=4400\.$/],
    [{ PORT: "70000" }, /^PORT must be at most 65535/],
    [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must look like postgres:/],
    [{ DATABASE_URL_FILE: "/nowhere" }, /^DATABASE_URL_FILE names \/nowhere, which cannot be read/],
    [{ LARGESSE_DEMO: "yes" }, /^LARGESSE_DEMO must be on, quiet/],
    [{ LARGESSE_JWT_SECRET: "short" }, /^LARGESSE_JWT_SECRET must have at least 32/],
    [{ LARGESSE_ALLOWED_ORIGINS: "example.com/x" }, /^LARGESSE_ALLOWED_ORIGINS must be origins/],
    [{ LARGESSE_TRUST_PROXY: "true" }, /^LARGESSE_TRUST_PROXY must be addresses/],
    [{ LARGESSE_JWKS_URL: "https://p.example/keys" }, /needs LARGESSE_JWT_ISSUER and/],
  ];
  for (const [environment, says] of wrong) {
    const mistakes = mistakesOf(environment);
    assert.equal(mistakes.length, 1, JSON.stringify(mistakes));
    assert.match(mistakes[0] ?? "", says);
  }
  assert.equal(mistakesOf({ PORT: "x", LARGESSE_DEMO: "x" }).length, 2);
});

test("[P1.23] production has no demo unless somebody insists, and then it does not start", () => {
  assert.equal(good({ NODE_ENV: "production" }).demo, "off");
  const [mistake] = mistakesOf({ NODE_ENV: "production", LARGESSE_DEMO: "on" });
  assert.match(mistake ?? "", /never runs with NODE_ENV=production: set LARGESSE_DEMO=off/);
});

test("[P1.24] secrets can be files", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-config-"));
  const file = path.join(directory, "secret");
  await writeFile(file, `${"s".repeat(40)}\n`);
  assert.equal(good({ LARGESSE_JWT_SECRET_FILE: file }).tokens.secret, "s".repeat(40));
  await rm(directory, { recursive: true });
});

async function startFault(environment: Record<string, string>): Promise<string> {
  const data = await mkdtemp(path.join(tmpdir(), "largesse-start-"));
  const config = good({
    PORT: "0",
    LARGESSE_DATA: data,
    LARGESSE_DEMO: "quiet",
    LARGESSE_LOG_LEVEL: "error",
    ...environment,
  });
  try {
    await (await startServer(config)).stop();
    return "";
  } catch (fault) {
    assert.ok(fault instanceof StartupFault, String(fault));
    return fault.message;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

test("[P1.25] a taken port, a database that is not there, a directory that cannot be", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const address = holder.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  assert.match(await startFault({ PORT: String(port) }), /^Port \d+ is taken: .* PORT=\d+\.$/);
  holder.close();
  const nowhere = { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:9/none" };
  const says = await startFault(nowhere);
  assert.match(says, /nothing listens there/);
  assert.doesNotMatch(says, /secret/);
  assert.match(
    await startFault({ LARGESSE_DATA: "/dev/null/x" }),
    /choose another with LARGESSE_DATA/,
  );
});

test("[P1.26] play coins and real money never share a database", async () => {
  await using database = await createTestDatabase();
  const here = { DATABASE_URL: database.url };
  assert.equal(await startFault({ ...here, LARGESSE_DEMO: "off" }), "");
  assert.match(await startFault(here), /holds a real installation/);
  await using other = await createTestDatabase();
  assert.equal(await startFault({ DATABASE_URL: other.url }), "");
  const real = { DATABASE_URL: other.url, LARGESSE_DEMO: "off" };
  assert.match(await startFault(real), /demo's play coins/);
});

test("[P1.27] without the demo there is no demo sign-in and no sandbox", async () => {
  await using server = await startTestServer({ env: { LARGESSE_DEMO: "off" } });
  const body = { as: "viewer" } as const;
  assert.equal((await server.guest.call("demoSignIn", { body })).refused, "demo_only");
  const webhook = await fetch(`${server.url}/v1/webhooks/sandbox`, { method: "POST", body: "{}" });
  assert.equal(webhook.status, 400);
  assert.equal((await fetch(`${server.url}/sandbox/3ds/spm_x`)).status, 404);
});
