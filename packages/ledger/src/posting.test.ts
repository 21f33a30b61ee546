import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal } from "@largesse/protocol";
import fc from "fast-check";
import { type LockedAccount, Posting, type TransferDraft } from "./posting.ts";

const account = (
  id: bigint,
  asset: string,
  balance = 0n,
  mayGoNegative = false,
): LockedAccount => ({
  id,
  asset,
  mayGoNegative,
  place: "(0,1)",
  balance,
  sequence: 0n,
});

function draft(legs: readonly (readonly [bigint, unknown])[]): TransferDraft {
  return {
    kind: "test",
    principal: 1n,
    key: "k",
    requestHash: Buffer.alloc(32),
    legs: legs.map(([id, amount]) => ({ account: id, amount: amount as bigint })),
    reference: "{}",
    eventAtMs: 0,
  };
}

const MAX = 2n ** 53n - 1n;
const books = () =>
  new Posting(
    [
      account(1n, "coin", 0n, true),
      account(2n, "coin", 100n),
      account(3n, "diamond"),
      account(4n, "coin", 2n ** 63n - 2n),
    ],
    0n,
  );

// Each row also breaks every rung below it that it can: the first one decides.
const ladder: readonly (readonly [string, readonly (readonly [bigint, unknown])[]])[] = [
  ["account_unknown", [[9n, 0n]]],
  ["amount_invalid", [[2n, 0n]]],
  ["legs_invalid", [[2n, 5n]]],
  [
    "legs_invalid",
    [
      [2n, 5n],
      [2n, -4n],
    ],
  ],
  [
    "legs_unbalanced",
    [
      [4n, 5n],
      [3n, -5n],
    ],
  ],
  [
    "balance_overflow",
    [
      [4n, 500n],
      [2n, -500n],
    ],
  ],
  [
    "balance_insufficient",
    [
      [1n, 101n],
      [2n, -101n],
    ],
  ],
];

test("[B1.2] a transfer is refused by the first rung that fails", () => {
  for (const [code, legs] of ladder) {
    const posting = books();
    const refused = posting.apply(draft(legs));
    assert.ok(isRefusal(refused), code);
    assert.equal(refused.refused, code);
    assert.equal(posting.head, 0n);
    assert.equal(posting.balanceOf(2n), 100n);
  }
});

test("[B1.9] an amount is a whole number from 1 to 2^53 - 1", () => {
  const bad = [0n, 2n ** 53n, -(2n ** 53n), 2n ** 63n, 2n ** 64n, 0, 5, 1.5, "5", true, [1], null];
  for (const amount of [...bad, undefined, Number.NaN, {}]) {
    const refused = books().apply(
      draft([
        [1n, amount],
        [2n, 5n],
      ]),
    );
    assert.ok(isRefusal(refused) && refused.refused === "amount_invalid", String(amount));
  }
  assert.ok(
    !isRefusal(
      books().apply(
        draft([
          [1n, -MAX],
          [2n, MAX],
        ]),
      ),
    ),
  );
});

test("[B1.9] a transfer has 2 to 64 legs", () => {
  const accounts = Array.from({ length: 66 }, (_, id) => account(BigInt(id + 1), "coin", 100n));
  const legs = (count: number) =>
    Array.from({ length: count }, (_, id) => [BigInt(id + 1), id % 2 === 0 ? 1n : -1n] as const);
  assert.ok(!isRefusal(new Posting(accounts, 0n).apply(draft(legs(64)))));
  const refused = new Posting(accounts, 0n).apply(draft(legs(66)));
  assert.ok(isRefusal(refused) && refused.refused === "legs_invalid");
});

test("[B1.1] whatever is posted, assets keep their sum and no wallet goes below zero", () => {
  const leg = fc.tuple(fc.bigInt(1n, 6n), fc.bigInt(-50n, 50n));
  fc.assert(
    fc.property(fc.array(fc.array(leg, { maxLength: 5 }), { maxLength: 40 }), (transfers) => {
      const posting = new Posting(
        [1n, 2n, 3n, 4n, 5n].map((id) => account(id, id < 4n ? "coin" : "diamond", 0n, id === 1n)),
        0n,
      );
      for (const legs of transfers) posting.apply(draft(legs));
      const sums = new Map<string, bigint>();
      for (const { asset, balance, mayGoNegative } of posting.touched) {
        sums.set(asset, (sums.get(asset) ?? 0n) + balance);
        assert.ok(mayGoNegative || balance >= 0n);
      }
      for (const sum of sums.values()) assert.equal(sum, 0n);
      assert.equal(posting.head, BigInt(posting.posted.length));
    }),
  );
});
