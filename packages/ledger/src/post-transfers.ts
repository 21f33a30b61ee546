/**
 * The general way to write to the books, inside the caller's own transaction: lock, find keys that
 * are bound already, decide each transfer in order, write. A refused one never spoils its neighbours.
 *
 * The hot path of gifts does the same steps itself, spread over its two round trips.
 */
import { isRefusal, type Refusal, refuse, uuidv7 } from "@largesse/protocol";
import { type PostedTransfer, Posting, type TransferDraft } from "./posting.ts";
import type { Tx } from "./sql/database.ts";
import { type KnownTransfer, lockHead, readKeys, readPostable, writeBatch } from "./sql/journal.ts";

/** What became of a draft: written now, or written before with the first answer. */
export interface TransferResult {
  readonly sequence: bigint;
  readonly id: string;
  readonly answer: string | null;
  readonly replayed: boolean;
}

/** Posts drafts in order; answers a result or a refusal for each, in the same order. */
export async function postTransfers(
  tx: Tx,
  drafts: readonly TransferDraft[],
): Promise<(TransferResult | Refusal)[]> {
  if (drafts.length === 0) return [];
  const [head] = await tx.query(lockHead());
  if (head === undefined) throw new Error("the journal has no head: ledger.head is empty");
  const accounts = await tx.query(readPostable(accountsOf(drafts)));
  const known = await tx.query(
    readKeys(
      drafts.map(({ principal }) => principal),
      drafts.map(({ key }) => key),
    ),
  );
  const posting = new Posting(accounts, head.sequence);
  const keys = new KeyBook(known);
  const results = drafts.map((draft) => postOne(posting, keys, draft));
  if (posting.posted.length > 0) {
    for (const write of writeBatch(posting)) {
      await tx.query(write);
    }
  }
  return results;
}

function postOne(posting: Posting, keys: KeyBook, given: TransferDraft): TransferResult | Refusal {
  const known = keys.find(given.principal, given.key);
  if (known !== undefined) return replayOf(known, given.requestHash);
  const draft = { ...given, id: given.id ?? uuidv7() };
  const posted = posting.apply(draft);
  if (isRefusal(posted)) return posted;
  keys.bind(posted);
  return {
    sequence: posted.sequence,
    id: draft.id,
    answer: draft.answer ?? null,
    replayed: false,
  };
}

function replayOf(known: KnownTransfer, requestHash: Buffer): TransferResult | Refusal {
  if (!known.requestHash.equals(requestHash)) return refuse("key_reused");
  return { sequence: known.sequence, id: known.id, answer: known.answer, replayed: true };
}

/** All accounts that a batch must know, the principals among them. */
function accountsOf(drafts: readonly TransferDraft[]): bigint[] {
  const ids = new Set<bigint>();
  for (const { principal, legs } of drafts) {
    ids.add(principal);
    for (const { account } of legs) ids.add(account);
  }
  return [...ids];
}

/** Keys bound before, and those bound by the batch in hand: both are found the same way. */
export class KeyBook {
  readonly #transferByKey = new Map<string, KnownTransfer>();

  constructor(known: readonly KnownTransfer[]) {
    for (const transfer of known) {
      this.#transferByKey.set(`${transfer.principal} ${transfer.key}`, transfer);
    }
  }

  find(principal: bigint, key: string): KnownTransfer | undefined {
    return this.#transferByKey.get(`${principal} ${key}`);
  }

  bind({ sequence, draft }: PostedTransfer): void {
    this.#transferByKey.set(`${draft.principal} ${draft.key}`, {
      sequence,
      id: draft.id ?? "",
      principal: draft.principal,
      key: draft.key,
      requestHash: draft.requestHash,
      reference: JSON.parse(draft.reference) as Record<string, unknown>,
      answer: draft.answer ?? null,
    });
  }
}
