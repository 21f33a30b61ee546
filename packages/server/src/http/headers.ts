/**
 * Headers that protect whoever reads our answers: a policy that runs our own scripts only, no framing,
 * no sniffing, no referrer with secrets; and permission for pages of listed origins to call.
 */
import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Door } from "../door.ts";
import { originsOf } from "./origins.ts";

/** Nothing from elsewhere, no inline script; React sets style attributes, hence the one exception. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "https:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", "blob:"],
  workerSrc: ["'self'", "blob:"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
} as const;

const ALLOWED_METHODS = "GET, POST, PATCH, DELETE";
const ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID";
const EXPOSED_HEADERS =
  "Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
const PREFLIGHT_SECONDS = 600;

export async function setHeaders(app: FastifyInstance, door: Door): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(
        Object.entries(POLICY).map(([name, sources]) => [name, [...sources]]),
      ),
    },
    strictTransportSecurity: door.publicUrl.startsWith("https:"),
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  const origins = originsOf({
    publicUrl: door.publicUrl,
    allowedOrigins: door.config.allowedOrigins,
  });
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    return allowOrigin(origins, request, reply);
  });
}

/** The viewer's page plays video from wherever the creator's server is. */
export const VIEWER_POLICY = Object.entries({
  ...POLICY,
  connectSrc: ["'self'", "https:", "http:"],
  mediaSrc: ["'self'", "blob:", "https:", "http:"],
})
  .map(([name, sources]) => `${kebab(name)} ${sources.join(" ")}`)
  .join(";");

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function allowOrigin(
  origins: ReadonlySet<string>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  void reply.header("Vary", "Origin");
  if (!origins.has(origin)) return undefined;
  void reply.header("Access-Control-Allow-Origin", origin);
  void reply.header("Access-Control-Expose-Headers", EXPOSED_HEADERS);
  void reply.header("Cross-Origin-Resource-Policy", "cross-origin");
  if (request.method !== "OPTIONS") return undefined;
  return reply
    .status(204)
    .header("Access-Control-Allow-Methods", ALLOWED_METHODS)
    .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
    .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
    .send();
}
