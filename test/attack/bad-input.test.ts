/**
 * Whatever is sent, in whatever field of whatever call: a refusal from the table, never a fault, and
 * not a coin moves (I16, T10, T27, T29, T30).
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { badBodies, badNumbers, badTexts, improper, type RawRequest, sendRaw } from "./hostile.ts";
import { type AttackStage, openStage } from "./stage.ts";

let stage: AttackStage;
let books = "";
before(async () => {
  stage = await openStage();
  books = await stage.books();
});
after(async () => {
  await stage[Symbol.asyncDispose]();
});

interface Call {
  readonly name: string;
  readonly method: "POST" | "PATCH";
  readonly path: () => string;
  readonly token: () => string;
  readonly keyed: boolean;
  /** A good body: field to JSON text. */
  readonly good: () => Readonly<Record<string, string>>;
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
}

const calls: readonly Call[] = [
  {
    name: "sendGift",
    method: "POST",
    path: () => `/v1/streams/${stage.stream}/gifts`,
    token: () => stage.viewer.token,
    keyed: true,
    good: () => ({ gift: '"rose"', quantity: "1" }),
    numbers: ["quantity"],
    texts: ["gift"],
  },
  {
    name: "createQuote",
    method: "POST",
    path: () => "/v1/quotes",
    token: () => stage.viewer.token,
    keyed: false,
    good: () => ({ coins: "10" }),
    numbers: ["coins"],
    texts: ["currency", "country", "channel"],
  },
  {
    name: "createQuote of a bundle",
    method: "POST",
    path: () => "/v1/quotes",
    token: () => stage.viewer.token,
    keyed: false,
    good: () => ({ bundle: '"none"' }),
    numbers: ["bundle"],
    texts: ["bundle"],
  },
  {
    name: "createOrder",
    method: "POST",
    path: () => "/v1/orders",
    token: () => stage.viewer.token,
    keyed: true,
    good: () => ({
      quote: JSON.stringify(stage.quote),
      provider: '"sandbox"',
      method: '{"card":"4242424242424242"}',
    }),
    numbers: ["method"],
    texts: ["quote", "provider", "method"],
  },
  {
    name: "startStream",
    method: "POST",
    path: () => "/v1/streams",
    token: () => stage.creator.token,
    keyed: false,
    good: () => ({ title: '"A title"' }),
    numbers: [],
    texts: ["scene", "hls"],
  },
  {
    name: "changeStream",
    method: "PATCH",
    path: () => `/v1/streams/${stage.stream}`,
    token: () => stage.creator.token,
    keyed: false,
    good: () => ({ title: '"A title"' }),
    numbers: [],
    texts: ["scene", "hls"],
  },
];

describe("[Q4.1] every field refuses what it cannot mean, and nothing changes", () => {
  for (const call of calls) {
    test(`[Q4.1] ${call.name}`, async () => {
      const wrong: string[] = [];
      for (const [field, value] of cases(call)) {
        const body = objectText({ ...call.good(), [field]: value });
        const reply = await sendRaw({
          baseUrl: stage.baseUrl,
          method: call.method,
          path: call.path(),
          token: call.token(),
          key: call.keyed ? `bad-${field}-${wrong.length}` : undefined,
          body,
        });
        const why = improper(reply);
        if (why !== null) wrong.push(`${body.slice(0, 200)} ${why}`);
      }
      assert.deepEqual(wrong, []);
      assert.equal(await stage.books(), books);
    });
  }
});

describe("[Q4.2] a streak's numbers are as strict", () => {
  for (const field of ["total", "id"] as const) {
    test(`[Q4.2] streak.${field}`, async () => {
      const wrong: string[] = [];
      const values =
        field === "total"
          ? badNumbers
          : ["1", "true", "null", "[]", "{}", '""', `"${"x".repeat(101)}"`];
      for (const value of values) {
        const streak = objectText({ id: '"s"', total: "1", [field]: value });
        const body = objectText({ gift: '"rose"', quantity: "1", streak });
        const reply = await sendRaw({
          baseUrl: stage.baseUrl,
          method: "POST",
          path: `/v1/streams/${stage.stream}/gifts`,
          token: stage.viewer.token,
          key: `bad-streak-${field}`,
          body,
        });
        const why = improper(reply);
        if (why !== null) wrong.push(`${body.slice(0, 200)} ${why}`);
      }
      assert.deepEqual(wrong, []);
      assert.equal(await stage.books(), books);
    });
  }
});

describe("[Q4.3] bodies that are no request are refused by every call", () => {
  for (const call of calls) {
    test(`[Q4.3] ${call.name}`, async () => {
      const wrong: string[] = [];
      for (const [name, body] of badBodies) {
        const reply = await sendRaw({
          baseUrl: stage.baseUrl,
          method: call.method,
          path: call.path(),
          token: call.token(),
          key: call.keyed ? "bad-body" : undefined,
          body,
        });
        const why = improper(reply);
        if (why !== null) wrong.push(`${name}: ${why}`);
      }
      assert.deepEqual(wrong, []);
      assert.equal(await stage.books(), books);
    });
  }
});

test("[Q4.4] a keyed call without a usable key is refused", async () => {
  const wrong: string[] = [];
  const keys = [undefined, "", " ", "a b", "x".repeat(201), "\u00e9", "tab\there"];
  for (const key of keys) {
    const reply = await sendRaw({
      baseUrl: stage.baseUrl,
      method: "POST",
      path: `/v1/streams/${stage.stream}/gifts`,
      token: stage.viewer.token,
      key,
      body: '{"gift":"rose"}',
    });
    const why = improper(reply);
    if (why !== null) wrong.push(`${JSON.stringify(key)}: ${why}`);
  }
  assert.deepEqual(wrong, []);
  assert.equal(await stage.books(), books);
});

test("[Q4.5] addresses, methods, media types and queries that mean nothing are refused", async () => {
  const wrong: string[] = [];
  const { viewer, operator, stream, baseUrl } = stage;
  const gets = [
    "/v1/nothing",
    "/v1/orders/ord_x",
    "/v1/orders/%00",
    "/v1/orders/..%2f..%2fwallet",
    "/v1/orders/%ff",
    `/v1/orders/${stream}`,
    `/v1/streams/${"x".repeat(3_000)}`,
    "/v1/orders?limit=0",
    "/v1/orders?limit=-1",
    "/v1/orders?limit=1.5",
    "/v1/orders?limit=abc",
    "/v1/orders?limit=1000000",
    "/v1/orders?limit=1&limit=2",
    "/v1/orders?unknown=1",
    "/v1/orders?after=%00",
    "/v1/bundles?currency=XXX",
    "/v1/bundles?country=germany",
    `/v1/streams/${stream}/events?after=-1`,
    `/v1/streams/${stream}/events?after=1e3x`,
    `/v1/streams/${stream}/events?after=9007199254740993`,
    `/v1/streams/${stream}/events?after=999999`,
    "/v1/overlay/nobody",
    "/v1/admin/books/journal?after=-1",
    "/v1/admin/books/journal?limit=100000",
  ];
  for (const path of gets) {
    const token = path.startsWith("/v1/admin") ? operator.token : viewer.token;
    const why = improper(await sendRaw({ baseUrl, method: "GET", path, token }));
    if (why !== null) wrong.push(`GET ${path.slice(0, 80)}: ${why}`);
  }
  const path = `/v1/streams/${stream}/gifts`;
  const gift = { baseUrl, path, token: viewer.token, key: "odd" };
  const odd: RawRequest[] = [
    { ...gift, method: "PUT", body: "{}" },
    { ...gift, method: "DELETE" },
    {
      ...gift,
      method: "POST",
      body: "gift=rose",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
    { ...gift, method: "POST", body: '{"gift":"rose"}', headers: { "content-type": "text/plain" } },
    { ...gift, method: "POST", body: '{"gift":"rose"}', headers: { "content-encoding": "gzip" } },
  ];
  for (const raw of odd) {
    const why = improper(await sendRaw(raw));
    if (why !== null) wrong.push(`${raw.method} ${JSON.stringify(raw.headers)}: ${why}`);
  }
  assert.deepEqual(wrong, []);
  assert.equal(await stage.books(), books);
});

function* cases(call: Call): Generator<readonly [field: string, value: string]> {
  for (const field of call.numbers) for (const value of badNumbers) yield [field, value];
  for (const field of call.texts)
    for (const value of badTexts) {
      // No video is an honest answer.
      if (field !== "hls" || value !== "null") yield [field, value];
    }
}

function objectText(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    .join(",")}}`;
}
