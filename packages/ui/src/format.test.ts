/** Amounts are written exactly, by locale. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatAgo,
  formatBasisPoints,
  formatCount,
  formatDate,
  formatDecimal,
  formatPerCoin,
  formatSigned,
} from "./format.ts";

test("[U1.1] counts and signs follow the reader's locale", () => {
  assert.equal(formatCount(12345, "de"), "12.345");
  assert.equal(formatSigned(-5, "en"), "−5");
  assert.equal(formatSigned(5, "en"), "+5");
  assert.equal(formatSigned(0, "en"), "0");
});

test("[U1.2] a price per coin shows two digits more than the currency has", () => {
  assert.equal(formatPerCoin("0.0129", "USD", "en"), "$0.0129");
  assert.equal(formatPerCoin("1.8923", "JPY", "en"), "¥1.89");
});

test("[U1.3] rates keep every published digit", () => {
  assert.equal(formatDecimal("0.864528", "en"), "0.864528");
  assert.equal(formatBasisPoints(1_900, "en"), "19%");
  assert.equal(formatBasisPoints(725, "en"), "7.25%");
});

test("[U1.4] a date without a time is the same day everywhere", () => {
  assert.equal(formatDate("2026-11-20", "en"), "November 20, 2026");
});

test("[U1.5] ages are told in the largest whole unit", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  assert.equal(formatAgo("2026-11-22T11:57:00Z", now, "en"), "3 minutes ago");
  assert.equal(formatAgo("2026-11-22T11:59:59.900Z", now, "en"), "now");
});
