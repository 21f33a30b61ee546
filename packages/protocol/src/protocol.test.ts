/** The words hold what docs/spec/words.md says of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  decimalOf,
  divideHalfEven,
  fractionOf,
  idOf,
  idSchema,
  newId,
  Problem,
  problemOf,
  type Route,
  refusals,
  refuse,
  routes,
  sentenceOf,
  uuidOf,
  uuidv7,
} from "./index.ts";

test("[W1.1] ids rise strictly and carry their UUID unchanged", () => {
  const made = Array.from({ length: 10_000 }, () => newId("sentGift"));
  assert.deepEqual(made, [...made].sort());
  assert.equal(new Set(made).size, made.length);
  for (const id of made.slice(0, 100)) {
    const uuid = uuidOf("sentGift", id);
    assert.match(
      uuid ?? "",
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.equal(idOf("sentGift", uuid ?? ""), id);
  }
});

test("[W1.1] ids still rise when the clock stands still or goes back", () => {
  const now = Date.now() + 60_000;
  const made = [now, now, now - 5_000, now, now + 1].map((at) => uuidv7(at));
  assert.deepEqual(made, [...made].sort());
});

test("[W1.2] another kind, another alphabet, another length are refused", () => {
  const stream = newId("stream");
  assert.equal(idSchema("stream").safeParse(stream).success, true);
  for (const wrong of [
    newId("viewer"),
    stream.slice(0, -1),
    `${stream}0`,
    stream.replace(/.$/, "u"),
  ])
    assert.equal(idSchema("stream").safeParse(wrong).success, false, wrong);
  assert.equal(uuidOf("stream", `str_${"z".repeat(26)}`), null, "more than 128 bits");
  assert.equal(uuidOf("viewer", stream), null);
});

test("[W2.1] the decimal text is exact in JPY, EUR and KWD", () => {
  assert.equal(decimalOf({ currency: "JPY", minor: 119 }), "119");
  assert.equal(decimalOf({ currency: "EUR", minor: 5 }), "0.05");
  assert.equal(decimalOf({ currency: "KWD", minor: 1234 }), "1.234");
  assert.equal(decimalOf({ currency: "USD", minor: Number.MAX_SAFE_INTEGER }), "90071992547409.91");
});

test("[W2.2] division rounds half to even", () => {
  const rounded = [5n, 15n, 25n, -5n, -15n, 14n, 16n].map((n) => divideHalfEven(n, 10n));
  assert.deepEqual(rounded, [0n, 2n, 2n, 0n, -2n, 1n, 2n]);
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 9n), (n, d) => {
      const twiceError = (n - divideHalfEven(n, d) * d) * 2n;
      assert.ok(twiceError <= d && twiceError >= -d);
      assert.equal(divideHalfEven(-n, d), -divideHalfEven(n, d));
    }),
  );
  assert.deepEqual(fractionOf("0.880226"), { numerator: 880226n, denominator: 1000000n });
});

test("[W3.1] the table of refusals is well made", () => {
  for (const [code, row] of Object.entries(refusals)) {
    assert.match(code, /^[a-z]+(_[a-z]+)*$/);
    assert.ok(row.status >= 400 && row.status <= 503, code);
    if (row.status === 429 || row.status === 503) assert.notEqual(row.retry, "never", code);
    assert.match(row.says, /[.}]$/, code);
  }
});

test("[W3.2] a problem tells the code, the sentence and the numbers", () => {
  const refusal = refuse("insufficient_coins", {
    costCoins: 5000,
    walletCoins: 1200,
    missingCoins: 3800,
  });
  assert.equal(sentenceOf(refusal), "This costs 5,000 coins; you have 1,200. 3,800 are missing.");
  const problem = Problem.parse(problemOf(refusal, "req_1"));
  assert.deepEqual(
    [problem.status, problem.code, problem.numbers["missingCoins"], problem.requestId],
    [402, "insufficient_coins", 3800, "req_1"],
  );
});

test("[W4.1] the table of calls is well made", () => {
  const movesValue = new Set(["createOrder", "sendGift", "sendMessage"]);
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    assert.match(route.path, /^\/v1\//, name);
    assert.equal(route.keyed === true, movesValue.has(name), name);
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    assert.deepEqual(inPath, Object.keys(route.params?.shape ?? {}), name);
  }
});
