/** The HTTP server: its limits, its headers, its errors, and the parts that answer. */
import { randomUUID } from "node:crypto";
import { limits } from "@largesse/protocol";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Door } from "../door.ts";
import { bindRoutes } from "./bind-routes.ts";
import { bindDocs } from "./docs.ts";
import { handleFaults, refuseBrokenHttp, refuseBrokenRequest } from "./faults.ts";
import { guard } from "./guard.ts";
import { setHeaders } from "./headers.ts";
import { bindOperations } from "./operations.ts";
import { bindOverlayEvents } from "./overlay-events.ts";
import { bindPages } from "./pages.ts";
import { readJson } from "./read-json.ts";
import { bindSandboxPage } from "./sandbox-page.ts";
import { bindWebhooks } from "./webhooks.ts";

/** Headers and body must be here by then: honest ones take well under a second. */
const REQUEST_MS_MAX = 15_000;
const KEEP_ALIVE_MS = 30_000;

export async function createApp(door: Door): Promise<FastifyInstance> {
  const app = Fastify({
    trustProxy: door.config.trustedProxies.length > 0 ? [...door.config.trustedProxies] : false,
    bodyLimit: limits.bodyBytesMax,
    requestTimeout: REQUEST_MS_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: REQUEST_MS_MAX, maxHeaderSize: limits.bodyBytesMax },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    return503OnClosing: false,
    frameworkErrors: refuseBrokenRequest,
    clientErrorHandler: refuseBrokenHttp,
  });
  // Twice the sockets: every person's page also speaks plain HTTP. The rest wait at the system's door.
  app.server.maxConnections = 2 * limits.socketsMax;
  await setHeaders(app, door);
  guard(app, door);
  handleFaults(app, door);
  takeJson(app);
  bindRoutes(app, door);
  bindOverlayEvents(app, door);
  bindOperations(app, door);
  bindDocs(app, door);
  const { sandbox } = door;
  // Each in a scope of its own: they take other bodies than JSON.
  await app.register((scope, _options, done) => {
    bindWebhooks(scope, door);
    done();
  });
  await app.register((scope, _options, done) => {
    if (sandbox !== null) bindSandboxPage(scope, sandbox, door);
    done();
  });
  await bindPages(app);
  return app;
}

/** JSON and nothing else, read strictly. */
function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    "application/json",
    { parseAs: "buffer" },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (bytes.length === 0) return undefined;
      // What one proxy unpacks and the next does not would be read as two requests.
      const encoding = request.headers["content-encoding"] ?? "identity";
      if (encoding !== "identity") throw new UnreadableBody("it is encoded; send plain JSON.");
      const read = readJson(bytes);
      if ("why" in read) throw new UnreadableBody(read.why);
      return read.value;
    },
  );
}

/** The body is not acceptable JSON; the message says why. */
class UnreadableBody extends Error {
  readonly code = "LARGESSE_UNREADABLE_BODY";
}
