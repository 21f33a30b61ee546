/**
 * The one way to PostgreSQL: a pool for ordinary work and, apart, pipelined connections for the hot
 * path.
 *
 * Counts are `bigint` and times are `Date` in every row. Every client has an error handler, because
 * an unhandled "connection lost" takes the whole process down with the database.
 */
import pg from "pg";
import { createHotConnection, type HotConnection } from "./hot-connection.ts";
import { rowTypes } from "./row-types.ts";
import type { Statement } from "./statement.ts";

/** Something statements can be sent to: the database, or one transaction in it. */
export interface Queryable {
  query<Row>(statement: Statement<Row>): Promise<Row[]>;
}
export type Tx = Queryable;

export interface Database extends Queryable {
  readonly url: string;
  /** Runs the work in one transaction; rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A dedicated connection for one batcher: statements are sent without waiting for each other. */
  hot(): HotConnection;
  close(): Promise<void>;
}

/** Opens the database. Nothing is connected before the first statement. */
export function createDatabase(options: {
  url: string;
  poolMax?: number;
  onError?: (error: Error) => void;
}): Database {
  const onError = options.onError ?? (() => {});
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax ?? 10,
    types: rowTypes,
    application_name: "largesse",
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  const hotConnections: HotConnection[] = [];
  return {
    url: options.url,
    query: (statement) => send(pool, statement),
    transaction: (work) => inTransaction(pool, work),
    hot() {
      const connection = createHotConnection({ url: options.url, onError });
      hotConnections.push(connection);
      return connection;
    },
    async close() {
      await Promise.all([pool.end(), ...hotConnections.map((connection) => connection.close())]);
    },
  };
}

async function send<Row>(target: pg.Pool | pg.PoolClient, statement: Statement<Row>) {
  const { name, text, values } = statement;
  const result = await target.query({ name, text, values: [...values] });
  return result.rows as Row[];
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin");
    const result = await work({ query: (statement) => send(client, statement) });
    // A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error.
    const commit = await client.query("commit");
    if (commit.command !== "COMMIT") throw new Error("the transaction was rolled back");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
