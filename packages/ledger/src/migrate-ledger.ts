/** The books' own schema, from the files that come with this package. */
import { fileURLToPath } from "node:url";
import { migrate } from "./sql/migrate.ts";

/** Creates the books in a database or brings them up to date. */
export async function migrateLedger(url: string): Promise<void> {
  const directory = fileURLToPath(new URL("../sql", import.meta.url));
  await migrate({ url, directory, table: "public.ledger_version" });
}
