/** The way over the socket: one line a person, opened when it is needed and again after it was cut. */
import type { ClientFrame } from "@largesse/protocol";
import { type Line, openLine } from "./line.ts";
import type { Outcome } from "./notebook.ts";

type GiftFrame = Omit<Extract<ClientFrame, { type: "gift.send" }>, "id">;

export interface Road {
  /** Sends and waits; with `hangUpMs` the line is cut after that long, whatever was heard. */
  send(frame: GiftFrame, hangUpMs: number | null): Promise<Outcome>;
  close(): Promise<void>;
}

/** A road for one person; the house may have moved whenever a line is opened. */
export function createRoad(baseUrl: () => string, token: string): Road {
  let opening: Promise<Line> | null = null;
  async function line(): Promise<Line> {
    const known = await opening?.catch(() => null);
    if (known?.isOpen()) return known;
    opening = openLine(baseUrl(), token);
    return await opening;
  }
  return {
    async send(frame, hangUpMs) {
      try {
        const open = await line();
        const answered = open.command(frame);
        if (hangUpMs !== null) setTimeout(() => open.cut(), hangUpMs);
        return await answered;
      } catch (error) {
        return { heard: "nothing", why: String(error) };
      }
    },
    async close() {
      (await opening?.catch(() => null))?.cut();
    },
  };
}
