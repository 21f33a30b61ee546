/** `largesse audit`: every balance derived again from the journal, while the house runs or not. */
import { auditHouse } from "@largesse/server";
import { houseConfig } from "../house.ts";
import { answer, bad, good, progress } from "../say.ts";

export async function audit(options: { readonly json: boolean }): Promise<number> {
  const startedAt = new Date().toISOString();
  const reading = progress("Transfers read");
  const books = await auditHouse(houseConfig(), (done, of) =>
    reading.tell(Number(done), Number(of)),
  );
  reading.end();
  const { ok, findings } = books;
  const transfers = Number(books.transfers);
  const entries = Number(books.entries);
  const accounts = Number(books.accounts);
  const endedAt = new Date().toISOString();
  const counted = `${transfers} transfers, ${entries} entries, ${accounts} accounts`;
  answer(options.json, { ok, startedAt, endedAt, transfers, entries, accounts, findings }, [
    ok ? good(`The books are right: ${counted}.`) : bad(`The books are wrong: ${counted}.`),
    ...findings.map(({ check, where, says }) => `  ${check}: ${where} ${says}`),
  ]);
  return ok ? 0 : 1;
}
