/**
 * Runs PostgreSQL's programs as somebody they accept: they refuse to run as root, and `initdb` refuses a
 * user without a name (as some container platforms give).
 *
 * Then they run in a user namespace where root appears as nobody: files stay the caller's, so a checkout
 * under `/root` works, and no account is made on the machine. Where namespaces are forbidden (Docker's
 * default profile) they really become nobody, with a readable copy of the programs.
 */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { chown } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { copyBinaries, findBinaries } from "./binaries.ts";
import { PostgresFault } from "./fault.ts";

/** Nobody's number on every Linux. */
const NOBODY = 65_534;
const asNobodyInside = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"];
const asNobody = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--"];

export interface Programs {
  spawn(
    program: "initdb" | "postgres",
    args: readonly string[],
    options: SpawnOptions,
  ): ChildProcess;
  /** Gives a new file or folder to the user that the programs run as. */
  own(file: string): Promise<void>;
}

/** Chooses the way once, by trying. */
export async function choosePrograms(directory: string): Promise<Programs> {
  const copyTo = path.join(directory, "programs");
  const binaries = await findBinaries(copyTo);
  if (!needsOtherUser()) return programsAt(binaries, [], async () => {});
  if (await succeeds([...asNobodyInside, path.join(binaries, "bin/postgres"), "--version"])) {
    return programsAt(binaries, asNobodyInside, async () => {});
  }
  if (!(await succeeds([...asNobody, "true"]))) {
    throw new PostgresFault(
      "PostgreSQL does not run as root, and this machine allows neither unshare nor setpriv to change the user. " +
        "Start as another user, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.",
    );
  }
  if (!(await succeeds([...asNobody, "test", "-x", directory]))) {
    throw new PostgresFault(
      `PostgreSQL runs as nobody here and may not enter ${directory}. ` +
        "Set LARGESSE_DATA to a directory whose parents anyone may enter, such as /var/lib/largesse.",
    );
  }
  const copy = await copyBinaries(binaries, copyTo);
  return programsAt(copy, asNobody, (file) => chown(file, NOBODY, NOBODY));
}

function programsAt(
  binaries: string,
  prefix: readonly string[],
  own: (file: string) => Promise<void>,
): Programs {
  return {
    spawn(program, args, options) {
      const [command = "", ...rest] = [...prefix, path.join(binaries, "bin", program), ...args];
      return spawn(command, rest, options);
    },
    own,
  };
}

function needsOtherUser(): boolean {
  if (process.platform !== "linux") return false;
  if (process.getuid?.() === 0) return true;
  try {
    userInfo();
    return false;
  } catch {
    return true;
  }
}

async function succeeds([command = "", ...args]: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: "ignore" });
  return await new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
