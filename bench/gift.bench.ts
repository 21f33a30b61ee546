/**
 * The way of a gift from outside: from the sender's tap to the overlay, to the sender's answer and to
 * the last of 100 viewers; and how many gifts a second come through the public socket whole.
 *
 * House, PostgreSQL and baseline are processes of their own; taps, viewers and overlay share this
 * one, so the times hold what this process does to hear each event 101 times.
 */
import { type BenchLine, quantile } from "./report.ts";
import { setStage } from "./stage.ts";
import { benchTaps, type TapTimes } from "./taps.ts";
import { benchThroughput } from "./throughput.ts";

/** Who taps in the room, and who calls as fast as they can afterwards. */
const SENDERS = 64;
/** Every purse is bought at the till, which a short run does not wait for. */
const SENDERS_QUICK = 20;
const BASELINE = "one row committed and a bare echo";

export async function* benchGift({ quick }: { quick: boolean }): AsyncIterable<BenchLine> {
  await using stage = await setStage(quick ? SENDERS_QUICK : SENDERS);
  const times = await benchTaps(
    stage,
    quick ? { rounds: 1, taps: 60, baselines: 25 } : { rounds: 2, taps: 160, baselines: 50 },
  );
  yield* linesOf(times);
  yield* benchThroughput(
    stage,
    quick ? { rounds: 1, lengthMs: 800 } : { rounds: 2, lengthMs: 1_200 },
  );
}

function* linesOf(times: TapTimes): Iterable<BenchLine> {
  const cases = [
    ["tap→overlay event", times.overlayMs],
    ["tap→answer", times.answerMs],
    ["tap→last of 100 viewers", times.viewersMs],
  ] as const;
  for (const [name, values] of cases) {
    for (const [label, part] of [
      ["p50", 0.5],
      ["p99", 0.99],
    ] as const) {
      const value = quantile(values, part);
      const baselineValue = quantile(times.baselineMs, part);
      yield {
        bench: "gift",
        case: `${name} ${label}`,
        value: Number(value.toFixed(2)),
        unit: "ms",
        baseline: `${BASELINE}, ${label}`,
        baselineValue: Number(baselineValue.toFixed(2)),
        ratio: Number((value / baselineValue).toFixed(3)),
      };
    }
  }
}
