/** Work that comes again and again: never twice at once, and a failure does not end it. */
import type { Clock } from "@largesse/realtime";

export interface Repeating {
  /** No further round begins; resolves when the one under way is over. */
  stop(): Promise<void>;
}

export interface RepeatOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

export function repeat({ clock, everyMs, work, onFault }: RepeatOptions): Repeating {
  let stopped = false;
  let round = Promise.resolve();
  let cancel = () => {};

  function later(): void {
    if (stopped) return;
    cancel = clock.after(everyMs, () => {
      round = work().catch(onFault).then(later);
    });
  }

  later();
  return {
    stop() {
      stopped = true;
      cancel();
      return round;
    },
  };
}
