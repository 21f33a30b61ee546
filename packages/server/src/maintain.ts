/** What an operator does to a house from the command line, whether its server runs or not. */
import { auditBooks, type BooksAudit, type ChainHead, checkDurability } from "@largesse/ledger";
import type { Config } from "./config.ts";
import { createLog } from "./log.ts";
import { connectDatabase, type OpenDatabase, openDatabase, reachFault } from "./open-database.ts";
import { readServerVersion } from "./sql/server-version.ts";

export type { ChainHead };

/** Re-derives every balance from the journal; tells how many transfers of how many are done. */
export async function auditHouse(
  config: Config,
  onProgress: (done: bigint, of: bigint) => void,
  anchor: ChainHead | null = null,
): Promise<BooksAudit> {
  return await withDatabase(config, ({ database }) => auditBooks(database, onProgress, anchor));
}

/** Brings the tables up to date, as a start would. */
export async function migrateHouse(config: Config): Promise<void> {
  const opened = await openDatabase(config, createLog(config));
  await opened.close();
}

export interface DatabaseState {
  /** PostgreSQL's major version. */
  readonly major: number;
  /** Settings that could lose acknowledged work, a sentence each. */
  readonly mistakes: readonly string[];
}

/** Looks at the database and changes nothing. */
export async function inspectDatabase(config: Config): Promise<DatabaseState> {
  return await withDatabase(config, async ({ database }) => ({
    major: Math.floor((await readServerVersion(database)) / 10_000),
    mistakes: await checkDurability(database),
  }));
}

async function withDatabase<T>(
  config: Config,
  work: (opened: OpenDatabase) => Promise<T>,
): Promise<T> {
  const opened = await connectDatabase(config, createLog(config));
  try {
    return await work(opened);
  } catch (fault) {
    throw reachFault(fault);
  } finally {
    await opened.close();
  }
}
