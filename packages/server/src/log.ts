/**
 * The log: JSON lines by pino, or short lines for a person at a terminal. Always on standard error;
 * standard output carries the one line that says the house is ready.
 *
 * What must not be read by whoever reads logs never gets here: no headers, no bodies, and secrets in
 * paths are masked. `redact` is the second lock on the same door.
 */
import pino, { type DestinationStream, type Logger } from "pino";
import type { Config } from "./config.ts";

export type Log = Logger;

const SECRET_FIELDS = ["token", "authorization", "card", "password", "secret", "email"];

export function createLog(config: Pick<Config, "logs" | "logLevel">): Log {
  const options = {
    level: config.logLevel,
    base: null,
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
  };
  return pino(options, config.logs === "json" ? pino.destination(2) : humanLines);
}

interface LoggedFault {
  readonly message?: string;
  readonly stack?: string;
}
interface Line {
  readonly level: number;
  readonly time: string;
  readonly msg?: string;
  readonly err?: LoggedFault;
  readonly error?: LoggedFault;
  readonly request?: unknown;
}

/** "12:00:01 warn  The message", with the fault's stack below when there is one. */
const humanLines: DestinationStream = {
  write(text) {
    const line = JSON.parse(text) as Line;
    // A request a line is for machines; people see what went wrong.
    if (line.request !== undefined && line.level < 40) return;
    const level = line.level >= 50 ? "error" : line.level >= 40 ? "warn " : "info ";
    const logged = line.err ?? line.error;
    const fault = logged === undefined ? "" : `\n${logged.stack ?? logged.message ?? ""}`;
    process.stderr.write(`${line.time.slice(11, 19)} ${level} ${line.msg ?? ""}${fault}\n`);
  },
};

/** The path as it may be written down: without query, and with tokens masked. */
export function loggablePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  // A misspelled address holds its token too: whatever is as long as one is taken for one.
  return path
    .replace(/^(\/v1)?\/overlay\/[^/]+/, "$1/overlay/[hidden]")
    .replace(/[\w%.~-]{40,}/g, "[hidden]");
}
