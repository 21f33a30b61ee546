/** The secret that signs this installation's own tokens, when none was configured. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartupFault } from "../startup-fault.ts";

/** Reads the secret kept in the data directory, or makes it: 256 random bits, for the owner's eyes. */
export async function localSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, "jwt-secret");
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
    // "wx" fails when it is there already: two processes can never each keep their own.
    await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (fault) {
    if (!isExists(fault)) {
      throw new StartupFault(
        `The data directory ${dataDirectory} cannot be written: choose another with LARGESSE_DATA, or make it writable for this user.`,
        fault,
      );
    }
  }
  return (await readFile(file, "utf8")).trim();
}

function isExists(fault: unknown): boolean {
  return fault instanceof Error && "code" in fault && fault.code === "EEXIST";
}
