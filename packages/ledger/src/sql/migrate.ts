/**
 * Brings a schema up to date by numbered files (`001.do.books.sql`), each run once.
 *
 * Several nodes may start together: an advisory lock lets one of them migrate while the others wait.
 */
import pg from "pg";
import Postgrator from "postgrator";

/** Any number that nothing else locks. */
const MIGRATION_LOCK = 7_146_210_400;

export async function migrate(options: {
  url: string;
  /** The folder of the files. */
  directory: string;
  /** Where the version is kept, for example `public.ledger_version`. */
  table: string;
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.url });
  // A connection that breaks here also rejects the statement in hand, which is where it is told.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const postgrator = new Postgrator({
      driver: "pg",
      migrationPattern: `${options.directory}/*.sql`,
      schemaTable: options.table,
      execQuery: (text) => client.query(text),
      execSqlScript: async (text) => {
        await client.query(`begin;\n${text};\ncommit`);
      },
    });
    await postgrator.migrate();
  } finally {
    await client.end();
  }
}
