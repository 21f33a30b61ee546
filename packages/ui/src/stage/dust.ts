/** What flies around a grand gift: confetti when it arrives, and a steady dust of its own kind. */
import type { Choreography } from "./choreography.ts";
import type { Burst } from "./particles.ts";

/** Strips and stars from the middle of the stage. */
export function arrivalOf(place: Pick<Burst, "x" | "y" | "colours">): readonly Burst[] {
  const common = { ...place, drag: 1.5 } as const;
  return [
    { ...common, count: 80, shape: "strip", speed: 760, size: 13, lifeMs: 2_400, gravity: 320 },
    { ...common, count: 34, shape: "star", speed: 520, size: 26, lifeMs: 1_700, gravity: 120 },
  ];
}

interface DustPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colours: readonly string[];
}

/** The steady dust of a grand gift, by its kind. */
export function dustOf(kind: Choreography["dust"], { x, y, size, colours }: DustPlace): Burst {
  const base = { x, y, colours, lifeMs: 1_500 } as const;
  switch (kind) {
    case "exhaust": {
      const back = { x: x - size * 0.38, y: y + size * 0.38, angle: Math.PI * 0.75, width: 0.7 };
      return {
        ...base,
        ...back,
        colours: colours.slice(0, 3),
        count: 14,
        shape: "dot",
        speed: size * 2.3,
        spread: 0.85,
        size: size * 0.05,
        lifeMs: 800,
        around: size * 0.12,
      };
    }
    case "orbit":
      return {
        ...base,
        count: 5,
        shape: "star",
        speed: size * 0.35,
        size: size * 0.05,
        around: size * 1.5,
        drag: 0.4,
      };
    case "petals":
      return {
        ...base,
        y: y - size * 0.9,
        count: 3,
        shape: "petal",
        speed: 30,
        size: size * 0.075,
        around: size * 2.4,
        gravity: 60,
        lifeMs: 3_000,
        drag: 0.3,
      };
    case "glints":
      return {
        ...base,
        count: 2,
        shape: "star",
        speed: 18,
        size: size * 0.13,
        around: size * 1.25,
        lifeMs: 1_100,
      };
    default:
      return {
        ...base,
        y: y + size * 0.3,
        count: 4,
        shape: "dot",
        speed: size * 1.2,
        size: size * 0.03,
        angle: -Math.PI / 2,
        width: 1.5,
        gravity: 200,
      };
  }
}
