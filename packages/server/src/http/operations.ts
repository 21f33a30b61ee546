/** Questions about the house itself: is it alive, can it serve, what are its numbers. */
import { createHash, timingSafeEqual } from "node:crypto";
import { refuse } from "@largesse/protocol";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Door } from "../door.ts";
import { sendRefusal } from "./refusing.ts";

/** Whoever asks for readiness asks again in seconds, and should not wait longer for a no. */
const READY_MS_MAX = 2_000;
const FORWARDED = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

export function bindOperations(app: FastifyInstance, door: Door): void {
  app.get("/healthz", async (_request, reply) =>
    reply.header("Cache-Control", "no-store").send({ alive: true }),
  );
  app.get("/readyz", async (_request, reply) => {
    if (door.state.stopping) return sendRefusal(reply, refuse("server_stopping"));
    try {
      await inTime(door, door.checkReady());
    } catch (fault) {
      door.log.warn({ err: fault }, "not ready: the database does not answer");
      return sendRefusal(reply, refuse("server_busy"));
    }
    return reply.header("Cache-Control", "no-store").send({ ready: true });
  });
  app.get("/metrics", async (request, reply) => {
    // Elsewhere than here, numbers about the business are for those who hold the token.
    if (!mayRead(door, request)) return sendRefusal(reply, refuse("not_found"));
    const { type, text } = await door.metrics.read();
    return reply.type(type).header("Cache-Control", "no-store").send(text);
  });
}

/** A database that hangs is one that does not answer. */
function inTime(door: Door, asked: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = door.clock.after(READY_MS_MAX, () => reject(new Error("no answer in time")));
    void asked.then(resolve, reject).finally(cancel);
  });
}

function mayRead({ config }: Door, request: FastifyRequest): boolean {
  if (config.metricsToken === null) {
    // A proxy on this machine also comes from loopback, and brings the whole world with it.
    const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
    return LOOPBACK.has(config.host) && config.trustedProxies.length === 0 && !forwarded;
  }
  const given = request.headers.authorization ?? "";
  return timingSafeEqual(digest(given), digest(`Bearer ${config.metricsToken}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
