/**
 * The wallet as CSV (RFC 4180), safe to open in a spreadsheet: a text that a spreadsheet would run
 * as a formula gets an apostrophe in front. Numbers stay numbers, so that minus five still sums.
 */
import { decimalOf, type WalletEntry } from "@largesse/protocol";

const COLUMNS = [
  ["transfer", (entry: WalletEntry) => entry.id],
  ["at", (entry: WalletEntry) => entry.at],
  ["kind", (entry: WalletEntry) => entry.kind],
  ["paid_coins", (entry: WalletEntry) => entry.paidCoins],
  ["bonus_coins", (entry: WalletEntry) => entry.bonusCoins],
  ["coins_after", (entry: WalletEntry) => entry.coinsAfter],
  ["gift", (entry: WalletEntry) => entry.about.gift],
  ["count", (entry: WalletEntry) => entry.about.count],
  ["stream", (entry: WalletEntry) => entry.about.stream],
  ["creator", (entry: WalletEntry) => entry.about.creator],
  ["order", (entry: WalletEntry) => entry.about.order],
  ["price", (entry: WalletEntry) => entry.about.price && decimalOf(entry.about.price)],
  ["currency", (entry: WalletEntry) => entry.about.price?.currency],
] as const;

/** All entries with a head line. Lines end in CR LF, as the format wants. */
export function csvOf(entries: readonly WalletEntry[]): string {
  const head = COLUMNS.map(([name]) => name).join(",");
  const lines = entries.map((entry) => COLUMNS.map(([, read]) => cell(read(entry))).join(","));
  return `${[head, ...lines].join("\r\n")}\r\n`;
}

/** One cell: quoted where the format needs it, disarmed where a spreadsheet would run it. */
export function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const disarmed = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(disarmed) ? `"${disarmed.replaceAll('"', '""')}"` : disarmed;
}
