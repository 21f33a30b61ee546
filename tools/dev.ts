/**
 * `npm run dev`: the server, started again when its files change, and every page built again when
 * its files change. The server serves the pages as in production, with the same rules for
 * scripts, so nothing works here that fails there.
 */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { listPages } from "./build.ts";
import { root } from "./workspace.ts";

const children: ChildProcess[] = [];

function keep(args: readonly string[], cwd: string): void {
  children.push(spawn(process.execPath, args, { cwd, stdio: "inherit" }));
}

for (const page of await listPages()) {
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  keep([vite, "build", "--watch", "--mode", "development"], path.join(root, "apps", page));
}
keep(["--watch", path.join(root, "packages/server/src/main.ts")], root);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
