/** `largesse start`: the same as `npm start`, from wherever one is. */
import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "../house.ts";

export function start(): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, "tools/start.ts")], { stdio: "inherit" });
  // Both hear a Ctrl+C of the terminal; one sent to us alone must reach the server too.
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGTERM", pass);
  process.on("SIGINT", () => {});
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
