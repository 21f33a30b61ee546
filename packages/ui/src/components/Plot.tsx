/**
 * Plots: uPlot in our colours, and a spark line of our own for small places.
 *
 * uPlot draws on a canvas, which reads no CSS variables, so the colours are read once from the
 * element and again when the theme changes.
 */
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { formatCompact } from "../format.ts";

export interface PlotSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly shape?: "line" | "bars";
}
export interface PlotProps {
  /** What it shows, in a sentence, for those who cannot see it. */
  readonly label: string;
  /** Seconds since 1970 when `time`, any numbers otherwise. */
  readonly x: readonly number[];
  readonly series: readonly PlotSeries[];
  readonly height?: number;
  readonly time?: boolean;
}

/** A plot that is as wide as its place. */
export function Plot({ label, x, series, height = 220, time = true }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shape = series.map((one) => `${one.label}/${one.shape ?? "line"}`).join("|");
  const data = useRef<uPlot.AlignedData>([[]]);
  data.current = [[...x], ...series.map((one) => [...one.values])] as uPlot.AlignedData;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the series' looks; their values are set below
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const draw = () => {
      plot.current?.destroy();
      const options = optionsFor(element, series, { height, time });
      plot.current = new uPlot(options, data.current, element);
    };
    draw();
    const size = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height }),
    );
    size.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      size.disconnect();
      theme.disconnect();
      dark.removeEventListener("change", draw);
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape, height, time]);

  useEffect(() => plot.current?.setData(data.current));

  return (
    <div
      ref={place}
      className="ui-plot"
      role="img"
      aria-label={label}
      style={{ minHeight: height }}
    />
  );
}

function optionsFor(
  element: HTMLElement,
  series: readonly PlotSeries[],
  { height, time }: { readonly height: number; readonly time: boolean },
): uPlot.Options {
  const paint = (name: string) => colourOf(element, name);
  const axis = {
    stroke: paint("--muted"),
    grid: { stroke: paint("--line"), width: 1 },
    ticks: { show: false },
    font: "13px 'Inter Variable', sans-serif",
  };
  return {
    width: element.clientWidth,
    height,
    scales: {
      x: { time, ...(series.some(isBars) ? { range: withHalfBars } : {}) },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 32,
        ...(time ? { values: timesOf, space: TIME_LABEL_PX } : {}),
      },
      { ...axis, size: 52, values: (_, splits) => splits.map((split) => formatCompact(split)) },
    ],
    legend: { show: series.length > 1 },
    series: [{}, ...series.map((one, index) => seriesFor(one, paint(`--plot-${(index % 5) + 1}`)))],
  };
}

/** Room for the longest: "12:45 PM" and air around it. */
const TIME_LABEL_PX = 84;

/** Times of a day as the reader writes them; uPlot's own are always American. */
function timesOf(_plot: uPlot, splits: number[]): string[] {
  const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
  return splits.map((split) => clock.format(split * 1000));
}

function isBars({ shape }: PlotSeries): boolean {
  return shape === "bars";
}

/** Bars stand around their x: the first and the last need half a step more, or they are cut. */
function withHalfBars(plot: uPlot, least: number, most: number): [number, number] {
  const half = (most - least) / Math.max(1, plot.data[0].length - 1) / 2;
  return [least - half, most + half];
}

function seriesFor(one: PlotSeries, colour: string): uPlot.Series {
  const bars =
    one.shape === "bars" ? uPlot.paths.bars?.({ size: [0.7, 48], radius: 0.3 }) : undefined;
  return {
    label: one.label,
    stroke: colour,
    width: one.shape === "bars" ? 0 : 2,
    fill: one.shape === "bars" ? colour : `color-mix(in srgb, ${colour} 14%, transparent)`,
    points: { show: false },
    ...(bars === undefined ? {} : { paths: bars }),
  };
}

/** The computed colour of a token: light-dark() is resolved by putting it on a real property. */
function colourOf(element: HTMLElement, token: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** A line without axes, for a row of figures. */
export function Spark(props: {
  readonly label: string;
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
}) {
  const { values, width = 120, height = 32 } = props;
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map(
    (value, index) => `${index * step},${height - (value / most) * height}`,
  );
  return (
    <svg className="ui-spark" width={width} height={height} role="img" aria-label={props.label}>
      <polygon
        points={`0,${height} ${points.join(" ")} ${width},${height}`}
        fill="var(--plot-1)"
        opacity="0.14"
      />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="var(--plot-1)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
