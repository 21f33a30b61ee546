/**
 * What people are told of a fault: that the database is away, which passes, or that we broke.
 *
 * Both advise the same key, because a connection may be lost after the commit was sent: whether it
 * happened is not known here, and the retry finds out without paying twice.
 */
import { OutcomeUnknownError } from "@largesse/ledger";
import { type Refusal, refuse } from "@largesse/protocol";

/** Codes of the network and of PostgreSQL (class 08, 57P and relatives) for "nobody is there". */
const AWAY = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"],
  ...["08000", "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03", "53300", "3D000"],
]);
/** The driver's own words where it gives no code. */
const AWAY_WORDS = /^Connection terminated|^timeout exceeded when trying to connect/;

export function refusalOfFault(fault: unknown): Refusal {
  return isAway(fault) ? refuse("books_unreachable") : refuse("internal");
}

function isAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  if (fault instanceof OutcomeUnknownError) return true;
  if ("code" in fault && AWAY.has(String(fault.code))) return true;
  return AWAY_WORDS.test(fault.message) || isAway(fault.cause);
}
