/**
 * PostgreSQL in a directory: real programs from npm, started and kept running for one command.
 *
 * A server that outlived its parent (kill -9) is adopted, one that was killed is started again on the same
 * port, and no step leaves the directory in between. For production there is DATABASE_URL.
 */
import path from "node:path";
import { prepareDirectory, ROLE } from "./cluster.ts";
import { type Log, openServer, type Server } from "./open.ts";
import { choosePrograms } from "./programs.ts";
import { ensureDatabase } from "./sql/reach.ts";
import { stopServer, supervise } from "./supervise.ts";
import { joinUsers } from "./users.ts";

export { PostgresFault } from "./fault.ts";

export interface StartPostgres {
  /** Holds the data, the password and the log; made when absent. */
  readonly directory: string;
  readonly log?: Log;
  /** Leaves a server that dies dead: for those who share one, and may find that another stopped it. */
  readonly unattended?: true;
}

export interface Postgres {
  /** Connects to the database `largesse` with its password. */
  readonly url: string;
  /** A server from an earlier start was still running. */
  readonly adopted: boolean;
  /**
   * Ends sessions, writes everything down and stops; as often as one likes. A server that another process
   * has joined goes on, and the last one stops it.
   */
  stop(): Promise<void>;
}

/** Starts the directory's PostgreSQL, or joins the one that runs, and answers when it accepts work. */
export async function startPostgres(options: StartPostgres): Promise<Postgres> {
  const { directory, log = () => {} } = options;
  const home = path.resolve(directory);
  await prepareDirectory(home);
  const programs = await choosePrograms(home);
  const place = { home, programs, log };
  const leave = options.unattended ? async () => true : await joinUsers(home);
  const first: Server = await openServer(place);
  await ensureDatabase(first.urlOf("postgres"), ROLE);
  const stop = options.unattended
    ? () => stopServer(first.pid)
    : supervise(place, first, leave).stop;
  return { url: first.urlOf(ROLE), adopted: first.adopted, stop };
}
