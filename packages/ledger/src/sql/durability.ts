/** Refuses to run on a database that may forget what it acknowledged. */
import type { Queryable } from "./database.ts";
import { sql } from "./statement.ts";

/** A sentence for the operator for each setting that would lose acknowledged work; none is good. */
export async function checkDurability(database: Queryable): Promise<string[]> {
  const rows = await database.query(sql<{ name: string; setting: string }>`
    select name, setting
    from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit')
      and setting = 'off'
    order by name`);
  return rows.map(
    ({ name }) =>
      `PostgreSQL runs with ${name} = off: a power cut would lose gifts that were acknowledged. ` +
      `Set ${name} = on in postgresql.conf.`,
  );
}
