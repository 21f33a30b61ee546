/** Which PostgreSQL this is. */
import { type Queryable, sql } from "@largesse/ledger";

/** The version as PostgreSQL numbers it: 180004 is 18.4. */
export async function readServerVersion(database: Queryable): Promise<number> {
  const [row] = await database.query(sql<{ version: number }>`
    select current_setting('server_version_num')::integer as version`);
  return row?.version ?? 0;
}
