/** Keeps the demo's play coins and real money apart: a database is one or the other, for ever. */
import { fileURLToPath } from "node:url";
import { type Database, migrate, sql } from "@largesse/ledger";

/** The server's own table. Runs after the economy's, whose people tell whether somebody lives here. */
export async function migrateServer(url: string): Promise<void> {
  const directory = fileURLToPath(new URL("../../sql", import.meta.url));
  await migrate({ url, directory, table: "public.server_version" });
}

/** Declares what the database is, if nobody has; answers what it is. */
export async function settleInstallation(
  database: Database,
  demo: boolean,
  now: Date,
): Promise<"demo" | "real"> {
  await database.query(sql`
    insert into public.installation (demo, made_at)
    -- People without a declaration came by another way than the demo: they are real.
    select ${demo}::boolean and not exists (select 1 from economy.person), ${now}::timestamptz
    on conflict do nothing`);
  const [row] = await database.query(sql<{ demo: boolean }>`
    select demo
    from public.installation`);
  return row?.demo === true ? "demo" : "real";
}

/** Answers when the database does. */
export async function askDatabase(database: Database): Promise<void> {
  await database.query(sql`select 1`);
}
