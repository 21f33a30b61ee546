/** The house that a command works on: its configuration, and the checkout it lies in. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, readProcessConfig, StartupFault } from "@largesse/server";

/** The directory that holds the packages and the pages. */
export const root = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** The configuration of the environment; its mistakes are told as a fault with a sentence each. */
export function houseConfig(): Config {
  const config = readProcessConfig();
  if ("mistakes" in config) throw new StartupFault(config.mistakes.join("\n"));
  // A command speaks by itself; only what goes wrong in its engine belongs on the screen.
  return { ...config, logs: "human", logLevel: "error" };
}

/** Where a server of this house listens unless told otherwise. */
export function defaultUrl(): string {
  const config = readProcessConfig();
  const port = "mistakes" in config ? 4400 : config.port;
  return `http://127.0.0.1:${port}`;
}
