/**
 * The baseline of a tap, in a process of its own like the house: a bare WebSocket server that commits
 * one small row and sends back what it was sent. Ends with whoever started it.
 */
import { once } from "node:events";
import { type WebSocket, WebSocketServer } from "ws";
import { type LeastCommit, openLeastCommit } from "./sql/least-commit.ts";

async function main(url: string): Promise<void> {
  const least = await openLeastCommit(url);
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await once(server, "listening");
  // One connection commits one row after the other, whatever comes at once.
  let tail = Promise.resolve();
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      tail = tail.then(() => echo(socket, data as Buffer, least));
    });
  });
  process.once("disconnect", () => process.exit(0));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  process.send?.(`ws://127.0.0.1:${address.port}`);
}

async function echo(socket: WebSocket, data: Buffer, least: LeastCommit): Promise<void> {
  await least.commit();
  socket.send(data);
}

await main(process.argv[2] ?? "");
