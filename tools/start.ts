/** `npm start`: builds the pages that need it, then becomes the server. */
import { existsSync } from "node:fs";
import path from "node:path";
import { root, run, say } from "./workspace.ts";

const parentLookMs = 250;

if (existsSync(path.join(root, "node_modules/vite"))) {
  // In a process of its own: the builder's memory should not stay with the server.
  const built = await run("tools/build.ts", [], { stdio: "inherit" });
  if (built.code !== 0) process.exit(built.code);
} else if (!existsSync(path.join(root, "apps/viewer/dist/index.html"))) {
  say(
    'The pages are not built, and the builder is not installed. Run "npm ci" without --omit=dev.',
  );
  process.exit(1);
}
stopWithParent();
await import(path.join(root, "packages/server/src/main.ts"));

/**
 * npm that is killed outright tells nobody; its server would live on and hold the port. (Signals that
 * npm can pass on reach us directly: the script begins with `exec`.)
 */
function stopWithParent(): void {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, parentLookMs);
  watch.unref();
}
