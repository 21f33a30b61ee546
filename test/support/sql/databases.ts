/** The statements that make and remove databases of tests. Names are ours alone, hence safe to put in text. */
import pg from "pg";

/** Runs `work` with one connection. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` while no other process of the tests makes templates. */
export async function withTemplateLock(
  client: pg.Client,
  work: () => Promise<void>,
): Promise<void> {
  await client.query("select pg_advisory_lock(7265, 1)");
  try {
    await work();
  } finally {
    await client.query("select pg_advisory_unlock(7265, 1)");
  }
}

export async function databaseExists(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query("select 1 from pg_database where datname = $1", [name]);
  return found.rowCount === 1;
}

export async function createDatabase(
  client: pg.Client,
  name: string,
  template: string,
): Promise<void> {
  await client.query(`create database "${name}" template "${template}"`);
}

export async function renameDatabase(client: pg.Client, from: string, to: string): Promise<void> {
  await client.query(`alter database "${from}" rename to "${to}"`);
}

export async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists "${name}" with (force)`);
}

/** Databases of tests that never came to their end, and templates of migrations that are gone. */
export async function listLeftovers(client: pg.Client, keep: string): Promise<string[]> {
  const found = await client.query<{ datname: string }>(
    `select datname from pg_database
     where (datname like 'making\\_%' or datname like 'template\\_%' and datname <> $1
       or datname like 'test\\_%' and split_part(datname, '_', 2)::bigint < $2)
       and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname)`,
    [keep, Math.floor(performance.timeOrigin / 1000) - 2 * 3600],
  );
  return found.rows.map((row) => row.datname);
}

/** Sessions other than this one: whether anybody still tests here. */
export async function countSessions(client: pg.Client): Promise<number> {
  const found = await client.query<{ sessions: number }>(
    `select count(*)::int as sessions from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return found.rows[0]?.sessions ?? 0;
}
