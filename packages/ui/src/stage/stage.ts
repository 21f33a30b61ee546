/**
 * The gift stage: room events in, entrances on screen. Used by the live room and by the overlay.
 *
 * Small gifts drift and pile, middle ones pop a card, large ones ride a ribbon, grand ones take the
 * stage. Every lane is bounded; what does not fit joins the small gifts' counter. Reduced motion
 * means fades only. The element stays transparent, so that OBS can lay it over anything. It is
 * hidden from assistive technology: the page around it announces gifts in words.
 */
import type { RoomEvent } from "@largesse/protocol";
import { Banners } from "./banner.ts";
import { Cards } from "./card.ts";
import { Drift } from "./drift.ts";
import { type Entrance, entranceOf } from "./entrance.ts";
import { Grand } from "./grand.ts";
import { Lane, type LaneLimits } from "./lane.ts";
import { make } from "./make.ts";
import { Particles } from "./particles.ts";
import type { Scenery } from "./scenery.ts";

export interface GiftStageOptions {
  /** Fades only. As the device has it unless told. */
  readonly reducedMotion?: boolean;
  /** How time passes; the browser's timers unless told. Answers how to call it off. */
  readonly wait?: (delayMs: number, then: () => void) => () => void;
}

export interface GiftStage {
  /** Shows a room's event; those that are no gifts show nothing. */
  readonly show: (event: RoomEvent) => void;
  /** Empties the stage and takes it out of its element. */
  readonly close: () => void;
}

/** About half a minute of grand gifts may wait; later ones would arrive when nobody remembers. */
const GRAND: LaneLimits = { slots: 1, waitingMax: 8 };
const LARGE: LaneLimits = { slots: 1, waitingMax: 6 };
const MEDIUM: LaneLimits = { slots: 2, waitingMax: 10 };

interface Act {
  readonly show: (entrance: Entrance) => void;
  readonly grow: (entrance: Entrance) => void;
}

/** Puts a stage into an element, which must be positioned. */
export function createGiftStage(element: HTMLElement, options: GiftStageOptions = {}): GiftStage {
  const canvas = document.createElement("canvas");
  canvas.className = "gs-dust";
  const root = make("div", "gs", canvas);
  root.setAttribute("aria-hidden", "true");
  element.append(root);
  const timers = createTimers(options.wait ?? browserWait);
  const device = matchMedia("(prefers-reduced-motion: reduce)");
  const particles = new Particles(canvas);
  const scenery: Scenery = {
    root,
    particles,
    still: () => options.reducedMotion ?? device.matches,
    later: timers.later,
  };
  const drift = new Drift(scenery);
  const perform = (limits: LaneLimits, build: (left: (key: string) => void) => Act) =>
    createPerformer({ limits, build, spill: (entrance) => drift.show(entrance) });
  const acts = {
    small: (entrance: Entrance) => drift.show(entrance),
    medium: perform(MEDIUM, (left) => new Cards(scenery, left)),
    large: perform(LARGE, (left) => new Banners(scenery, left)),
    grand: perform(GRAND, (left) => new Grand(scenery, left)),
  };
  return {
    show: (event) => {
      const entrance = entranceOf(event);
      if (entrance !== null) acts[entrance.gift.tier](entrance);
    },
    close: () => {
      timers.close();
      particles.clear();
      root.remove();
    },
  };
}

/** Joins a lane's verdicts with the act that performs them. */
function createPerformer(parts: {
  readonly limits: LaneLimits;
  readonly build: (left: (key: string) => void) => Act;
  readonly spill: (entrance: Entrance) => void;
}): (entrance: Entrance) => void {
  const lane = new Lane(parts.limits);
  const act = parts.build((key) => {
    const next = lane.leave(key);
    if (next !== null) act.show(next);
  });
  return (entrance) => {
    const answer = lane.offer(entrance);
    if (answer.verdict === "enter") act.show(answer.entrance);
    if (answer.verdict === "grow") act.grow(answer.entrance);
    if (answer.verdict === "spill") parts.spill(entrance);
  };
}

function browserWait(delayMs: number, then: () => void): () => void {
  const timer = setTimeout(then, delayMs);
  return () => clearTimeout(timer);
}

/** Timers that end with the stage. */
function createTimers(wait: NonNullable<GiftStageOptions["wait"]>) {
  const pending = new Set<() => void>();
  const later = (delayMs: number, then: () => void) => {
    const cancel = wait(delayMs, () => {
      pending.delete(cancel);
      then();
    });
    pending.add(cancel);
    return () => {
      pending.delete(cancel);
      cancel();
    };
  };
  return {
    later,
    close: () => {
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}
