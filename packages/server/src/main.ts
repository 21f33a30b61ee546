/** The server as a program: starts, says where it is, and stops when it is told to. */
import { type Config, readProcessConfig } from "./config.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { StartupFault } from "./startup-fault.ts";

/** A stop that takes longer than this has hung, and a supervisor would kill us without a word. */
const STOP_MS_MAX = 30_000;

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function main(): Promise<void> {
  const config = readProcessConfig();
  if ("mistakes" in config) {
    for (const mistake of config.mistakes) say(mistake);
    process.exitCode = 1;
    return;
  }
  const starting = startServer(config);
  stopOnSignals(starting);
  try {
    const server = await starting;
    if (config.logs === "human") welcome(config, server);
    // The one line on standard output: whoever started us waits for it.
    process.stdout.write(`Largesse is ready at ${server.url}\n`);
  } catch (fault) {
    if (!(fault instanceof StartupFault)) throw fault;
    say(fault.message);
    process.exitCode = 1;
  }
}

function welcome(config: Config, { url }: RunningServer): void {
  say("");
  say(`  Watch and send gifts   ${url}/`);
  say(`  Creators               ${url}/studio/`);
  say(`  Operators              ${url}/console/`);
  say(`  Calls and refusals     ${url}/docs`);
  say(`  Data                   ${config.dataDirectory}`);
  if (config.demo === "on") say("  A demo world is alive; LARGESSE_DEMO=off starts empty.");
  say("");
}

function stopOnSignals(starting: Promise<RunningServer>): void {
  let told = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      // A second signal is somebody in a hurry.
      if (told) process.exit(1);
      told = true;
      setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
      void stop(starting);
    });
  }
}

async function stop(starting: Promise<RunningServer>): Promise<void> {
  try {
    await (await starting).stop();
    process.exit(0);
  } catch (fault) {
    say(`Stopping failed: ${fault instanceof Error ? fault.message : String(fault)}`);
    process.exit(1);
  }
}

await main();
