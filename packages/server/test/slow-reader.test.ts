/** A reader who stops reading, on real sockets: what the network takes no more is bounded here. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { limits, type RoomEvent, type Stream } from "@largesse/protocol";
import { createRoomHub, systemClock } from "@largesse/realtime";
import { WebSocket, WebSocketServer } from "ws";
import { SocketSession } from "../src/ws/socket-session.ts";

const STREAM = "str_01jd0000000000000000000000";
const EVENTS = 60_000;
const A_BATCH = 500;

function eventNumbered(seq: number): RoomEvent {
  const sender = { id: "vwr_1", name: "Ana", avatar: null };
  const data = { id: `msg_${seq}`, sender, text: "x".repeat(200), kind: "chat" } as const;
  return {
    type: "message.sent",
    stream: STREAM,
    seq,
    epoch: "e1",
    at: "2026-01-01T00:00:00.000Z",
    data,
  };
}

const snapshot: Stream = {
  id: STREAM,
  title: "A stream",
  creator: { id: "crt_1", name: "Mira", avatar: null },
  state: "live",
  scene: "dawn",
  hls: null,
  startedAt: "2026-01-01T00:00:00.000Z",
  endedAt: null,
  seq: 0,
  epoch: "e1",
  viewers: 0,
  coins: 0,
};

/** A room on real sockets whose journal is only what is published. */
async function openRoom() {
  const hub = createRoomHub({
    loadEvents: async () => ({ events: [], head: 0, epoch: "e1" }),
    headsOf: async () => new Map(),
    loadStream: async () => snapshot,
    clock: systemClock,
    limits,
    onFault: (fault) => assert.fail(String(fault)),
  });
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return {
    hub,
    async reader(): Promise<{ client: WebSocket; session: SocketSession }> {
      const accepted = once(sockets, "connection");
      const client = new WebSocket(url);
      const [socket] = (await accepted) as [WebSocket];
      if (client.readyState !== WebSocket.OPEN) await once(client, "open");
      const session = new SocketSession(socket, hub, systemClock);
      socket.on("close", () => hub.leaveAll(session));
      await hub.join(session, { stream: STREAM }, () => {});
      return { client, session };
    },
    close() {
      hub.stop();
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

test("[G15.20] who stops reading is let go; nobody else notices, and little is kept", async () => {
  const room = await openRoom();
  const stalled = await room.reader();
  const quick = await room.reader();
  stalled.client.pause();
  let last = 0;
  quick.client.on("message", (data) => {
    const frames = [JSON.parse(String(data))].flat() as { event?: RoomEvent }[];
    for (const { event } of frames) {
      if (event === undefined) continue;
      assert.equal(event.seq, last + 1);
      last = event.seq;
    }
  });
  let waitingMax = 0;
  for (let seq = 1; seq <= EVENTS; seq += A_BATCH) {
    room.hub.publish(Array.from({ length: A_BATCH }, (_, index) => eventNumbered(seq + index)));
    await new Promise((resolve) => setTimeout(resolve, limits.tickMs + 2));
    waitingMax = Math.max(waitingMax, stalled.session.bufferedBytes());
  }
  while (last < EVENTS) await once(quick.client, "message");
  assert.ok(waitingMax > 0, "the stalled reader was never behind: publish more");
  assert.ok(waitingMax <= limits.sessionBytesMax + 1_024, `${waitingMax} bytes waited`);
  assert.equal(room.hub.presence(STREAM), 1);
  stalled.client.terminate();
  quick.client.terminate();
  room.close();
});
