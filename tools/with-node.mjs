/**
 * Runs a tool of this repository, or says which Node it needs.
 *
 * Plain JavaScript, because an old Node must be able to read it. On Linux and Windows npm has put Node 24
 * beside the other dependencies and its scripts find that one first, whatever the machine has.
 */
import path from "node:path";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Largesse needs Node 24 (this is ${process.version}). Run it through npm, as in "npm start", after "npm ci"; ` +
      "on macOS install Node 24 from nodejs.org or your package manager first.\n",
  );
  process.exit(1);
}
const [tool, ...rest] = process.argv.slice(2);
const file = path.resolve(import.meta.dirname, tool);
process.argv.splice(1, process.argv.length - 1, file, ...rest);
await import(file);
