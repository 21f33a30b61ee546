/** What the server shows to people and to tools: the sandbox bank, the calls, the apps. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { refusals, routes } from "@largesse/protocol";
import { startTestServer, type TestPerson, type TestServer } from "../../../test/support/server.ts";

let server: TestServer;
let viewer: TestPerson;

before(async () => {
  server = await startTestServer();
  viewer = await server.signIn("viewer", "Ana");
});
after(() => server.stop());

async function challenged(): Promise<{ id: string; url: string }> {
  const quote = (await viewer.call("createQuote", { body: { coins: 70, currency: "USD" } })).body;
  const method = { card: "4000000000003220" };
  const body = { quote: quote.id, provider: "sandbox", method };
  const order = (await viewer.call("createOrder", { key: quote.id, body })).body;
  return { id: order.id, url: order.nextAction?.url ?? "" };
}

async function formOf(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

function answer(url: string, form: string, verdict: string): Promise<Response> {
  const body = new URLSearchParams({ form, verdict });
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

async function settledState(id: string): Promise<string> {
  for (let asked = 0; asked < 100; asked++) {
    const { state } = (await viewer.call("getOrder", { params: { order: id as never } })).body;
    if (state === "credited" || state === "failed") return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return "never";
}

test("[P3.31] the bank's page confirms once, for the one who opened it, and leads back", async () => {
  const { id, url } = await challenged();
  const forged = await answer(url, "made-up", "approve");
  assert.match(forged.headers.get("location") ?? "", /^\/sandbox\/3ds\//);
  const form = await formOf(url);
  const other = await challenged();
  assert.match((await answer(other.url, form, "approve")).headers.get("location") ?? "", /3ds/);
  const done = await answer(url, await formOf(url), "approve");
  assert.equal(done.status, 303);
  assert.equal(done.headers.get("location"), `/orders/${id}`);
  assert.equal(await settledState(id), "credited");
  assert.equal((await viewer.call("getWallet", {})).body.coins, 70);
  assert.equal((await answer(other.url, await formOf(other.url), "deny")).status, 303);
  assert.equal(await settledState(other.id), "failed");
});

test("[P3.29] the OpenAPI document lists every call, and every reference leads somewhere", async () => {
  const document = await (await fetch(`${server.url}/openapi.json`)).json();
  assert.equal(document.openapi, "3.1.1");
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    assert.equal(operation?.operationId, name);
    const placed = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const told = (operation.parameters ?? []).filter((p: { in: string }) => p.in === "path");
    assert.deepEqual(
      told.map((p: { name: string }) => p.name),
      placed,
    );
  }
  const text = JSON.stringify(document);
  assert.doesNotMatch(text, /#\/\$defs\//);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    assert.ok(document.components.schemas[name ?? ""], name);
  }
});

test("[P3.30] every refusal has a place in the docs that its problem document names", async () => {
  const html = await (await fetch(`${server.url}/docs/refusals`)).text();
  for (const code of Object.keys(refusals)) assert.ok(html.includes(`id="${code}"`), code);
  const problem = await (await fetch(`${server.url}/v1/wallet`)).json();
  assert.equal(problem.type, "/docs/refusals#sign_in_required");
});

test("[P1.28] pages are pages for browsers and refusals for programs", async () => {
  const asBrowser = { headers: { accept: "text/html" } };
  for (const path of ["/", "/streams/x", "/studio/", "/console/books", "/overlay/abc"]) {
    const page = await fetch(server.url + path, asBrowser);
    // 503 says how to build them, where they are not built.
    assert.ok(page.status === 200 || page.status === 503, `${path} ${page.status}`);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal(page.headers.get("referrer-policy"), "no-referrer");
  }
  for (const path of [
    "/assets/none.js",
    "/favicon.php",
    "/v1/none",
    "/assets/..%2f..%2fpackage.json",
  ]) {
    assert.equal((await fetch(server.url + path, asBrowser)).status, 404, path);
  }
});
