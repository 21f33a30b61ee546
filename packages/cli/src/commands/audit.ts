/**
 * `largesse audit`: every balance derived again from the journal and the hash chain followed, while
 * the house runs or not. With a head that was kept elsewhere it also finds a chain hashed anew.
 */
import { auditHouse, type ChainHead } from "@largesse/server";
import { houseConfig } from "../house.ts";
import { answer, bad, good, progress } from "../say.ts";

export async function audit(options: {
  readonly json: boolean;
  readonly anchor: ChainHead | null;
}): Promise<number> {
  const startedAt = new Date().toISOString();
  const reading = progress("Transfers read");
  const books = await auditHouse(
    houseConfig(),
    (done, of) => reading.tell(Number(done), Number(of)),
    options.anchor,
  );
  reading.end();
  const { ok, findings } = books;
  const transfers = Number(books.transfers);
  const entries = Number(books.entries);
  const accounts = Number(books.accounts);
  const endedAt = new Date().toISOString();
  const counted = `${transfers} transfers, ${entries} entries, ${accounts} accounts`;
  const chain = {
    blocks: Number(books.chain.blocks),
    transfers: Number(books.chain.transfers),
    head: books.chain.head && {
      number: Number(books.chain.head.number),
      hash: books.chain.head.hash,
    },
  };
  answer(options.json, { ok, startedAt, endedAt, transfers, entries, accounts, findings, chain }, [
    ok ? good(`The books are right: ${counted}.`) : bad(`The books are wrong: ${counted}.`),
    ...findings.map(({ check, where, says }) => `  ${check}: ${where} ${says}`),
    ...headLines(books.chain.head),
  ]);
  return ok ? 0 : 1;
}

/** The head as it is kept elsewhere and given back with `--head`. */
function headLines(head: ChainHead | null): string[] {
  if (head === null) return ["The hash chain has no block yet."];
  return [
    `The hash chain ends with ${head.number}:${head.hash}`,
    "Keep that line outside of this database; give it back later with --head.",
  ];
}
