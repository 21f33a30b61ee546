/** `npm start`: builds the pages that need it, then becomes the server. */
import { existsSync } from "node:fs";
import path from "node:path";
import { root, run, say } from "./workspace.ts";

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
await import(path.join(root, "packages/server/src/main.ts"));
