/** The form that is hashed, written out by hand. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { canonicalJson, hashBlock, hashTransfer, NO_HASH } from "./seal.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest();

test("[B5.6] a transfer is hashed as the specification writes it", () => {
  const seal = hashTransfer(
    {
      sequence: 7n,
      id: "0199",
      kind: "gift",
      principal: 2n,
      key: "k:ü",
      requestHash: Buffer.from([0xab]),
      eventAt: new Date("2026-01-01T12:00:00.000Z"),
      writtenAt: new Date("2026-01-01T12:00:00.010Z"),
      reference: { z: 1, a: [true, null] },
      answer: null,
      accounts: [2n, 1n],
      amounts: [-5n, 5n],
      sequences: [3n, 9n],
      balances: [95n, 500n],
    },
    new Map([
      [1n, "1 spent coin platform"],
      [2n, "2 viewer_paid coin vwr_a"],
    ]),
  );
  const form = [
    "19:largesse.transfer.1,1:7,4:0199,4:gift,24:2 viewer_paid coin vwr_a,4:k:ü,2:ab,",
    "24:2026-01-01T12:00:00.000Z,24:2026-01-01T12:00:00.010Z,",
    '23:{"a":[true,null],"z":1},0:,1:2,',
    "24:2 viewer_paid coin vwr_a,2:-5,1:3,2:95,",
    "21:1 spent coin platform,1:5,1:9,3:500,",
  ].join("");
  assert.deepEqual(seal, sha256(form));
});

test("[B5.7] a block is hashed as the specification writes it", () => {
  const [one, two] = [sha256("one"), sha256("two")];
  const block = { number: 1n, firstTransfer: 1n, lastTransfer: 2n, previousHash: NO_HASH };
  const form = `16:largesse.block.1,1:1,1:1,1:2,64:${"0".repeat(64)},64:${one.toString("hex")},64:${two.toString("hex")},`;
  assert.deepEqual(hashBlock({ ...block, transferHashes: [one, two] }), sha256(form));
});

test("[B5.6] a reference has one form, whatever order its names came in", () => {
  const text = '{"é":1.50,"10":"\\u2028","9":{"b":[],"a":{}},"__proto__":1e3}';
  const form = '{"10":"\u2028","9":{"a":{},"b":[]},"__proto__":1000,"é":1.5}';
  assert.equal(canonicalJson(JSON.parse(text)), form);
});
