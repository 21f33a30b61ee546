/** Brings a database of tests to the newest tables, as the server does at its start. */
import path from "node:path";
import pg from "pg";
import Postgrator from "postgrator";
import { root } from "./cluster.ts";

/** Ledger first: the economy's tables stand on the books. */
export async function migrateAll(url: string): Promise<void> {
  for (const room of ["ledger", "economy"]) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const migrations = new Postgrator({
        migrationPattern: path.join(root, `packages/${room}/sql/*.sql`),
        driver: "pg",
        database: client.database ?? "",
        schemaTable: `migration_${room}`,
        execQuery: (query) => client.query(query),
      });
      await migrations.migrate();
    } finally {
      await client.end();
    }
  }
}
