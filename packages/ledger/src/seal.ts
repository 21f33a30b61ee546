/**
 * Seals: the hash of a transfer and of a block, from a form that anyone can write down again.
 *
 * A form is a list of texts, each as a netstring (`5:hello,`), so no two lists share one form. The
 * texts are those of the operator's journal export. Rules: docs/spec/books.md, B5.
 */
import { hash } from "node:crypto";

/** A transfer with everything that is hashed. */
export interface SealedTransfer {
  readonly sequence: bigint;
  readonly id: string;
  readonly kind: string;
  readonly principal: bigint;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly eventAt: Date;
  readonly writtenAt: Date;
  readonly reference: unknown;
  readonly answer: string | null;
  readonly accounts: readonly (bigint | null)[];
  readonly amounts: readonly (bigint | null)[];
  readonly sequences: readonly (bigint | null)[];
  readonly balances: readonly (bigint | null)[];
}

/** What of an account never changes. */
export interface AccountIdentity {
  readonly id: bigint;
  readonly kind: string;
  readonly asset: string;
  readonly owner: string;
}

export interface BlockSeal {
  readonly number: bigint;
  readonly firstTransfer: bigint;
  readonly lastTransfer: bigint;
  readonly previousHash: Buffer;
  readonly transferHashes: readonly Buffer[];
}

/** What the first block follows. */
export const NO_HASH = Buffer.alloc(32);

/** An account as the seal and the export write it: number, kind, asset, owner. */
export function accountRow({ id, kind, asset, owner }: AccountIdentity): string {
  return `${id} ${kind} ${asset} ${owner}`;
}

/** SHA-256 of a text in hexadecimal digits; null stays null. */
export function hashText(text: string | null): string | null {
  return text === null ? null : hash("sha256", text);
}

/** The seal of one transfer. `rowById` knows every account in it that exists. */
export function hashTransfer(
  transfer: SealedTransfer,
  rowById: ReadonlyMap<bigint, string>,
): Buffer {
  const { accounts, amounts, sequences, balances } = transfer;
  const rowOf = (id: bigint | null | undefined) =>
    id === null || id === undefined ? "" : (rowById.get(id) ?? String(id));
  // Lists of one length in true books; of others nothing may go unhashed.
  const legs = Math.max(accounts.length, amounts.length, sequences.length, balances.length);
  const texts = [
    "largesse.transfer.1",
    String(transfer.sequence),
    transfer.id,
    transfer.kind,
    rowOf(transfer.principal),
    transfer.key,
    transfer.requestHash.toString("hex"),
    timeText(transfer.eventAt),
    timeText(transfer.writtenAt),
    canonicalJson(transfer.reference),
    hashText(transfer.answer) ?? "",
    String(legs),
  ];
  for (let place = 0; place < legs; place++) {
    const numbers = [amounts[place], sequences[place], balances[place]];
    texts.push(rowOf(accounts[place]), ...numbers.map((number) => String(number ?? "")));
  }
  return hashForm(texts);
}

/** The seal of a block: its place in the chain and the seals of its transfers. */
export function hashBlock(block: BlockSeal): Buffer {
  return hashForm([
    "largesse.block.1",
    String(block.number),
    String(block.firstTransfer),
    String(block.lastTransfer),
    block.previousHash.toString("hex"),
    ...block.transferHashes.map((seal) => seal.toString("hex")),
  ]);
}

function hashForm(texts: readonly string[]): Buffer {
  let form = "";
  for (const text of texts) form += `${Buffer.byteLength(text)}:${text},`;
  return hash("sha256", form, "buffer");
}

/** A time that is none, such as `infinity`, is only found in tampered rows: it must not stop the audit. */
function timeText(time: Date): string {
  const isTime = time instanceof Date && !Number.isNaN(time.getTime());
  return isTime ? time.toISOString() : String(time);
}

/** RFC 8785: names in order, no spaces, numbers and texts as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    // By UTF-16 units, as `<` compares; names within one object differ.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
