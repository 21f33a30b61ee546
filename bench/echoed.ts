/** The client's side of the baseline: how long one message takes to be committed and echoed. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { WebSocket } from "ws";

export interface Echo extends AsyncDisposable {
  /** Sends as many bytes as a tap has; the milliseconds until they are back. */
  roundTripMs(): Promise<number>;
}

/** The bytes of a `gift.send` frame. */
const TAP_BYTES = 180;

export async function startEcho(databaseUrl: string): Promise<Echo> {
  const child = fork(path.join(import.meta.dirname, "echo.ts"), [databaseUrl]);
  const ended = once(child, "exit");
  const address = await Promise.race([
    once(child, "message").then(([said]) => String(said)),
    ended.then(() => Promise.reject(new Error("the echo ended before it listened"))),
  ]);
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, "open");
  const tap = "x".repeat(TAP_BYTES);
  // Echoes come back in the order of what was sent.
  const waiting: (() => void)[] = [];
  socket.on("message", () => waiting.shift()?.());
  return {
    async roundTripMs() {
      const sentAtMs = performance.now();
      const back = new Promise<void>((resolve) => waiting.push(resolve));
      socket.send(tap);
      await back;
      return performance.now() - sentAtMs;
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
