/** `GET /v1/overlay/{token}/events`: all an overlay needs, for a browser source that knows one address. */
import { isRefusal, refuse } from "@largesse/protocol";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Door } from "../door.ts";
import { openEventStream, readLastEventId } from "./event-session.ts";
import { sendRefusal } from "./refusing.ts";

const Params = z.object({ token: z.string().max(100) });
/** A source that had to be opened anew cannot send the header: it says its last id here. */
const Query = z.object({ after: z.string().max(100).optional().catch(undefined) });

export function bindOverlayEvents(app: FastifyInstance, door: Door): void {
  app.get("/v1/overlay/:token/events", async (request, reply) => {
    const rate = door.rates.take(request.ip);
    if (!rate.allowed) {
      return sendRefusal(reply, refuse("rate_limited", { seconds: rate.resetSeconds }));
    }
    if (door.connections.isFull()) return sendRefusal(reply, refuse("server_busy"));
    const { token } = Params.parse(request.params);
    const view = await door.overlayStreams.view(token);
    if (isRefusal(view)) return sendRefusal(reply, view);
    // A stream without a body would never end.
    if (request.method === "HEAD") return reply.type("text/event-stream; charset=utf-8").send();
    const { after } = Query.parse(request.query);
    const last = readLastEventId(request.headers["last-event-id"] ?? after);
    const session = openEventStream(door, reply, {
      counted: false,
      onClose: (closed) => door.overlayStreams.close(closed),
    });
    await door.overlayStreams.open(session, token, view, last);
    return reply;
  });
}
