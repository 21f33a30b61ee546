/**
 * The apps, as they were built: hashed files for a year, everything else asked for anew each time,
 * and each app's own page for addresses that only the browser understands.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import { refuse } from "@largesse/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { VIEWER_POLICY } from "./headers.ts";
import { htmlPage } from "./html.ts";
import { notFound } from "./not-found.ts";
import { sendRefusal } from "./refusing.ts";

const APPS = path.resolve(import.meta.dirname, "../../../../apps");
const HASHED_SECONDS = 31_536_000;

interface App {
  readonly name: "viewer" | "studio" | "console" | "overlay";
  readonly prefix: string;
}

const apps: readonly App[] = [
  { name: "studio", prefix: "/studio/" },
  { name: "console", prefix: "/console/" },
  { name: "overlay", prefix: "/overlay/" },
  // Last: its prefix begins every address.
  { name: "viewer", prefix: "/" },
];

export async function bindPages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: APPS, serve: false });
  for (const { name, prefix } of apps) {
    const root = path.join(APPS, name, "dist");
    if (!existsSync(root)) continue;
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: false,
      index: false,
      redirect: false,
      dotfiles: "ignore",
      cacheControl: false,
      setHeaders: (response, file) => {
        const hashed = file.includes(`${path.sep}assets${path.sep}`);
        const value = hashed ? `public, max-age=${HASHED_SECONDS}, immutable` : "no-cache";
        void response.header("Cache-Control", value);
      },
    });
  }
  for (const owner of apps) {
    const { prefix } = owner;
    app.get(prefix, async (_request, reply) => sendApp(reply, owner));
    const bare = prefix.slice(0, -1);
    if (bare !== "") app.get(bare, async (_request, reply) => reply.redirect(prefix, 308));
  }
}

/** A page for an address that is no file: the app that owns it, or a refusal for programs. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = request.url.split("?", 1)[0] ?? "";
  const wantsPage = request.headers.accept?.includes("text/html") === true;
  const isRead = request.method === "GET" || request.method === "HEAD";
  const owner = apps.find(({ prefix }) => address.startsWith(prefix));
  if (!isRead || !owner || address.startsWith("/v1/") || !isPageAddress(address, wantsPage)) {
    return sendRefusal(reply, notFound(request, reply));
  }
  return sendApp(reply, owner);
}

/** Files have a dot in their last part; a missing file must not be answered with a page. */
function isPageAddress(address: string, wantsPage: boolean): boolean {
  return wantsPage && !/\/assets\/|\.[a-z0-9]+$/i.test(address);
}

function sendApp(reply: FastifyReply, { name }: App): FastifyReply {
  const root = path.join(APPS, name, "dist");
  if (!existsSync(path.join(root, "index.html"))) return sendUnbuilt(reply, name);
  if (name === "viewer") void reply.header("Content-Security-Policy", VIEWER_POLICY);
  return reply.header("Cache-Control", "no-cache").sendFile("index.html", root);
}

function sendUnbuilt(reply: FastifyReply, name: string): FastifyReply {
  if (!reply.request.headers.accept?.includes("text/html")) {
    return sendRefusal(reply, refuse("not_found"));
  }
  return reply
    .status(503)
    .type("text/html; charset=utf-8")
    .header("Retry-After", "10")
    .send(
      htmlPage(
        "Not built yet",
        `<main class="small"><div class="card"><h1>This page is not built yet</h1>
<p>The ${name} app has no files here. Run <code>npm run build</code> in the project's directory and
start again.</p></div></main>`,
      ),
    );
}
