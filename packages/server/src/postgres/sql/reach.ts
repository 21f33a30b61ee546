/** Connects to a server that may still be starting, and makes the database if it is new. */
import pg from "pg";

/** `ready`; `waiting`: it will answer soon; `absent`: nobody listens; `foreign`: it does not know us. */
export type Reach = "ready" | "waiting" | "absent" | "foreign";

/** Knocks once. */
export async function reach(url: string): Promise<Reach> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    return reachOf(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function reachOf(error: unknown): Reach {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  // Starting up, shutting down, in recovery; or all connections are taken: it lives.
  if (code === "57P03" || code === "57P01" || code === "53300") return "waiting";
  if (code === "28P01" || code === "28000") return "foreign";
  return "absent";
}

/** Makes the database that the house uses, once. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
    // Another start made it in the same moment.
    if (code !== "42P04" && code !== "23505") throw error;
  } finally {
    await client.end();
  }
}
