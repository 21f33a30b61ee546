/**
 * What happens around every request: it is counted in and out, refused early when the house is full
 * or closing, measured, and written to the log without anything that must not be read there.
 */
import { limits, refuse } from "@largesse/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Door } from "../door.ts";
import { loggablePath } from "../log.ts";
import { sendRefusal } from "./refusing.ts";

/** Questions about the house itself are answered also when it is full. */
const ALWAYS = new Set(["/healthz", "/readyz", "/metrics"]);

export function guard(app: FastifyInstance, door: Door): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("X-Request-Id", request.id);
    door.inHand.add(request);
    // Also when the connection ends before the answer does.
    reply.raw.once("close", () => door.inHand.remove(request));
    if (ALWAYS.has(request.url)) return;
    // Before the body is read: a house that is full must not spend its time on parsing.
    if (door.state.stopping) return sendRefusal(reply, refuse("server_stopping"));
    // No text of ours holds a NUL, and the database takes none.
    if (request.url.includes("%00")) {
      return sendRefusal(reply, refuse("malformed", { why: "the address holds a NUL." }));
    }
    if (door.inHand.count > limits.requestsInHandMax) {
      return sendRefusal(reply, refuse("server_busy"));
    }
  });
  app.addHook("onResponse", async (request, reply) => {
    const seconds = reply.elapsedTime / 1_000;
    const route = request.routeOptions.url ?? "none";
    door.metrics.requested(request.method, route, reply.statusCode, seconds);
    door.log.info({ request: summaryOf(request, reply) }, "answered");
  });
}

function summaryOf(request: FastifyRequest, reply: FastifyReply) {
  return {
    id: request.id,
    method: request.method,
    path: loggablePath(request.url),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    from: request.ip,
  };
}
