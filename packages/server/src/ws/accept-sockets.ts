/**
 * The socket's doorstep: who may open a WebSocket at all, decided before a byte of it is spoken.
 *
 * No compression: a small frame can be a large bomb, and memory for 20,000 compressors is better
 * spent. A page from an unknown origin is refused, although no cookie would come with it.
 */

import type { Server } from "node:http";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import {
  limits,
  problemOf,
  type Refusal,
  refusals,
  refuse,
  SOCKET_PROTOCOL,
} from "@largesse/protocol";
import { WebSocketServer } from "ws";
import type { Door } from "../door.ts";
import { originsOf, refusedOrigin } from "../http/origins.ts";
import { converse } from "./converse.ts";

const SOCKET_PATH = "/v1/socket";

export function acceptSockets(server: Server, door: Door): void {
  const origins = originsOf({
    publicUrl: door.publicUrl,
    allowedOrigins: door.config.allowedOrigins,
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: () => SOCKET_PROTOCOL,
  });
  server.on("upgrade", (request, stream: Duplex, head) => {
    stream.on("error", () => stream.destroy());
    const refusal = refuseUpgrade(door, request, origins);
    if (refusal !== null) {
      refuseStream(stream, refusal);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => converse(door, socket));
  });
}

function refuseUpgrade(
  door: Door,
  request: IncomingMessage,
  origins: ReadonlySet<string>,
): Refusal | null {
  if (request.url?.split("?", 1)[0] !== SOCKET_PATH) return refuse("not_found");
  if (door.state.stopping) return refuse("server_stopping");
  if (door.connections.isFull()) return refuse("server_busy");
  const origin = refusedOrigin(origins, request.headers);
  if (origin !== null) return refuse("origin_refused", { origin });
  const offered = request.headers["sec-websocket-protocol"];
  if (
    offered !== undefined &&
    !offered.split(",").some((name) => name.trim() === SOCKET_PROTOCOL)
  ) {
    return refuse("malformed", { why: `the subprotocol here is ${SOCKET_PROTOCOL}.` });
  }
  return null;
}

function refuseStream(stream: Duplex, refusal: Refusal): void {
  const { status } = refusals[refusal.refused];
  const body = JSON.stringify(problemOf(refusal));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 503 ? ["Retry-After: 1"] : []),
    "Connection: close",
  ];
  stream.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
