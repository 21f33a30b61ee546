/**
 * The hot path's own connection: a whole batch is two network round trips, however many statements
 * it has, because statements are sent without waiting for the answer to the one before.
 *
 * Its planner settings are set once: left alone, the planner guesses hash joins for `= any($1)` and
 * `unnest`, which cost small batches a factor of four. A lost connection fails the unit of work in
 * hand and is replaced for the next one.
 */
import pg from "pg";
import { rowTypes } from "./row-types.ts";
import type { Statement } from "./statement.ts";

export interface HotTx {
  /** Sends now, answers later; the next statement need not wait. */
  query<Row>(statement: Statement<Row>): Promise<Row[]>;
  /**
   * Ends the transaction in the same round trip as its last writes. Rejects unless it really was
   * committed: with the error of the write that failed, or with `OutcomeUnknownError`.
   */
  commit(writes: readonly Promise<unknown>[]): Promise<void>;
}

export interface HotConnection {
  /**
   * One transaction at a time. Rolled back when `work` throws or did not commit. A lost connection
   * is told by the error's class: `ConnectionLostError` when nothing can have happened,
   * `OutcomeUnknownError` when it broke during `commit`.
   */
  transaction<T>(work: (tx: HotTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Statements sent so far, for the test that a batch costs the same whatever its size. */
  readonly statements: number;
}

/** The connection broke, or could not be made, before anything was committed: nothing happened. */
export class ConnectionLostError extends Error {
  constructor(cause: unknown) {
    super("the connection to PostgreSQL was lost", { cause });
    this.name = "ConnectionLostError";
  }
}

/** The connection broke after the commit was sent: it may or may not have happened. */
export class OutcomeUnknownError extends Error {
  constructor(cause: unknown) {
    super("the connection was lost while committing; ask again with the same key", { cause });
    this.name = "OutcomeUnknownError";
  }
}

const SETTINGS = `
  set jit = off;
  set plan_cache_mode = force_generic_plan;
  set enable_hashjoin = off;
  set enable_mergejoin = off;
  set enable_bitmapscan = off;
  set enable_seqscan = off`;

type SendText = (text: "begin" | "commit" | "rollback") => Promise<pg.QueryResult>;

export function createHotConnection(options: HotOptions): HotConnection {
  const line = createLine(options);
  let statements = 0;
  return {
    get statements() {
      return statements;
    },
    async transaction(work) {
      const client = await line.client();
      const send = (statement: pg.QueryConfig) => {
        statements += 1;
        return client.query(statement);
      };
      const sendText: SendText = (text) => send({ name: text, text });
      let ended = false;
      const begun = sendText("begin");
      // Told by `finally` below; until then nobody waits for it.
      begun.catch(() => {});
      try {
        return await work({
          async query<Row>({ name, text, values }: Statement<Row>) {
            return (await send({ name, text, values: [...values] })).rows as Row[];
          },
          async commit(writes) {
            ended = true;
            await settle(writes, sendText("commit"));
          },
        });
      } catch (error) {
        if (!ended) await sendText("rollback").catch(() => line.forget(client));
        throw ended || !line.isLost(client, error) ? error : new ConnectionLostError(error);
      } finally {
        await begun.catch(() => line.forget(client));
      }
    },
    close: () => line.close(),
  };
}

interface HotOptions {
  readonly url: string;
  readonly onError: (error: Error) => void;
}

/** One client at a time: made when first needed, and again after it was lost. */
function createLine({ url, onError }: HotOptions) {
  let current: Promise<pg.Client> | null = null;
  const lost = new WeakSet<pg.Client>();

  async function connect(): Promise<pg.Client> {
    const config = { connectionString: url, types: rowTypes, application_name: "largesse hot" };
    // The typings lag behind: `pipeline` is of pg 8.23.
    const fresh = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig);
    fresh.on("error", (error) => {
      lost.add(fresh);
      current = null;
      onError(error);
    });
    fresh.on("end", () => {
      lost.add(fresh);
      current = null;
    });
    await fresh.connect();
    await fresh.query(SETTINGS);
    return fresh;
  }

  return {
    async client(): Promise<pg.Client> {
      current ??= connect();
      try {
        return await current;
      } catch (error) {
        current = null;
        throw new ConnectionLostError(error);
      }
    },
    /** FATAL is a backend that was told to go: its connection ends right after. */
    isLost: (client: pg.Client, error: unknown): boolean =>
      lost.has(client) || (error instanceof pg.DatabaseError && error.severity !== "ERROR"),
    forget(broken: pg.Client): void {
      current = null;
      broken.end().catch(() => {});
    },
    async close(): Promise<void> {
      const last = await current?.catch(() => null);
      current = null;
      await last?.end().catch(() => {});
    },
  };
}

async function settle(
  writes: readonly Promise<unknown>[],
  commit: Promise<pg.QueryResult>,
): Promise<void> {
  const [committed, ...written] = await Promise.allSettled([commit, ...writes]);
  if (committed.status === "rejected") {
    // An ERROR means that nothing was committed. FATAL (a backend told to go) or a lost connection
    // may have come after the commit was already durable.
    const { reason } = committed;
    if (reason instanceof pg.DatabaseError && reason.severity === "ERROR") throw reason;
    throw new OutcomeUnknownError(reason);
  }
  const failed = written.find((write) => write.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  if (committed.value.command !== "COMMIT") throw new Error("the transaction was rolled back");
}
