/** `largesse doctor`: looks at the house from outside and says what to mend, a sentence and a cure each. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { createClient } from "@largesse/sdk";
import { type Config, inspectDatabase, StartupFault } from "@largesse/server";
import { houseConfig, root } from "../house.ts";
import { answer, bad, good } from "../say.ts";

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly says: string;
  readonly cure: string | null;
}

const NODE_MAJOR_MIN = 24;
const POSTGRES_MAJOR_MIN = 15;
/** A server of ours answers the catalogue in milliseconds. */
const PATIENCE_MS = 2_000;

export async function doctor(options: { readonly json: boolean }): Promise<number> {
  const config = houseConfig();
  const findings = [
    checkNode(process.versions.node),
    await checkPort(config),
    await checkDataDirectory(config.dataDirectory),
    await checkDatabase(config),
    await checkPages(),
  ];
  const ok = findings.every((finding) => finding.ok);
  answer(options.json, { ok, findings }, findings.map(lineOf));
  return ok ? 0 : 1;
}

function lineOf({ ok, says, cure }: Finding): string {
  return ok ? `${good("✓")} ${says}` : `${bad("✗")} ${says}\n  ${cure ?? ""}`;
}

const right = (check: string, says: string): Finding => ({ check, ok: true, says, cure: null });
const wrong = (check: string, says: string, cure: string): Finding => ({
  check,
  ok: false,
  says,
  cure,
});

function checkNode(version: string): Finding {
  const says = `Node ${version}.`;
  if (Number.parseInt(version, 10) >= NODE_MAJOR_MIN) return right("node", says);
  const cure = `Node ${NODE_MAJOR_MIN} comes with npm ci on Linux and Windows; elsewhere install it.`;
  return wrong("node", says, cure);
}

async function checkPort({ host, port }: Config): Promise<Finding> {
  if (await canListen(host, port)) return right("port", `Port ${port} is free.`);
  if (await isLargesse(host, port)) {
    return right("port", `Largesse runs at http://${host}:${port}.`);
  }
  const cure = `Stop the program that uses it, or choose another with PORT=${port + 1}.`;
  return wrong("port", `Port ${port} is taken by something else.`, cure);
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

async function isLargesse(host: string, port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    await createClient({ baseUrl: `http://${host}:${port}` }).call("listGifts", {}, { signal });
    return true;
  } catch {
    // Whatever it is, it does not know our calls.
    return false;
  }
}

async function checkDataDirectory(directory: string): Promise<Finding> {
  const existing = await nearestExisting(directory);
  const check = "data";
  try {
    await access(existing, constants.W_OK | constants.X_OK);
    const made =
      existing === directory ? "is there and writable" : "will be made at the first start";
    return right(check, `The data directory ${directory} ${made}.`);
  } catch {
    const cure = "Give your user the right, or choose another with LARGESSE_DATA.";
    return wrong(check, `The data directory ${directory} cannot be written.`, cure);
  }
}

async function nearestExisting(directory: string): Promise<string> {
  try {
    await access(directory);
    return directory;
  } catch {
    return nearestExisting(path.dirname(directory));
  }
}

async function checkDatabase(config: Config): Promise<Finding> {
  const check = "database";
  const cluster = path.join(config.dataDirectory, "postgres");
  if (config.databaseUrl === null && (await nearestExisting(cluster)) !== cluster) {
    return right(check, "PostgreSQL comes with the first start.");
  }
  try {
    const { major, mistakes } = await inspectDatabase(config);
    if (major < POSTGRES_MAJOR_MIN) {
      const cure = `Use PostgreSQL ${POSTGRES_MAJOR_MIN} or newer.`;
      return wrong(check, `PostgreSQL ${major} is too old.`, cure);
    }
    if (mistakes.length > 0) {
      return wrong(check, "PostgreSQL may forget what it said.", mistakes.join(" "));
    }
    return right(check, `PostgreSQL ${major} answers and keeps what it acknowledges.`);
  } catch (fault) {
    const says = fault instanceof StartupFault ? fault.message : String(fault);
    return wrong(check, "The database cannot be asked.", says);
  }
}

async function checkPages(): Promise<Finding> {
  const missing: string[] = [];
  for (const app of ["viewer", "studio", "console", "overlay"]) {
    const page = path.join(root, "apps", app, "dist/index.html");
    await access(page).catch(() => missing.push(app));
  }
  if (missing.length === 0) return right("pages", "The pages are built.");
  return wrong("pages", `Not built: ${missing.join(", ")}.`, "Run npm run build.");
}
