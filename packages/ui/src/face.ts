/**
 * A face from an id, as plain shapes: the same person looks the same in React pages and on the
 * overlay, and nobody needs a photo.
 */
import { hashOf } from "./hash.ts";

export interface Shape {
  readonly tag: "rect" | "circle" | "path";
  readonly attributes: Readonly<Record<string, string | number>>;
}
export interface Face {
  readonly ground: readonly Shape[];
  readonly head: readonly Shape[];
  readonly headTransform: string;
}

const PALETTES = [
  ["#ffd9a0", "#7a3bd1"],
  ["#ffc1cf", "#d2336b"],
  ["#bfe6ff", "#1769aa"],
  ["#c9f2dc", "#0c7a58"],
  ["#e3d4ff", "#4b2aa8"],
  ["#ffe08a", "#b3501b"],
  ["#ffb9a8", "#8f2346"],
  ["#d4ecb8", "#3e6b12"],
  ["#b9f0ef", "#0c6b74"],
  ["#f4c9f2", "#8a2f9c"],
] as const;
const MOUTHS = [
  "M13 22.5c2 2.4 8 2.4 10 0",
  "M13.5 22c1.6 3.4 7.4 3.4 9 0z",
  "M15 23.5c2 1.2 4 1.2 6 0",
  "M16.2 23a1.8 1.6 0 103.6 0 1.8 1.6 0 10-3.6 0z",
] as const;
const INK = "#2a1f3d";

/** Two colours, a tilted head, eyes and a mouth, in a square of 36. */
export function faceOf(id: string): Face {
  const hash = hashOf(id);
  const [skin, cloth] = PALETTES[hash % PALETTES.length] ?? PALETTES[0];
  const [, halo] = PALETTES[(hash >> 4) % PALETTES.length] ?? PALETTES[1];
  const tilt = ((hash >> 8) % 31) - 15;
  const shift = ((hash >> 13) % 9) - 4;
  return {
    ground: [
      { tag: "rect", attributes: { width: 36, height: 36, fill: cloth } },
      {
        tag: "circle",
        attributes: { cx: hash % 36, cy: (hash >> 6) % 14, r: 13, fill: halo, opacity: 0.55 },
      },
    ],
    headTransform: `translate(${shift} ${4 + Math.abs(shift)}) rotate(${tilt} 18 18)`,
    head: [
      {
        tag: "rect",
        attributes: { x: 3, y: 3, width: 30, height: 40, rx: 10 + ((hash >> 17) % 9), fill: skin },
      },
      eye(11.4),
      eye(21.9),
      mouthOf(hash >> 21),
    ],
  };
}

function eye(x: number): Shape {
  return { tag: "rect", attributes: { x, y: 14, width: 2.7, height: 4, rx: 1.35, fill: INK } };
}

function mouthOf(number: number): Shape {
  const d = MOUTHS[number % MOUTHS.length] ?? MOUTHS[0];
  const filled = d.endsWith("z");
  const line = { fill: "none", stroke: INK, "stroke-width": 1.5, "stroke-linecap": "round" };
  return { tag: "path", attributes: { d, ...(filled ? { fill: INK } : line) } };
}
