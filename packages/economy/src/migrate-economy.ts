/** Brings the tables up to date: the books first, since the economy stands on them. */
import { fileURLToPath } from "node:url";
import { migrate, migrateLedger } from "@largesse/ledger";

export async function migrateEconomy(url: string): Promise<void> {
  await migrateLedger(url);
  const directory = fileURLToPath(new URL("../sql", import.meta.url));
  await migrate({ url, directory, table: "public.economy_version" });
}
