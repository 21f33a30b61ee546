/**
 * A server of the test's own: real HTTP and real sockets on a free port, and what it answers is the
 * test's to say. It knows the table of calls, so that a request it cannot name fails the test.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type RouteName, routes } from "@largesse/protocol";
import { type WebSocket, WebSocketServer } from "ws";

export interface Asked {
  readonly name: RouteName;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface Told {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Cut the connection instead of answering. */
  readonly cut?: true;
  /** Send this text instead of JSON. */
  readonly text?: string;
}

export type Frame = Record<string, unknown> & { readonly type: string };

export interface DoorScript {
  readonly answer?: (asked: Asked, count: number) => Told | Promise<Told>;
  readonly frame?: (frame: Frame, socket: Talk) => void;
  readonly refuseSockets?: () => boolean;
}

/** One socket, as the script sees it. */
export interface Talk {
  readonly number: number;
  say(...frames: unknown[]): void;
  answer(frame: Frame, result: unknown): void;
  cut(): void;
}

export interface Door extends AsyncDisposable {
  readonly baseUrl: string;
  readonly asked: Asked[];
  readonly frames: Frame[];
  sockets(): number;
}

export async function openDoor(script: DoorScript): Promise<Door> {
  const asked: Asked[] = [];
  const frames: Frame[] = [];
  const server = createServer((request, response) => {
    void handleRequest(request, response, { asked, script });
  });
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: ([first]) => first ?? false,
  });
  let opened = 0;
  server.on("upgrade", (request, socket, head) => {
    if (script.refuseSockets?.()) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const talk = talkOf(ws, ++opened);
      ws.on("message", (data) => {
        const frame = JSON.parse(String(data)) as Frame;
        frames.push(frame);
        script.frame?.(frame, talk);
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    frames,
    sockets: () => opened,
    [Symbol.asyncDispose]: async () => {
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function talkOf(ws: WebSocket, number: number): Talk {
  const say = (...said: unknown[]) => ws.send(JSON.stringify(said.length === 1 ? said[0] : said));
  return {
    number,
    say,
    answer: (frame, result) => say({ type: "answer", id: frame.id, ok: true, result }),
    cut: () => ws.terminate(),
  };
}

async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { asked, script }: { asked: Asked[]; script: DoorScript },
): Promise<void> {
  const url = new URL(request.url ?? "", "http://door");
  const name = nameOf(request.method ?? "", url.pathname);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const one = { name, url, headers: request.headers, body: text === "" ? null : JSON.parse(text) };
  asked.push(one);
  const told = (await script.answer?.(one, asked.length)) ?? {};
  if (told.cut) {
    request.socket.destroy();
    return;
  }
  response.writeHead(told.status ?? 200, { "content-type": "application/json", ...told.headers });
  response.end(told.text ?? JSON.stringify(told.body ?? {}));
}

function nameOf(method: string, path: string): RouteName {
  for (const [name, route] of Object.entries(routes)) {
    const pattern = new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`);
    if (route.method === method && pattern.test(path)) return name as RouteName;
  }
  throw new Error(`No call is ${method} ${path}`);
}
