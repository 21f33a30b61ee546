/** What every act of the stage is given: where to draw, dust to throw, time, and how lively to be. */
import type { Particles } from "./particles.ts";
import { springOf } from "./spring.ts";

export interface Scenery {
  readonly root: HTMLElement;
  readonly particles: Particles;
  /** Fades only: nothing moves, nothing flies. */
  readonly still: () => boolean;
  /** Runs something later, unless the stage is gone by then. Answers how to call it off. */
  readonly later: (delayMs: number, then: () => void) => () => void;
}

export const springs = {
  /** Chips, counters: quick, one swing. */
  pop: springOf(0.45, 320),
  /** Cards and banners: arrives with weight. */
  enter: springOf(0.32, 460),
  /** Grand gifts: slow and proud. */
  grand: springOf(0.4, 720),
} as const;

const FADE_MS = 240;

/** A spring from somewhere to where the element is; a fade when the stage is still. */
export function enter(
  scenery: Scenery,
  element: HTMLElement,
  from: Keyframe,
  spring: keyof typeof springs,
): void {
  if (scenery.still()) {
    element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
    return;
  }
  const { easing, durationMs } = springs[spring];
  element.animate(
    [{ opacity: 0, offset: 0 }, { opacity: 1, offset: 0.18 }, { opacity: 1 }],
    durationMs,
  );
  const { opacity: _, ...movement } = from;
  element.animate([movement, {}], { duration: durationMs, easing });
}

/** Leaves to somewhere and is removed; answers when it is gone. */
export async function leave(
  scenery: Scenery,
  element: HTMLElement,
  to: Keyframe,
  durationMs: number,
): Promise<void> {
  const frames = scenery.still() ? [{ opacity: 0 }] : [{ ...to, opacity: 0 }];
  const animation = element.animate(frames, {
    duration: scenery.still() ? FADE_MS : durationMs,
    easing: "cubic-bezier(0.5, 0, 0.8, 0.3)",
    fill: "forwards",
  });
  await animation.finished.catch(() => undefined);
  element.remove();
}

/** A swelling that settles: what a counter does when it grows. Never a blink. */
export function swell(scenery: Scenery, element: HTMLElement, by: number): void {
  if (scenery.still()) return;
  const { easing, durationMs } = springs.pop;
  element.animate([{ scale: by }, { scale: 1 }], { duration: durationMs, easing });
}

/** The middle of an element in the stage's own coordinates. */
export function centreOf(scenery: Scenery, element: HTMLElement): { x: number; y: number } {
  const stage = scenery.root.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  return { x: box.left - stage.left + box.width / 2, y: box.top - stage.top + box.height / 2 };
}
