/** `largesse seed`: gives a running demo its people, their streams and some minutes of history. */
import { startDemoWorld } from "@largesse/server";
import { answer, say } from "../say.ts";

export interface SeedOptions {
  readonly url: string;
  readonly seed: number;
  readonly json: boolean;
}

export async function seed(options: SeedOptions): Promise<number> {
  const leaving = new AbortController();
  const world = await startDemoWorld({
    baseUrl: options.url,
    seedNumber: options.seed,
    signal: leaving.signal,
    log: { warn: (_about, says) => say(says) },
  });
  await world.settled;
  leaving.abort();
  await world.stopped;
  const streams = world.streams.map(({ id, title }) => ({ id, title }));
  answer(options.json, { streams }, [
    "These streams are live:",
    ...streams.map(({ id, title }) => `  ${id}  ${title}`),
  ]);
  return 0;
}
