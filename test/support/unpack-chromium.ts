/** Unpacks npm's Chromium into the temporary directory of this process, which its parent has chosen. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";

await chromium.executablePath();
// Libraries that a bare Debian lacks.
const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
await inflate(path.resolve(path.dirname(entry), "../bin/al2023.tar.br"));
