/** `GET /v1/streams/{id}/events` for those who ask for `text/event-stream`: the room, as it happens. */
import { isRefusal, refuse } from "@largesse/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Door } from "../door.ts";
import { openEventStream, readLastEventId } from "./event-session.ts";
import type { RequestParts } from "./read-request.ts";
import { sendRefusal } from "./refusing.ts";

const Asked = z.object({
  params: z.object({ stream: z.templateLiteral(["str_", z.string()]) }),
  query: z.object({ after: z.int().optional() }),
});

/** Whoever asks for the head alone gets a page's: a stream without a body would never end. */
export function wantsEvents(request: FastifyRequest): boolean {
  if (request.method === "HEAD") return false;
  return request.headers.accept?.includes("text/event-stream") === true;
}

export async function serveEvents(
  door: Door,
  parts: RequestParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { params, query } = Asked.parse(parts);
  if (door.connections.isFull()) return sendRefusal(reply, refuse("server_busy"));
  // Asked before the stream is opened: afterwards there is no status left to refuse with.
  const found = await door.economy.handlers.getStream(null, { params });
  if (isRefusal(found)) return sendRefusal(reply, found);
  const last = readLastEventId(request.headers["last-event-id"]);
  const session = openEventStream(door, reply, { counted: true, onClose: () => {} });
  const position = { stream: params.stream, ...(last ?? { after: query.after }) };
  const refusal = await door.hub.join(session, position, () => {});
  if (refusal !== null) door.hub.letGo(session, 1008, refusal.refused);
  return reply;
}
