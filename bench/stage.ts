/**
 * What a gift is measured on: a house in a process of its own, on an embedded PostgreSQL that syncs
 * every commit to disk, and beside it the baseline's process on the same PostgreSQL.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../packages/server/src/postgres/index.ts";
import { startHouse } from "../test/simulation/house.ts";
import { type Person, signIn, signInFunded } from "./crowd.ts";
import { type Echo, startEcho } from "./echoed.ts";
import { createBaselineTables } from "./sql/world.ts";

export interface Stage extends AsyncDisposable {
  readonly baseUrl: string;
  readonly databaseUrl: string;
  readonly echo: Echo;
  readonly senders: readonly Person[];
  readonly stream: string;
  readonly overlayUrl: string;
}

export async function setStage(senderCount: number): Promise<Stage> {
  await using started = new AsyncDisposableStack();
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-bench-"));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const postgres = await startPostgres({ directory: path.join(directory, "postgres") });
  started.defer(() => postgres.stop());
  const databaseUrl = postgres.url;
  await createBaselineTables(databaseUrl);
  const environment = { LARGESSE_LOG_LEVEL: "error" };
  const house = await startHouse({ directory, databaseUrl, environment });
  started.defer(() => house.stop());
  const echo = started.use(await startEcho(databaseUrl));
  const baseUrl = house.url;
  const senders = await Promise.all(
    Array.from({ length: senderCount }, () => signInFunded(baseUrl)),
  );
  const { client } = await signIn(baseUrl, "creator");
  const stream = await client.call("startStream", { body: { title: "bench" } });
  const overlay = await client.call("createOverlay");
  const token = overlay.url?.split("/").at(-1) ?? "";
  started.defer(() => {
    for (const person of senders) person.client.close();
  });
  const everything = started.move();
  // An interrupted run leaves no house behind.
  const interrupt = () => void everything.disposeAsync().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  return {
    baseUrl,
    databaseUrl,
    echo,
    senders,
    stream: stream.id,
    overlayUrl: `${baseUrl}/v1/overlay/${token}/events`,
    async [Symbol.asyncDispose]() {
      for (const signal of SIGNALS) process.off(signal, interrupt);
      await everything.disposeAsync();
    },
  };
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
