/** Landscapes as paths: the same seed draws the same hills. On a sheet of 1600 by 900. */
import { scatter } from "@largesse/ui";

export const SHEET = { width: 1600, height: 900 } as const;
/** Layers drift sideways, so they reach beyond the sheet on both sides. */
const BLEED = 120;

export interface RidgeShape {
  /** Where the ridge lies, and how far it rises and falls. */
  readonly y: number;
  readonly height: number;
  /** Distance between two turns. */
  readonly step: number;
  /** Straight edges for rock, curves for hills and waves. */
  readonly sharp?: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointsOf(seed: number, shape: RidgeShape): Point[] {
  const random = scatter(seed);
  const points: Point[] = [];
  for (let x = -BLEED; x <= SHEET.width + BLEED; x += shape.step * (0.7 + random() * 0.6)) {
    points.push({ x, y: shape.y + (random() - 0.5) * 2 * shape.height });
  }
  points.push({ x: SHEET.width + BLEED, y: shape.y });
  return points;
}

/** A filled ridge down to the foot of the sheet. */
export function ridge(seed: number, shape: RidgeShape): string {
  const points = pointsOf(seed, shape);
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${-BLEED} ${SHEET.height}L${at(first)}`;
  let last = first;
  for (const point of rest) {
    const middle = { x: (last.x + point.x) / 2, y: (last.y + point.y) / 2 };
    path += shape.sharp ? `L${at(point)}` : `Q${at(last)} ${at(middle)}`;
    last = point;
  }
  return `${path}L${at(last)}L${SHEET.width + BLEED} ${SHEET.height}z`;
}

/** Pines along a line, the nearer the larger. */
export function pines(
  seed: number,
  shape: { readonly y: number; readonly height: number; readonly step: number },
): string {
  const random = scatter(seed);
  let path = "";
  for (let x = -BLEED; x < SHEET.width + BLEED; x += shape.step * (0.5 + random())) {
    const height = shape.height * (0.55 + random() * 0.75);
    const half = height * 0.2;
    const foot = shape.y + random() * 26;
    path += `M${x.toFixed(0)} ${(foot - height).toFixed(0)}`;
    for (const [out, down] of [
      [0.55, 0.4],
      [0.3, 0.4],
      [0.8, 0.7],
      [0.45, 0.7],
      [1, 1],
    ] as const) {
      path += `L${(x + half * out).toFixed(0)} ${(foot - height + height * down).toFixed(0)}`;
    }
    path += `L${(x - half).toFixed(0)} ${foot.toFixed(0)}`;
    for (const [out, down] of [
      [0.45, 0.7],
      [0.8, 0.7],
      [0.3, 0.4],
      [0.55, 0.4],
    ] as const) {
      path += `L${(x - half * out).toFixed(0)} ${(foot - height + height * down).toFixed(0)}`;
    }
    path += "z";
  }
  return `${path}M${-BLEED} ${shape.y + 10}h${SHEET.width + 2 * BLEED}v${SHEET.height - shape.y}h${-SHEET.width - 2 * BLEED}z`;
}

/** A skyline of towers; the windows are a path of their own, to be lit. */
export function towers(
  seed: number,
  shape: { readonly y: number; readonly height: number; readonly width: number },
) {
  const random = scatter(seed);
  let walls = "";
  let windows = "";
  for (let x = -BLEED; x < SHEET.width + BLEED; ) {
    const width = shape.width * (0.6 + random());
    const top = shape.y - shape.height * random() ** 1.6;
    walls += `M${x.toFixed(0)} ${SHEET.height}V${top.toFixed(0)}h${width.toFixed(0)}V${SHEET.height}z`;
    if (random() < 0.3)
      walls += `M${(x + width / 2 - 2).toFixed(0)} ${(top - 46).toFixed(0)}h4v50h-4z`;
    for (let wy = top + 16; wy < 820; wy += 26) {
      for (let wx = x + 12; wx < x + width - 14; wx += 20) {
        if (random() < 0.34) windows += `M${wx.toFixed(0)} ${wy.toFixed(0)}h8v12h-8z`;
      }
    }
    x += width + 6 * random();
  }
  return { walls, windows };
}

function at(point: Point): string {
  return `${point.x.toFixed(0)} ${point.y.toFixed(0)}`;
}
