/** Brings a database of tests to the newest tables, as the server does at its start. */
import { fileURLToPath } from "node:url";
import { migrate, migrateLedger } from "@largesse/ledger";

/** Ledger first: the economy's tables stand on the books. */
export async function migrateAll(url: string): Promise<void> {
  await migrateLedger(url);
  const directory = fileURLToPath(new URL("../../packages/economy/sql", import.meta.url));
  await migrate({ url, directory, table: "public.economy_version" });
}
