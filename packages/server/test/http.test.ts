/** HTTP from outside: every way to be wrong has its refusal, and none of them is our fault. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { Problem, type Route, routes } from "@largesse/protocol";
import fc from "fast-check";
import { createTestDatabase } from "../../../test/support/database.ts";
import { startTestServer, type TestPerson, type TestServer } from "../../../test/support/server.ts";

let server: TestServer;
let viewer: TestPerson;
let creator: TestPerson;
let operator: TestPerson;

before(async () => {
  server = await startTestServer();
  viewer = await server.signIn("viewer", "Ana");
  creator = await server.signIn("creator", "Mira");
  operator = await server.signIn("operator", "Ola");
});
after(() => server.stop());

/** Sends as told; checks that a refusal is a whole problem document. */
async function send(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; code: string }> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  if (response.status < 400) return { status: response.status, code: "" };
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/, text);
  const problem = Problem.parse(JSON.parse(text));
  assert.equal(problem.status, response.status);
  if (response.status === 429 || response.status === 503) {
    assert.ok(Number(response.headers.get("retry-after")) >= 1);
  }
  return { status: response.status, code: problem.code };
}

function post(body: string | Buffer, headers: Record<string, string> = {}): RequestInit {
  const type = { "content-type": "application/json" };
  return {
    method: "POST",
    headers: { ...type, authorization: `Bearer ${viewer.token}`, ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  };
}

test("[P3.21] a body is strict JSON: read one way by everyone, or not at all", async () => {
  const bad: [string | Buffer, string][] = [
    ["", "invalid_field"],
    ["{", "malformed"],
    ["null", "invalid_field"],
    ['"coins"', "invalid_field"],
    ['{"coins":1,"coins":2}', "malformed"],
    ['{"coins":1,"c\\u006fins":2}', "malformed"],
    ['{"coins":1e3}', "malformed"],
    ['{"coins":1.5}', "malformed"],
    ['{"coins":-1}', "invalid_field"],
    ['{"coins":0}', "invalid_field"],
    ['{"coins":9007199254740993}', "invalid_field"],
    ['{"coins":99999999999999999999}', "malformed"],
    ['{"coins":"100"}', "invalid_field"],
    ['{"coins":true}', "invalid_field"],
    ['{"coins":[100]}', "invalid_field"],
    ['{"coins":null}', "invalid_field"],
    ['{"coins":100,"price":1}', "invalid_field"],
    ['{"coins":100,"bundle":"a"}', "invalid_field"],
    ['{"coins":100,"__proto__":{"role":"operator"}}', "malformed"],
    ['{"bundle":"a\\u0000b"}', "malformed"],
    ['{"bundle":"\\ud800"}', "malformed"],
    [`${"[".repeat(100)}${"]".repeat(100)}`, "malformed"],
    [Buffer.from([0x22, 0xff, 0x22]), "malformed"],
    ["\ufeff{}", "malformed"],
  ];
  for (const [body, code] of bad) {
    const answer = await send("/v1/quotes", post(body));
    assert.deepEqual(answer, { status: 400, code }, String(body));
  }
});

test("[P3.22] bodies that are too large, of another type, or at a wrong address are refused", async () => {
  const large = post(`{"bundle":"${"x".repeat(17_000)}"}`);
  assert.deepEqual(await send("/v1/quotes", large), { status: 413, code: "body_too_large" });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const other = post("coins=1", { "content-type": type });
    assert.equal((await send("/v1/quotes", other)).code, "unsupported_media_type", type);
  }
  assert.equal((await send("/v1/nothing")).code, "not_found");
  assert.equal((await send("/nothing.php")).code, "not_found");
  assert.equal((await send("/v1/%ff")).status, 400);
  assert.equal((await send("/v1/orders/%00")).status, 400);
  assert.equal((await send("/v1/quotes")).code, "method_not_allowed");
  const wrong = await fetch(`${server.url}/v1/wallet`, { method: "DELETE" });
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.get("allow"), "GET");
});

test("[P3.23] bytes that are no HTTP get a problem document and nothing else happens", async () => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () =>
      socket.end("\x16\x03\x01 hello\r\n\r\n"),
    );
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes.toString();
    });
    socket.on("close", () => resolve(text));
  });
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
});

test("[P3.24] what moves value needs a key; the same key gives the first answer again", async () => {
  const path = "/v1/orders";
  assert.equal((await send(path, post("{}"))).code, "invalid_field");
  const quote = (await viewer.call("createQuote", { body: { coins: 50, currency: "USD" } })).body;
  const method = { card: "4242424242424242" };
  const body = JSON.stringify({ quote: quote.id, provider: "sandbox", method });
  assert.equal((await send(path, post(body))).code, "key_missing");
  for (const key of ["two words", "\u00fc", "k".repeat(201)]) {
    const headers = { "idempotency-key": key };
    assert.equal((await send(path, post(body, headers))).code, "key_invalid", key);
  }
  const input = { key: "once", body: JSON.parse(body) };
  const first = await viewer.call("createOrder", input);
  const second = await viewer.call("createOrder", input);
  assert.equal(first.status, 201);
  assert.equal(first.headers.get("idempotent-replayed"), null);
  assert.equal(second.headers.get("idempotent-replayed"), "true");
  assert.equal(second.body.id, first.body.id);
  const another = (await viewer.call("createQuote", { body: { coins: 60, currency: "USD" } })).body;
  const other = { ...input.body, quote: another.id };
  assert.equal(
    (await viewer.call("createOrder", { key: "once", body: other })).refused,
    "key_reused",
  );
});

test("[P5.1] each call is for its role and nobody else", async () => {
  const people = { viewer, creator, operator };
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    if (route.who === "anyone") continue;
    const path = route.path.replace(/:\w+/g, "x");
    const init = { method: route.method };
    assert.equal((await send(path, init)).code, "sign_in_required", name);
    for (const [role, { token }] of Object.entries(people)) {
      if (route.who === "signed-in" || route.who === role) continue;
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await send(path, { ...init, headers })).code, "forbidden", `${name} ${role}`);
    }
  }
});

test("[P5.2] what belongs to somebody else is not there", async () => {
  const other = await server.signIn("viewer", "Ben");
  const quote = (await viewer.call("createQuote", { body: { coins: 50, currency: "USD" } })).body;
  const order = { quote: quote.id, provider: "sandbox", method: { card: "4242424242424242" } };
  const stolen = await other.call("createOrder", { key: "x", body: order });
  assert.equal(stolen.refused, "quote_not_found");
  const own = (await viewer.call("createOrder", { key: "own", body: order })).body;
  const seen = await other.call("getOrder", { params: { order: own.id } });
  assert.equal(seen.refused, "order_not_found");
});

test("[P3.25] answers carry their request's id and say how much is left", async () => {
  const { headers } = await server.guest.call("listStreams", { query: {} });
  assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  assert.match(headers.get("ratelimit-policy") ?? "", /^"default";q=\d+;w=60$/);
  assert.match(headers.get("ratelimit") ?? "", /^"default";r=\d+;t=\d+$/);
  assert.match(headers.get("content-security-policy") ?? "", /script-src 'self';/);
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
});

test("[P3.26] too many requests are refused with the time to wait, person by person", async () => {
  await using strict = await startTestServer({ env: { LARGESSE_REQUESTS_PER_MINUTE: "3" } });
  const ana = await strict.signIn("viewer", "Ana");
  const ben = await strict.signIn("viewer", "Ben");
  const answers = [];
  for (let n = 0; n < 4; n++) answers.push(await ana.call("getWallet", {}));
  assert.deepEqual(
    answers.map(({ refused }) => refused),
    [null, null, null, "rate_limited"],
  );
  assert.ok(Number(answers[3]?.headers.get("retry-after")) > 0);
  assert.equal((await ben.call("getWallet", {})).refused, null);
  // A forwarded address is believed only from a trusted proxy.
  const forged = { "x-forwarded-for": "203.0.113.7" };
  await fetch(`${strict.url}/v1/streams`, { headers: forged });
  const last = await fetch(`${strict.url}/v1/streams`, { headers: forged });
  assert.equal(last.status, 429);
});

test("[P3.27] pages of listed origins may call, others get no permission", async () => {
  const ask = (origin: string) =>
    fetch(`${server.url}/v1/wallet`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET" },
    });
  const own = await ask(server.url);
  assert.equal(own.status, 204);
  assert.equal(own.headers.get("access-control-allow-origin"), server.url);
  const strange = await ask("https://evil.example");
  assert.equal(strange.headers.get("access-control-allow-origin"), null);
});

test("[P6.1] the house tells whether it lives, can serve, and its numbers", async () => {
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  const numbers = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(numbers, /largesse_http_request_seconds_count\{method="GET",route="\/v1\/streams"/);
  assert.match(numbers, /largesse_refusals_total\{code="forbidden"\} \d+/);
  for (const name of ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"]) {
    const headers = { [name]: "192.0.2.1" };
    assert.equal((await fetch(`${server.url}/metrics`, { headers })).status, 404, name);
  }
});

test("[P6.3] without its database the house says so, and when to come back", async () => {
  const database = await createTestDatabase();
  await using lonely = await startTestServer({
    databaseUrl: database.url,
    env: { LARGESSE_LOG_LEVEL: "silent" },
  });
  const ana = await lonely.signIn("viewer", "Ana");
  await database[Symbol.asyncDispose]();
  const answer = await ana.call("getWallet", {});
  assert.equal(answer.refused, "books_unreachable");
  assert.equal(answer.headers.get("retry-after"), "1");
  assert.equal((await fetch(`${lonely.url}/readyz`)).status, 503);
  assert.equal((await fetch(`${lonely.url}/healthz`)).status, 200);
});

/** Mostly wrong values for anything: the right kind now and then, so that deeper checks are met. */
const odd = fc.oneof(
  fc.constantFrom("", "0", "-1", "1e9", "null", "str_00000000000000000000000000", "\u202e", "💎"),
  fc.string({ maxLength: 30, unit: "binary" }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);

test("[P3.28] whatever strangers send, the answer is a refusal and never a fault of ours", async () => {
  const names = Object.keys(routes) as (keyof typeof routes)[];
  const tokens = [viewer, creator, operator].map(({ token }) => token);
  const input = fc.record({
    name: fc.constantFrom(...names),
    values: fc.array(odd, { minLength: 8, maxLength: 8 }),
    extra: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 3,
    }),
    key: fc.string({ minLength: 1, maxLength: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(input, async ({ name, values, extra, key }) => {
      const route: Route = routes[name];
      let used = 0;
      const value = () => values[used++ % values.length];
      const path = route.path.replace(/:\w+/g, () => encodeURIComponent(wellFormed(value())));
      const query = Object.keys(route.query?.shape ?? {})
        .map((field) => `${field}=${encodeURIComponent(wellFormed(value()))}`)
        .join("&");
      const fields = route.body === undefined ? [] : fieldsOf(route);
      const body = { ...Object.fromEntries(fields.map((field) => [field, value()])), ...extra };
      for (const token of tokens) {
        const { status } = await send(`${path}?${query}`, {
          method: route.method,
          headers: {
            authorization: `Bearer ${token}`,
            "content-type": "application/json",
            "idempotency-key": encodeURIComponent(wellFormed(key)),
          },
          ...(route.method === "GET" ? {} : { body: JSON.stringify(body) }),
        });
        assert.ok(status < 500, `${name} ${status} ${JSON.stringify(body)} ${path} ${query}`);
      }
    }),
    { numRuns: 400 },
  );
});

function wellFormed(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
}

function fieldsOf(route: Route): string[] {
  const shape = route.body !== undefined && "shape" in route.body ? route.body.shape : {};
  return Object.keys(shape as object);
}
