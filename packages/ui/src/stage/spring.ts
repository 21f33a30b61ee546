/**
 * Springs for gifts: a damped oscillator sampled into a CSS `linear()` easing, so that the
 * compositor plays it and no script runs per frame.
 */
export interface Spring {
  readonly easing: string;
  readonly durationMs: number;
}

const SAMPLES = 48;
/** Movement below this share of the way is invisible: the spring counts as at rest. */
const REST = 0.002;

/** `bounce` 0 settles without overshoot, 0.6 swings; `periodMs` is one swing of it undamped. */
export function springOf(bounce: number, periodMs: number): Spring {
  const damping = 1 - Math.min(Math.max(bounce, 0), 0.95);
  const omega = (2 * Math.PI) / periodMs;
  const durationMs = Math.round(-Math.log(REST) / (damping * omega));
  const points: string[] = [];
  for (let index = 0; index <= SAMPLES; index++) {
    const at = positionAt((index / SAMPLES) * durationMs, damping, omega);
    points.push(index === SAMPLES ? "1" : at.toFixed(4));
  }
  return { easing: `linear(${points.join(", ")})`, durationMs };
}

function positionAt(ms: number, damping: number, omega: number): number {
  const decay = Math.exp(-damping * omega * ms);
  if (damping >= 1) return 1 - decay * (1 + omega * ms);
  const swing = omega * Math.sqrt(1 - damping * damping);
  return 1 - decay * (Math.cos(swing * ms) + ((damping * omega) / swing) * Math.sin(swing * ms));
}
