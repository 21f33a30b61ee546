/**
 * Keeps the server running until it is told to stop: one that dies is started again on its port, and
 * PostgreSQL recovers by itself. Watching is by number, because an adopted server is nobody's child.
 */
import { setTimeout as pause } from "node:timers/promises";
import { openServer, type Place, type Server } from "./open.ts";
import { awaitEnd, isAlive } from "./processes.ts";

/** How late a death is noticed: well within the five seconds that a restart may take. */
const watchMs = 250;
/** A fast shutdown writes a checkpoint; beyond this the server is told to quit, and recovers later. */
const stopMsMax = 30_000;

/** Watches from now on; `stop` ends the watch, and the server too if `leave` says that nobody is left. */
export function supervise(
  place: Place,
  first: Server,
  leave: () => Promise<boolean>,
): { stop(): Promise<void> } {
  let server = first;
  let restarting: Promise<void> | null = null;
  let stopping: Promise<void> | null = null;

  const restart = async (): Promise<void> => {
    place.log("PostgreSQL has died; starting it again");
    while (stopping === null) {
      try {
        server = await openServer(place, server.port);
        return;
      } catch (error) {
        place.log(`PostgreSQL does not start: ${error instanceof Error ? error.message : error}`);
        await pause(1_000);
      }
    }
  };
  const watch = setInterval(() => {
    if (restarting !== null || isAlive(server.pid)) return;
    restarting = restart().finally(() => {
      restarting = null;
    });
  }, watchMs);
  // A watch is no reason to stay.
  watch.unref();

  const stopOnce = async (): Promise<void> => {
    clearInterval(watch);
    await restarting;
    if (await leave()) await stopServer(server.pid);
  };
  return {
    stop() {
      stopping ??= stopOnce();
      return stopping;
    },
  };
}

/** Ends sessions, writes everything down and stops; nothing to do for one that is dead. */
export async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  if (await awaitEnd(pid, stopMsMax)) return;
  process.kill(pid, "SIGQUIT");
  await awaitEnd(pid, stopMsMax);
}
