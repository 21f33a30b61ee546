/**
 * One socket to the house: commands with their answers, and the events of the rooms it joined.
 *
 * Written from docs/spec/socket.md alone. It never reconnects by itself: whoever holds it decides
 * when the line is cut and from where a new one goes on.
 */
import { type ClientFrame, type RoomEvent, ServerFrame, SOCKET_PROTOCOL } from "@largesse/protocol";
import type { Outcome } from "./notebook.ts";

type Command = ClientFrame extends infer F ? (F extends unknown ? Omit<F, "id"> : never) : never;

const WAIT_MS_MAX = 15_000;

export interface Line {
  /** Sends a command and waits for its answer; "nothing" when the line ends first. */
  command(frame: Command): Promise<Outcome>;
  /** Whether it still stands. */
  isOpen(): boolean;
  /** Cuts it, without a goodbye. */
  cut(): void;
}

/** Opens a line and says hello. */
export async function openLine(
  baseUrl: string,
  token: string | null,
  onEvent: (event: RoomEvent) => void = () => {},
): Promise<Line> {
  const socket = new WebSocket(`${baseUrl.replace(/^http/, "ws")}/v1/socket`, SOCKET_PROTOCOL);
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let id = 0;
  const end = (why: string) => {
    for (const [key, answer] of waiting) {
      waiting.delete(key);
      answer({ heard: "nothing", why });
    }
  };
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no socket at ${baseUrl}`));
  });
  socket.onerror = () => end("the line broke");
  socket.onclose = ({ code }) => end(`the line was closed with ${code}`);
  socket.onmessage = ({ data }) => {
    const frames: unknown = JSON.parse(String(data));
    for (const value of Array.isArray(frames) ? frames : [frames]) {
      const frame = ServerFrame.parse(value);
      if (frame.type === "event") onEvent(frame.event);
      const outcome = outcomeOf(frame);
      if (outcome === null || !("id" in frame)) continue;
      waiting.get(Number(frame.id))?.(outcome);
      waiting.delete(Number(frame.id));
    }
  };
  const command = (frame: Command) =>
    new Promise<Outcome>((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve({ heard: "nothing", why: "closed" });
      id += 1;
      const mine = id;
      const timer = setTimeout(() => {
        waiting.delete(mine);
        resolve({ heard: "nothing", why: "no answer in time" });
      }, WAIT_MS_MAX);
      waiting.set(mine, (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
      socket.send(JSON.stringify({ ...frame, id: mine }));
    });
  const hello = await command({ type: "hello", ...(token === null ? {} : { token }) });
  if (hello.heard !== "answer") throw new Error(`hello: ${JSON.stringify(hello)}`);
  return { command, isOpen: () => socket.readyState === WebSocket.OPEN, cut: () => socket.close() };
}

function outcomeOf(frame: ServerFrame): Outcome | null {
  if (frame.type === "answer") return { heard: "answer", answer: frame.result, replayed: false };
  if (frame.type !== "refused") return null;
  return { heard: "refusal", problem: frame.problem, replayed: false };
}
