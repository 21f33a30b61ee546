/** Waits beside the tests' PostgreSQL and stops it when nobody has used it for a minute. */
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "../../packages/server/src/postgres/index.ts";
import { clusterDirectory } from "./cluster.ts";
import { countSessions, withClient } from "./sql/databases.ts";

const lookMs = 5_000;
const quietMsMax = 60_000;

const { url, stop, adopted } = await startPostgres({
  directory: clusterDirectory,
  unattended: true,
});
for (let quietMs = adopted ? 0 : quietMsMax; quietMs < quietMsMax; ) {
  await pause(lookMs);
  const sessions = await withClient(url, countSessions).catch(() => null);
  // Somebody stopped it already: then there is nothing to keep.
  if (sessions === null) process.exit();
  quietMs = sessions > 0 ? 0 : quietMs + lookMs;
}
await stop();
