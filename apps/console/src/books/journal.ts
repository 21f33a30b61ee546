/**
 * The journal as transfers: the wire tells entries, people read what one transfer did to each account.
 *
 * The wire is oldest first, people look at the newest: `windowBefore` turns "the page before
 * transfer n" into a position, which works because numbers have no gaps.
 */
import type { JournalEntry } from "@largesse/protocol";

export interface Transfer {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly eventAt: string;
  readonly writtenAt: string;
  readonly blockHash: string | null;
  readonly reference: Readonly<Record<string, unknown>>;
  readonly legs: readonly JournalEntry[];
}

/** Entries gathered by transfer, the newest transfer first, legs in the order of the books. */
export function transfersOf(entries: readonly JournalEntry[]): Transfer[] {
  const legsByNumber = Map.groupBy(entries, (entry) => entry.transfer);
  const transfers = [...legsByNumber.entries()].map(([number, legs]) => {
    const [first] = legs as [JournalEntry, ...JournalEntry[]];
    const { id, kind, key, eventAt, writtenAt, blockHash, reference } = first;
    return { number, id, kind, key, eventAt, writtenAt, blockHash, reference, legs };
  });
  return transfers.sort((a, b) => b.number - a.number);
}

export interface Window {
  /** Position for the call: transfers after this number. */
  readonly after: number;
  /** The last transfer that belongs to the window. */
  readonly upTo: number;
}

/** The window of `size` transfers that ends with `upTo`. */
export function windowBefore(upTo: number, size: number): Window {
  return { after: Math.max(0, upTo - size), upTo };
}

/** Transfers that touch an account; all of them when none is asked for. */
export function touching(transfers: readonly Transfer[], account: string | null): Transfer[] {
  if (account === null) return [...transfers];
  return transfers.filter(({ legs }) => legs.some((leg) => leg.account === account));
}

/** `viewer:vwr_01…:paid` for people: whose it is, in short, and what it holds. */
export function accountParts(account: string): { readonly whose: string; readonly what: string } {
  const [owner = account, ...rest] = account.split(":");
  if (rest.length === 0) return { whose: owner, what: "" };
  const what = (rest.at(-1) ?? "").replaceAll("_", " ");
  const id = rest.length > 1 ? shortId(rest.slice(0, -1).join(":")) : "";
  const whose = `${owner.charAt(0).toUpperCase()}${owner.slice(1)}`;
  return { whose: id === "" ? whose : `${whose} ${id}`, what };
}

/** The end of an id, which is where ids of one hour differ. */
export function shortId(id: string): string {
  return id.length <= 10 ? id : `…${id.slice(-6)}`;
}

/** A public id or a UUID: too long for a line, and known by its end. */
const ID = /^([a-z]{3}_[0-9a-z]{26}|[0-9a-f]{8}-[0-9a-f-]{27})$/;

/** What a transfer was for, in a line: "gift panda ×3". */
export function aboutOf({ reference }: Pick<Transfer, "reference">): string {
  const texts = Object.entries(reference)
    .filter(([, value]) => typeof value === "string" || typeof value === "number")
    .map(([name, value]) => {
      const text = String(value);
      return `${name} ${ID.test(text) ? shortId(text) : text}`;
    });
  return texts.join(" · ");
}
