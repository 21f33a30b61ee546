/**
 * Binds every row of the table of calls to its handler, all in one way: who asks, may they, how often,
 * what was sent; then the economy's handler, and its answer or its refusal.
 */
import type { Actor, Reply } from "@largesse/economy";
import {
  isRefusal,
  type Refusal,
  type Role,
  type Route,
  type RouteName,
  refuse,
  routes,
} from "@largesse/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Door } from "../door.ts";
import { serveEvents, wantsEvents } from "./event-stream.ts";
import { ownHandlers } from "./own-handlers.ts";
import type { RateState } from "./rate-window.ts";
import { isUnreadable, type RequestParts, readRequest } from "./read-request.ts";
import { sendRefusal } from "./refusing.ts";

type AnyHandler = (actor: Actor | null, request: RequestParts) => Promise<Reply<unknown>>;

/** Calls after which an overlay may show something else, or nothing any more. */
const TELLS_OVERLAYS: ReadonlySet<RouteName> = new Set([
  "revokeOverlay",
  "startStream",
  "changeStream",
  "endStream",
]);

export function bindRoutes(app: FastifyInstance, door: Door): void {
  const handlers = { ...door.economy.handlers, ...ownHandlers(door) };
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    // One type for all of them: what a handler receives was checked against the schemas of its row.
    const handler = handlers[name] as unknown as AnyHandler;
    const afterwards = TELLS_OVERLAYS.has(name) ? () => door.overlayStreams.lookAgain() : null;
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const asked = await readAsked(door, route, request, reply);
        if (asked === null) return reply;
        if (name === "listEvents" && wantsEvents(request)) {
          return serveEvents(door, asked.parts, request, reply);
        }
        const answer = await handler(asked.actor, asked.parts);
        if (isRefusal(answer)) return refuseWith(door, reply, answer);
        afterwards?.();
        return sendAnswer(door, route, reply, answer);
      },
    });
  }
}

/** Who asks for what; null when the reply has been a refusal. */
async function readAsked(
  door: Door,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ actor: Actor | null; parts: RequestParts } | null> {
  const actor = await identify(door, request);
  const principal = actor === null || isRefusal(actor) ? request.ip : actor.id;
  const rate = door.rates.take(principal);
  announceRate(reply, rate);
  const refusal =
    (rate.allowed ? null : refuse("rate_limited", { seconds: rate.resetSeconds })) ??
    (isRefusal(actor) ? actor : refuseRole(route, actor));
  if (refusal !== null || isRefusal(actor)) {
    refuseWith(door, reply, refusal ?? refuse("sign_in_required"));
    return null;
  }
  const parts = readRequest(route, request);
  if (isUnreadable(parts)) {
    door.metrics.refused(parts.refusal.refused);
    sendRefusal(reply, parts.refusal, parts.errors);
    return null;
  }
  return { actor, parts };
}

function refuseWith(door: Door, reply: FastifyReply, refusal: Refusal): FastifyReply {
  door.metrics.refused(refusal.refused);
  return sendRefusal(reply, refusal);
}

/** The person behind the request; null for a guest. A token that is there must be good. */
async function identify(door: Door, request: FastifyRequest): Promise<Actor | Refusal | null> {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1];
  if (token === undefined) return refuse("token_invalid", { why: "send it as Bearer <token>." });
  const bearer = await door.authenticator.identify(token);
  return isRefusal(bearer) ? bearer : bearer.actor;
}

const needs: Readonly<Record<Role, string>> = {
  viewer: "viewers",
  creator: "creators",
  operator: "operators",
};

function refuseRole(route: Route, actor: Actor | null): Refusal | null {
  if (route.who === "anyone") return null;
  if (actor === null) return refuse("sign_in_required");
  if (route.who === "signed-in" || route.who === actor.role) return null;
  return refuse("forbidden", { needs: needs[route.who], role: actor.role });
}

function announceRate(reply: FastifyReply, rate: RateState): void {
  void reply.header("RateLimit-Policy", `"default";q=${rate.limit};w=60`);
  void reply.header("RateLimit", `"default";r=${rate.remaining};t=${rate.resetSeconds}`);
}

function sendAnswer(
  door: Door,
  route: Route,
  reply: FastifyReply,
  { answer, replayed }: Exclude<Reply<unknown>, Refusal>,
): FastifyReply {
  if (door.checkAnswers) route.answer.parse(answer);
  if (replayed) void reply.header("Idempotent-Replayed", "true");
  return reply
    .status(route.status ?? 200)
    .header("Cache-Control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(answer));
}
