/**
 * What belongs to others: wallets, orders, quotes, streams, overlays and the operator's books. Nobody
 * sees or moves them, and a refusal does not tell whether they exist (T12, T13, T22).
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { newId, type RefusalCode, type RouteName, routes } from "@largesse/protocol";
import { codeOf, improper, type RawRequest, sendRaw } from "./hostile.ts";
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

type Case = readonly [
  name: string,
  expected: RefusalCode,
  request: () => Omit<RawRequest, "baseUrl">,
];
const body = (value: unknown) => JSON.stringify(value);

const cases: readonly Case[] = [
  [
    "another's order",
    "order_not_found",
    () => ({ method: "GET", path: `/v1/orders/${stage.order}`, token: stage.otherViewer.token }),
  ],
  [
    "an order that nobody has",
    "order_not_found",
    () => ({ method: "GET", path: `/v1/orders/${newId("order")}`, token: stage.otherViewer.token }),
  ],
  [
    "another's quote",
    "quote_not_found",
    () => ({
      method: "POST",
      path: "/v1/orders",
      token: stage.otherViewer.token,
      key: "foreign",
      body: body({ quote: stage.quote, provider: "sandbox", method: { card: "4242424242424242" } }),
    }),
  ],
  [
    "another's stream, ended",
    "not_your_stream",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.stream}/end`,
      token: stage.otherCreator.token,
    }),
  ],
  [
    "another's stream, renamed",
    "not_your_stream",
    () => ({
      method: "PATCH",
      path: `/v1/streams/${stage.stream}`,
      token: stage.otherCreator.token,
      body: body({ title: "Mine now" }),
    }),
  ],
  [
    "another's overlay, revoked",
    "not_found",
    () => ({
      method: "DELETE",
      path: `/v1/overlays/${stage.overlay}`,
      token: stage.otherCreator.token,
    }),
  ],
  [
    "a gift without coins",
    "insufficient_coins",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.stream}/gifts`,
      token: stage.otherViewer.token,
      key: "poor",
      body: body({ gift: "rose" }),
    }),
  ],
  [
    "a gift to an ended stream",
    "stream_ended",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.endedStream}/gifts`,
      token: stage.viewer.token,
      key: "late",
      body: body({ gift: "rose" }),
    }),
  ],
  [
    "a gift to no stream",
    "stream_not_found",
    () => ({
      method: "POST",
      path: `/v1/streams/${newId("stream")}/gifts`,
      token: stage.viewer.token,
      key: "nowhere",
      body: body({ gift: "rose" }),
    }),
  ],
  [
    "a gift that is none",
    "gift_not_found",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.stream}/gifts`,
      token: stage.viewer.token,
      key: "no-gift",
      body: body({ gift: "unicorn" }),
    }),
  ],
  [
    "a used key with another gift",
    "key_reused",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.stream}/gifts`,
      token: stage.viewer.token,
      key: "stage-gift",
      body: body({ gift: "rose" }),
    }),
  ],
  [
    "a used key in another stream",
    "key_reused",
    () => ({
      method: "POST",
      path: `/v1/streams/${stage.endedStream}/gifts`,
      token: stage.viewer.token,
      key: "stage-gift",
      body: body({ gift: "panda" }),
    }),
  ],
];

describe("[Q4.6] what belongs to others is refused by its own code", () => {
  for (const [name, expected, request] of cases) {
    test(`[Q4.6] ${name}: ${expected}`, async () => {
      const reply = await sendRaw({ baseUrl: stage.baseUrl, ...request() });
      assert.equal(improper(reply), null);
      assert.equal(codeOf(reply), expected);
      assert.equal(await stage.books(), books);
    });
  }
});

test("[Q4.7] every call is refused to everyone whose it is not", async () => {
  const wrong: string[] = [];
  for (const name of Object.keys(routes) as RouteName[]) {
    const { who, method, path } = routes[name];
    const address = path
      .replace(":stream", stage.stream)
      .replace(":order", stage.order)
      .replace(":overlay", stage.overlay);
    for (const [role, token, code] of intruders(who)) {
      const key = "keyed" in routes[name] ? "intruder" : undefined;
      const text = method === "GET" || method === "DELETE" ? {} : { body: "{}" };
      const reply = await sendRaw({
        baseUrl: stage.baseUrl,
        method,
        path: address,
        token,
        key,
        ...text,
      });
      const found = improper(reply) ?? (codeOf(reply) === code ? null : `answers ${codeOf(reply)}`);
      if (found !== null) wrong.push(`${name} as ${role}: ${found}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.equal(await stage.books(), books);
});

type Intruder = readonly [role: string, token: string, code: RefusalCode];

function intruders(who: string): Intruder[] {
  if (who === "anyone") return [];
  const { viewer, creator, operator } = stage;
  const [header = "", payload = "", signature = ""] = viewer.token.split(".");
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
  const lifted = { ...decode(payload), role: "operator", sub: operator.id };
  const forged = `${header}.${Buffer.from(JSON.stringify(lifted)).toString("base64url")}.${signature}`;
  const all: (readonly [role: string, token: string])[] = [
    ["viewer", viewer.token],
    ["creator", creator.token],
    ["operator", operator.token],
  ];
  const roles = who === "signed-in" ? [] : all.filter(([role]) => role !== who);
  return [
    ...roles.map(([role, token]) => [role, token, "forbidden"] as const),
    ["nobody", "", "sign_in_required"],
    ["rubbish", "rubbish", "token_invalid"],
    ["alg none", none, "token_invalid"],
    ["a forged operator", forged, "token_invalid"],
  ];
}

function decode(payload: string): object {
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
}
