/**
 * Somebody who watches a room with a bad connection: their line is cut again and again, and they go
 * on from the last event they saw. In the end they must have seen everything, once, in order (I28).
 */
import type { RoomEvent } from "@largesse/protocol";
import type { Dice } from "./dice.ts";
import { finding } from "./judge-books.ts";
import { type Line, openLine } from "./line.ts";
import type { Finding, RoomExport } from "./notebook.ts";

export interface Watcher {
  /** Leaves; judges what was seen against what happened. */
  leave(rooms: readonly RoomExport[]): Promise<Finding[]>;
}

const PATIENCE_MS = 5_000;

/** Watches until it is told to leave, cutting its own line every few events. */
export function watchRoom(baseUrl: string, stream: string, dice: Dice): Watcher {
  const seen: RoomEvent[] = [];
  let line: Line | null = null;
  let left = false;
  let untilCut = dice.int(5, 40);
  const see = (event: RoomEvent) => {
    seen.push(event);
    untilCut -= 1;
    if (untilCut > 0) return;
    untilCut = dice.int(5, 60);
    line?.cut();
  };
  const connected = (async () => {
    while (!left) {
      line = await joinRoom(baseUrl, stream, seen.at(-1), see).catch(() => null);
      while (!left && line?.isOpen()) await pause(20);
      await pause(20);
    }
    line?.cut();
  })();
  return {
    async leave(rooms) {
      const events = rooms.find((room) => room.stream.id === stream)?.events ?? [];
      const until = Date.now() + PATIENCE_MS;
      while ((seen.at(-1)?.seq ?? 0) < events.length && Date.now() < until) await pause(20);
      left = true;
      await connected;
      return compare(stream, seen, events);
    },
  };
}

async function joinRoom(
  baseUrl: string,
  stream: string,
  last: RoomEvent | undefined,
  see: (event: RoomEvent) => void,
): Promise<Line> {
  // Events on their way over an older line must not be mixed with those of the new one.
  let current = true;
  const line = await openLine(baseUrl, null, (event) => {
    if (current) see(event);
  });
  const from = last === undefined ? { after: 0 } : { after: last.seq, epoch: last.epoch };
  const joined = await line.command({ type: "join", stream: stream as `str_${string}`, ...from });
  if (joined.heard !== "answer") line.cut();
  return {
    ...line,
    cut: () => {
      current = false;
      line.cut();
    },
  };
}

function compare(
  stream: string,
  seen: readonly RoomEvent[],
  events: readonly RoomEvent[],
): Finding[] {
  const findings: Finding[] = [];
  for (const [place, event] of seen.entries()) {
    if (event.seq === place + 1) continue;
    const says = `a watcher saw ${event.seq} after ${seen[place - 1]?.seq ?? 0}`;
    findings.push(finding("I28", stream, says));
    break;
  }
  if (seen.length !== events.length) {
    const says = `a watcher saw ${seen.length} of ${events.length} events`;
    findings.push(finding("I28", stream, says));
  }
  const other = seen.find(
    (event, place) => JSON.stringify(event) !== JSON.stringify(events[place]),
  );
  if (other !== undefined && findings.length === 0) {
    findings.push(
      finding("I28", `${stream} ${other.seq}`, "was pushed otherwise than it is listed"),
    );
  }
  return findings;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
