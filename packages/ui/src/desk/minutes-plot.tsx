/** The last hour, a bar a minute, with the sum beside it in words for those who cannot see it. */
import type { ReactElement } from "react";
import { Plot } from "../components/Plot.tsx";
import { formatCount } from "../format.ts";
import { wholeMinutes } from "./minutes.ts";

interface MinutesPlotProps<T extends { readonly at: string }> {
  /** What is counted: "coins", "gifts". */
  readonly unit: string;
  readonly minutes: readonly T[];
  readonly amountOf: (minute: T) => number;
  readonly nowMs: number;
  readonly height?: number;
}

/** Bars for every minute of the last hour, quiet ones included. */
export function MinutesPlot<T extends { readonly at: string }>(
  props: MinutesPlotProps<T>,
): ReactElement {
  const { unit, minutes, amountOf, nowMs, height = 200 } = props;
  const { startsS, amounts } = wholeMinutes(minutes, amountOf, { nowMs });
  const sum = amounts.reduce((before, amount) => before + amount, 0);
  const most = Math.max(...amounts);
  return (
    <Plot
      label={`${formatCount(sum)} ${unit} in the last hour; ${formatCount(most)} in the busiest minute.`}
      x={startsS}
      series={[{ label: unit, values: amounts, shape: "bars" }]}
      height={height}
    />
  );
}
