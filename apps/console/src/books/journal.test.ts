/** The journal as people read it: transfers newest first, entries kept together, accounts named. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { JournalEntry } from "@largesse/protocol";
import { aboutOf, accountParts, touching, transfersOf, windowBefore } from "./journal.ts";

function entry(transfer: number, account: string, amount: number): JournalEntry {
  return {
    transfer,
    id: `id-${transfer}`,
    kind: "gift",
    principal: "viewer:vwr_a:paid",
    principalRow: "1 viewer_paid coin vwr_a",
    key: `k${transfer}`,
    requestHash: "",
    answerHash: null,
    account,
    accountRow: account,
    asset: "coin",
    amount,
    accountSequence: 1,
    balanceAfter: 0,
    eventAt: "2026-01-01T12:00:00.000Z",
    writtenAt: "2026-01-01T12:00:00.010Z",
    reference: { gift: "panda", count: 3, sentGift: "gft_01m82ez4ase9wsh73fhkk4ypf5" },
    blockHash: null,
  };
}

const entries = [
  entry(1, "viewer:vwr_a:paid", -5),
  entry(1, "platform:coins_redeemed", 5),
  entry(2, "viewer:vwr_b:paid", -1),
  entry(2, "platform:coins_redeemed", 1),
];

test("[D2.1] entries are shown by transfer, the newest first, legs in the order of the books", () => {
  const transfers = transfersOf(entries);
  assert.deepEqual(
    transfers.map(({ number, legs }) => [number, legs.map((leg) => leg.amount)]),
    [
      [2, [-1, 1]],
      [1, [-5, 5]],
    ],
  );
});

test("[D2.1] the page before a transfer is a position, since numbers have no gaps", () => {
  assert.deepEqual(windowBefore(420, 40), { after: 380, upTo: 420 });
  assert.deepEqual(windowBefore(12, 40), { after: 0, upTo: 12 });
});

test("[D2.2] a chosen account keeps whole transfers that touch it", () => {
  const touched = touching(transfersOf(entries), "viewer:vwr_b:paid");
  assert.deepEqual(
    touched.map(({ number, legs }) => [number, legs.length]),
    [[2, 2]],
  );
  assert.equal(touching(transfersOf(entries), null).length, 2);
});

test("[D2.2] accounts and references are named for people", () => {
  assert.deepEqual(accountParts("viewer:vwr_01m82ez490ewj889084qmy560s:paid"), {
    whose: "Viewer …my560s",
    what: "paid",
  });
  assert.deepEqual(accountParts("platform:coins_redeemed"), {
    whose: "Platform",
    what: "coins redeemed",
  });
  assert.deepEqual(accountParts("odd"), { whose: "odd", what: "" });
  assert.equal(aboutOf(entry(1, "x", 1)), "gift panda · count 3 · sentGift …k4ypf5");
});
