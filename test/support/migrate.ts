/** Brings a database of tests to the newest tables, as the server does at its start. */
import { migrateEconomy } from "@largesse/economy";
import { migrateLedger } from "@largesse/ledger";

/** Ledger first: the economy's tables stand on the books. */
export async function migrateAll(url: string): Promise<void> {
  await migrateLedger(url);
  await migrateEconomy(url);
}
