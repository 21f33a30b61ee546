/** How a call is made, tried again, and given up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Asked, openDoor, type Told } from "../test/door.ts";
import { giftAnswer, hurried, problem, streamId, walletOf } from "../test/world.ts";
import { type Client, createClient, newKey, RefusedError, UnreachableError } from "./index.ts";

const rosesTo = (client: Client, key: string) =>
  client.call("sendGift", { params: { stream: streamId }, body: { gift: "rose" }, key });

async function clientAt(answer: (asked: Asked, count: number) => Told, keptMs?: number) {
  const door = await openDoor({ answer });
  const time = hurried(keptMs);
  const client = createClient({ baseUrl: door.baseUrl, ...time, token: () => "t0k3n" });
  return { door, client, waitsMs: time.waitsMs, [Symbol.asyncDispose]: door[Symbol.asyncDispose] };
}

test("[P3.1] a call is written as its row in the table says", async () => {
  await using at = await clientAt(() => ({ body: { data: [] } }));
  await at.client.call("listBundles", { query: { currency: "EUR", country: undefined } });
  await rosesTo(at.client, "k1");
  const [bundles, gift] = at.door.asked;
  assert.equal(bundles?.url.search, "?currency=EUR");
  assert.equal(bundles?.headers.authorization, "Bearer t0k3n");
  assert.equal(bundles?.headers["idempotency-key"], undefined);
  assert.equal(gift?.url.pathname, `/v1/streams/${streamId}/gifts`);
  assert.deepEqual(gift?.body, { gift: "rose" });
  assert.equal(gift?.headers["idempotency-key"], "k1");
});

test("[P3.1] what a page's address says cannot leave its place in the path", async () => {
  await using at = await clientAt(() => ({ body: {} }));
  await at.client.call("getStream", { params: { stream: "x y" } });
  assert.equal(at.door.asked[0]?.url.pathname, "/v1/streams/x%20y");
});

test("[P3.2] an answer that was lost is asked for again with the same key", async () => {
  await using at = await clientAt((_, count) =>
    count < 3 ? { cut: true } : { status: 201, body: giftAnswer(9, 2) },
  );
  const key = newKey();
  const answer = await rosesTo(at.client, key);
  assert.equal(answer.wallet.coins, 9);
  assert.deepEqual(
    at.door.asked.map((asked) => asked.headers["idempotency-key"]),
    [key, key, key],
  );
  assert.deepEqual(at.waitsMs, [125, 250]);
});

test("[P3.2] a busy server is given the time it asked for, and then some", async () => {
  await using at = await clientAt((_, count) =>
    count === 1
      ? { status: 503, headers: { "retry-after": "2" }, body: problem("server_busy") }
      : { status: 201, body: giftAnswer(9, 2) },
  );
  await rosesTo(at.client, "k1");
  assert.deepEqual(at.waitsMs, [2_125]);
});

test("[P3.2] a call gives up after its attempts, and says that nobody knows", async () => {
  await using at = await clientAt(() => ({ cut: true }));
  await assert.rejects(rosesTo(at.client, "k1"), UnreachableError);
  assert.equal(at.door.asked.length, 6);
});

test("[P3.2] an answer of a proxy is no answer", async () => {
  await using at = await clientAt((_, count) =>
    count === 1 ? { status: 502, text: "<h1>Bad gateway</h1>" } : { body: walletOf(5, 1) },
  );
  assert.equal((await at.client.call("getWallet")).coins, 5);
});

test("[P3.3] a call without a key is not repeated after a silence", async () => {
  await using at = await clientAt(() => ({ cut: true }));
  await assert.rejects(at.client.call("startStream", { body: { title: "Hi" } }), UnreachableError);
  assert.equal(at.door.asked.length, 1);
});

test("[P3.3] a call without a key is repeated when the server says that it did nothing", async () => {
  await using at = await clientAt((_, count) =>
    count === 1 ? { status: 503, body: problem("server_stopping") } : { status: 201, body: {} },
  );
  await at.client.call("startStream", { body: { title: "Hi" } });
  assert.equal(at.door.asked.length, 2);
});

test("[P3.4] a refusal arrives as its problem and is not repeated", async () => {
  await using at = await clientAt(() => ({ status: 402, body: problem("insufficient_coins") }));
  await assert.rejects(rosesTo(at.client, "k1"), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.equal(error.problem.code, "insufficient_coins");
    return true;
  });
  assert.equal(at.door.asked.length, 1);
});

test("[P3.4] 'later' without a time, or with one that is too long, is for a person to know", async () => {
  await using stale = await clientAt(() => ({ status: 503, body: problem("fx_stale") }));
  await assert.rejects(stale.client.call("listBundles"), RefusedError);
  assert.equal(stale.door.asked.length, 1);
  await using limited = await clientAt(() => ({
    status: 429,
    headers: { "retry-after": "60" },
    body: problem("rate_limited"),
  }));
  await assert.rejects(limited.client.call("listBundles"), RefusedError);
  assert.equal(limited.door.asked.length, 1);
});

test("[P3.5] a call can be aborted, also while it waits to try again", async () => {
  await using at = await clientAt(() => ({ cut: true }), 0);
  const leaving = new AbortController();
  const call = at.client.call("getWallet", {}, { signal: leaving.signal });
  setImmediate(() => leaving.abort(new Error("left")));
  await assert.rejects(call, /left/);
});

test("[P3.6] the wallet shown is the newest one, whichever answer came last", async () => {
  const versions = [3, 2];
  await using at = await clientAt(() => {
    const version = versions.shift() ?? 0;
    return { body: walletOf(version * 10, version) };
  });
  await at.client.call("getWallet");
  await at.client.call("getWallet");
  assert.equal(at.client.wallet.get()?.coins, 30);
  at.client.personChanged();
  assert.equal(at.client.wallet.get(), null);
});

test("[P3.7] a token that is no longer taken is reported once a call", async () => {
  await using door = await openDoor({
    answer: () => ({ status: 401, body: problem("token_expired") }),
  });
  const codes: string[] = [];
  const client = createClient({
    baseUrl: door.baseUrl,
    token: () => "old",
    onSignedOut: ({ code }) => codes.push(code),
  });
  await assert.rejects(client.call("getWallet"), RefusedError);
  assert.deepEqual(codes, ["token_expired"]);
});
