/** The export is a spreadsheet and never a program. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WalletEntry } from "@largesse/protocol";
import { cell, csvOf } from "./csv.ts";

test("[V5.2] texts that a spreadsheet would run are disarmed, numbers are not", () => {
  assert.equal(cell('=HYPERLINK("http://x")'), `"'=HYPERLINK(""http://x"")"`);
  assert.equal(cell("+1"), "'+1");
  assert.equal(cell("@sum"), "'@sum");
  assert.equal(cell("\tx"), "'\tx");
  assert.equal(cell(-5), "-5");
});

test("[V5.1] every entry is a line with its amounts", () => {
  const entry: WalletEntry = {
    id: "7",
    kind: "purchase",
    paidCoins: 100,
    bonusCoins: 0,
    coinsAfter: 100,
    at: "2026-11-22T12:00:00.000Z",
    about: { order: "ord_1", price: { currency: "EUR", minor: 119 } },
  };
  const [head, line, rest] = csvOf([entry]).split("\r\n");
  assert.ok(head?.startsWith("transfer,at,kind,"));
  assert.equal(line, "7,2026-11-22T12:00:00.000Z,purchase,100,0,100,,,,,ord_1,1.19,EUR");
  assert.equal(rest, "");
});
