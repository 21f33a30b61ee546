/**
 * How each grand gift comes, stays and goes. All of it eased over many frames; brightness changes
 * over 350 ms and more, so that nothing flashes.
 */
export interface Choreography {
  readonly from: Keyframe;
  /** One cycle while it stays, back and forth. */
  readonly hold: readonly Keyframe[];
  readonly holdMs: number;
  readonly to: Keyframe;
  /** Where its dust comes from and goes to. */
  readonly dust: "fountain" | "exhaust" | "orbit" | "petals" | "glints";
}

const classic: Choreography = {
  from: { translate: "0 36%", scale: 0.15, rotate: "-18deg" },
  hold: [
    { translate: "0 -1.5%", rotate: "-2deg" },
    { translate: "0 1.5%", rotate: "2deg" },
  ],
  holdMs: 1_500,
  to: { scale: 1.35 },
  dust: "fountain",
};

const own: Readonly<Record<string, Choreography>> = {
  rocket: {
    from: { translate: "-130% 130%", scale: 0.5, rotate: "-8deg" },
    hold: [
      { translate: "-0.6% 0.8%", rotate: "-0.6deg" },
      { translate: "0.8% -0.6%", rotate: "0.6deg" },
    ],
    holdMs: 190,
    to: { translate: "190% -190%", scale: 0.7 },
    dust: "exhaust",
  },
  galaxy: {
    from: { scale: 0.04, rotate: "-300deg" },
    hold: [{ rotate: "0deg" }, { rotate: "16deg" }],
    holdMs: 3_600,
    to: { scale: 0.05, rotate: "150deg" },
    dust: "orbit",
  },
  "shiny-diamond": {
    from: { translate: "0 -120%", scale: 0.6, transform: "perspective(600px) rotateY(540deg)" },
    hold: [
      { transform: "perspective(600px) rotateY(-14deg)", translate: "0 -1%" },
      { transform: "perspective(600px) rotateY(14deg)", translate: "0 1%" },
    ],
    holdMs: 1_700,
    to: { translate: "0 -40%", scale: 1.1 },
    dust: "glints",
  },
  "drama-queen": {
    from: { translate: "0 110%", scale: 0.7, rotate: "24deg" },
    hold: [
      { rotate: "-5deg", translate: "-1.5% 0" },
      { rotate: "5deg", translate: "1.5% 0" },
    ],
    holdMs: 1_250,
    to: { translate: "0 90%", rotate: "-14deg" },
    dust: "petals",
  },
};

/** The gift's own entrance, or the classic one. */
export function choreographyOf(gift: string): Choreography {
  return own[gift] ?? classic;
}
