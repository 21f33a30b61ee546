/** The database, ready to be trusted: reached, migrated, durable, and of the right kind. */
import path from "node:path";
import { migrateEconomy } from "@largesse/economy";
import { checkDurability, createDatabase, type Database, migrateLedger } from "@largesse/ledger";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";
import { PostgresFault, startPostgres } from "./postgres/index.ts";
import { migrateServer, settleInstallation } from "./sql/installation.ts";
import { StartupFault } from "./startup-fault.ts";

export interface OpenDatabase {
  readonly database: Database;
  /** Closes connections, then stops the PostgreSQL that was started for us. */
  close(): Promise<void>;
}

/** Half of PostgreSQL's usual hundred, so that two nodes and an operator fit. */
const POOL_MAX = 40;

/** Opens the database and makes it ready for the house: migrated, durable, and of the right kind. */
export async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const opened = await connectDatabase(config, log);
  try {
    await prepare(opened.database, config);
    return opened;
  } catch (fault) {
    await opened.close();
    throw fault;
  }
}

/** The database as it is: for those who only look. */
export async function connectDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config, log) : null;
  const url = embedded?.url ?? config.databaseUrl ?? "";
  const database = createDatabase({
    url,
    poolMax: POOL_MAX,
    onError: (error) => log.warn({ err: error }, "a database connection was lost"),
  });
  return {
    database,
    async close() {
      await database.close();
      await embedded?.stop();
    },
  };
}

async function startEmbedded(config: Config, log: Log) {
  try {
    const directory = path.join(config.dataDirectory, "postgres");
    return await startPostgres({ directory, log: (says) => log.info(says) });
  } catch (fault) {
    if (fault instanceof PostgresFault) throw new StartupFault(fault.message, fault);
    throw fault;
  }
}

async function prepare(database: Database, config: Config): Promise<void> {
  try {
    await migrateLedger(database.url);
    await migrateEconomy(database.url);
    await migrateServer(database.url);
  } catch (fault) {
    throw reachFault(fault);
  }
  const mistakes = await checkDurability(database);
  if (mistakes.length > 0) throw new StartupFault(mistakes.join(" "));
  const demo = config.demo !== "off";
  const kind = await settleInstallation(database, demo, new Date());
  if (demo && kind === "real") {
    throw new StartupFault(
      "This database holds a real installation, and the demo never runs beside real money: set LARGESSE_DEMO=off, or give the demo another LARGESSE_DATA or DATABASE_URL.",
    );
  }
  if (!demo && kind === "demo") {
    throw new StartupFault(
      "This database holds the demo's play coins, which must never become real: choose another LARGESSE_DATA or DATABASE_URL, or set LARGESSE_DEMO=on.",
    );
  }
}

const reachSentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: check host and port, and that PostgreSQL runs.",
  ENOTFOUND: "its host has no address: check the name.",
  ETIMEDOUT: "it does not answer: check the network between.",
  "28P01": "it refuses the password: check DATABASE_URL.",
  "28000": "it refuses the user: check DATABASE_URL.",
  "3D000": "it has no such database: create it, or change the name in DATABASE_URL.",
  "42501": "the user may not create tables: grant it the right, or use the database's owner.",
};

/** Why the database cannot be reached, when we know; the address is not repeated, it has a password. */
export function reachFault(fault: unknown): unknown {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const says = reachSentences[code];
  return says === undefined
    ? fault
    : new StartupFault(`PostgreSQL at DATABASE_URL: ${says}`, fault);
}
