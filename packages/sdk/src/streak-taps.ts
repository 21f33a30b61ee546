/**
 * Taps on a streakable gift become claims: "this streak stands at 12".
 *
 * However fast the thumb, one claim of a streak is on its way at a time and the next one tells the
 * newest total, so that a slow line sends few claims instead of a queue of old ones. Each claim has
 * a key of its own, because its content is its own; the server pays only for what is new in it.
 */
import type { SendGiftAnswer, StreakClaim } from "@largesse/protocol";
import type { Environment } from "./environment.ts";
import { clientLimits } from "./limits.ts";

/** The streak a person is tapping: `total` taps, of which `sentTotal` are in the books. */
export interface TappedStreak {
  readonly id: string;
  readonly gift: string;
  readonly total: number;
  readonly sentTotal: number;
}

export interface StreakTapsDoor {
  readonly environment: Environment;
  readonly newKey: () => string;
  readonly send: (claim: {
    readonly gift: string;
    readonly streak: StreakClaim;
    readonly key: string;
  }) => Promise<SendGiftAnswer>;
  /** Told of each tap and each answer; null when the streak is over. */
  readonly onChange: (streak: TappedStreak | null) => void;
}

interface Tap {
  readonly total: number;
  readonly resolve: (answer: SendGiftAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Growing {
  readonly id: string;
  readonly gift: string;
  total: number;
  sentTotal: number;
  sending: boolean;
  taps: Tap[];
}

export class StreakTaps {
  readonly #door: StreakTapsDoor;
  #current: Growing | null = null;
  #cancelPause = () => {};

  constructor(door: StreakTapsDoor) {
    this.#door = door;
  }

  /** One more; resolves with the answer to the claim that paid for this tap. */
  tap(gift: string): Promise<SendGiftAnswer> {
    if (this.#current?.gift !== gift) this.#current = this.#begin(gift);
    const streak = this.#current;
    streak.total += 1;
    this.#waitForPause(streak);
    return new Promise((resolve, reject) => {
      streak.taps.push({ total: streak.total, resolve, reject });
      this.#tell(streak);
      if (!streak.sending) void this.#flush(streak);
    });
  }

  /** Forgets the streak on screen; claims on their way are not taken back. */
  close(): void {
    this.#cancelPause();
    this.#current = null;
  }

  #begin(gift: string): Growing {
    return { id: this.#door.newKey(), gift, total: 0, sentTotal: 0, sending: false, taps: [] };
  }

  /** Sends the newest total until nothing is left to tell. */
  async #flush(streak: Growing): Promise<void> {
    streak.sending = true;
    while (streak.total > streak.sentTotal) {
      const { id, gift, total } = streak;
      try {
        const key = this.#door.newKey();
        const answer = await this.#door.send({ gift, streak: { id, total }, key });
        streak.sentTotal = total;
        for (const tap of takeUpTo(streak, total)) tap.resolve(answer);
      } catch (error) {
        this.#giveUp(streak, error);
        break;
      }
      this.#tell(streak);
    }
    streak.sending = false;
  }

  /** A refused claim ends the streak: what was paid stays, the next tap begins another. */
  #giveUp(streak: Growing, error: unknown): void {
    const unpaid = takeUpTo(streak, streak.total);
    if (this.#current === streak) this.#end();
    for (const tap of unpaid) tap.reject(error);
  }

  #waitForPause(streak: Growing): void {
    this.#cancelPause();
    this.#cancelPause = this.#door.environment.after(clientLimits.streakPauseMs, () => {
      if (this.#current === streak) this.#end();
    });
  }

  #end(): void {
    this.#cancelPause();
    this.#current = null;
    this.#door.onChange(null);
  }

  #tell({ id, gift, total, sentTotal }: Growing): void {
    if (this.#current?.id === id) this.#door.onChange({ id, gift, total, sentTotal });
  }
}

function takeUpTo(streak: Growing, total: number): Tap[] {
  const taken = streak.taps.filter((tap) => tap.total <= total);
  streak.taps = streak.taps.filter((tap) => tap.total > total);
  return taken;
}
