/**
 * What goes wrong before or outside a handler, told like any refusal: requests that are no HTTP,
 * addresses that are no addresses, bodies too large or of another type, and our own faults.
 */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import {
  limits,
  problemOf,
  type Refusal,
  RefusalError,
  refusals,
  refuse,
} from "@largesse/protocol";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import type { Door } from "../door.ts";
import { refusalOfFault } from "../fault-refusal.ts";
import { loggablePath } from "../log.ts";
import { answerUnknown } from "./pages.ts";
import { sendRefusal } from "./refusing.ts";

/** What the framework calls it, and what we do. */
const refusalByCode: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: refuse("body_too_large", { bytesMax: limits.bodyBytesMax }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refuse("unsupported_media_type"),
  FST_ERR_CTP_INVALID_TYPE: refuse("unsupported_media_type"),
  FST_ERR_CTP_EMPTY_TYPE: refuse("unsupported_media_type"),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: refuse("malformed", { why: "its length is not as told." }),
  FST_ERR_BAD_URL: refuse("malformed", { why: "the address is not readable." }),
};

export function handleFaults(app: FastifyInstance, door: Door): void {
  app.setNotFoundHandler(answerUnknown);
  app.setErrorHandler((fault: FastifyError, request, reply) => {
    const refusal = refusalOf(fault);
    if (refusal === null) {
      const path = loggablePath(request.url);
      door.log.error({ err: fault, requestId: request.id, path }, "a request failed");
    }
    const told = refusal ?? refusalOfFault(fault);
    door.metrics.refused(told.refused);
    return sendRefusal(reply, told);
  });
}

function refusalOf(fault: FastifyError): Refusal | null {
  if (fault instanceof RefusalError) return fault.refusal;
  if (fault.code === "LARGESSE_UNREADABLE_BODY") return refuse("malformed", { why: fault.message });
  const known = refusalByCode[fault.code];
  if (known !== undefined) return known;
  const { statusCode } = fault;
  // The framework's remaining complaints are about what was sent, and say so by their status.
  const theirs = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return theirs ? refuse("malformed", { why: "it does not follow HTTP." }) : null;
}

/** An address the router cannot even read. */
export function refuseBrokenRequest(
  fault: FastifyError,
  _request: unknown,
  reply: FastifyReply,
): void {
  sendRefusal(reply, refusalOf(fault) ?? refuse("malformed", { why: "it is not readable." }));
}

/** Bytes that are no HTTP: there is no request to answer to, only a socket. */
export function refuseBrokenHttp(fault: Error & { code?: string }, socket: Socket): void {
  if (fault.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    fault.code === "HPE_HEADER_OVERFLOW"
      ? refuse("body_too_large", { bytesMax: limits.bodyBytesMax })
      : refuse("malformed", { why: "it is not HTTP, or came too slowly." });
  const { status } = refusals[refusal.refused];
  const body = JSON.stringify(problemOf(refusal));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
