/**
 * What the command line says: results on standard output, everything else on standard error, colour
 * only where somebody sees it (Node itself heeds NO_COLOR). It never asks a question.
 */
import { styleText } from "node:util";

/** `styleText` knows NO_COLOR and whether anybody sees the stream. */
const paint = (style: "green" | "red" | "dim", text: string, stream: NodeJS.WriteStream) =>
  styleText(style, text, { stream });

export const good = (text: string): string => paint("green", text, process.stdout);
export const bad = (text: string): string => paint("red", text, process.stdout);
export const quiet = (text: string): string => paint("dim", text, process.stderr);

/** A sentence for the person at the terminal. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** The result: one JSON object, or lines for people. */
export function answer(asJson: boolean, result: object, lines: readonly string[]): void {
  const text = asJson ? JSON.stringify(result) : lines.join("\n");
  process.stdout.write(`${text}\n`);
}

const LINE_EVERY_MS = 2_000;
const REDRAW_EVERY_MS = 80;

export interface Progress {
  readonly tell: (done: number, of: number) => void;
  readonly end: () => void;
}

/** Progress of something long: one moving line on a terminal, a line every two seconds elsewhere. */
export function progress(what: string): Progress {
  const moving = process.stderr.isTTY === true;
  let toldAtMs = 0;
  let drawn = false;
  return {
    tell: (done, of) => {
      const nowMs = Date.now();
      if (nowMs - toldAtMs < (moving ? REDRAW_EVERY_MS : LINE_EVERY_MS) && done < of) return;
      toldAtMs = nowMs;
      const share = of === 0 ? 100 : Math.floor((done * 100) / of);
      const text = `${what}: ${done} of ${of} (${share} %)`;
      process.stderr.write(moving ? `\r\u001b[2K${quiet(text)}` : `${text}\n`);
      drawn = true;
    },
    end: () => {
      if (moving && drawn) process.stderr.write("\r\u001b[2K");
    },
  };
}
