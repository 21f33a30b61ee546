/**
 * A real browser for tests: `CHROME_PATH`, the system's Chromium, or the one that npm brings.
 *
 *     const browser = await launchBrowser();
 *
 * The one from npm is made for small machines without a desktop. It is unpacked once a version, and starts with
 * arguments of our own: its own switch off the web's security, which is what we want to test.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { root } from "./cluster.ts";

const execute = promisify(execFile);

interface FoundBrowser {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const args = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

let found: Promise<FoundBrowser | string> | undefined;

/** Starts a browser; throws where there is none. Close it. */
export async function launchBrowser(): Promise<Browser> {
  found ??= findBrowser();
  const browser = await found;
  if (typeof browser === "string") throw new Error(browser);
  const { executable, environment } = browser;
  const env = { ...process.env, ...environment } as Record<string, string>;
  return await chromium.launch({ executablePath: executable, args, env });
}

/** For `test({ skip: await whyNoBrowser() })`: false, or the reason and the cure. */
export async function whyNoBrowser(): Promise<string | false> {
  found ??= findBrowser();
  const browser = await found;
  return typeof browser === "string" ? browser : false;
}

async function findBrowser(): Promise<FoundBrowser | string> {
  for (const executable of [process.env.CHROME_PATH, "/usr/bin/chromium"]) {
    if (executable && existsSync(executable)) return { executable, environment: {} };
  }
  try {
    return await useNpmChromium();
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return `No Chromium: set CHROME_PATH, or apt-get install chromium. npm's does not start here: ${why}`;
  }
}

async function useNpmChromium(): Promise<FoundBrowser> {
  const manifest = path.join(root, "node_modules/@sparticuz/chromium/package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  const directory = path.join(root, `node_modules/.cache/chromium-${version}`);
  if (!existsSync(directory)) await unpack(directory);
  const executable = path.join(directory, "chromium");
  const fonts: Record<string, string> = existsSync("/etc/fonts/fonts.conf")
    ? {}
    : { FONTCONFIG_PATH: path.join(directory, "fonts") };
  const bare = { ...fonts, LD_LIBRARY_PATH: path.join(directory, "al2023/lib") };
  if (await starts(executable, fonts)) return { executable, environment: fonts };
  await execute(executable, ["--version"], { env: { ...process.env, ...bare } });
  return { executable, environment: bare };
}

/** Whole or not at all: several test files may come here at once. */
async function unpack(directory: string): Promise<void> {
  const partial = `${directory}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const script = path.join(import.meta.dirname, "unpack-chromium.ts");
  await execute(process.execPath, [script], { env: { ...process.env, TMPDIR: partial } });
  try {
    renameSync(partial, directory);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  }
}

async function starts(executable: string, env: Record<string, string>): Promise<boolean> {
  return await execute(executable, ["--version"], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}
