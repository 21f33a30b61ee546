/** A pile of coins that grows with the pack: by the logarithm, or one pack would dwarf the rest. */
import { useId } from "react";

const COLUMNS = [0, -1, 1, -2, 2, -3, 3] as const;
const THICKNESS = 7;
/** Less than a coin is wide, so that columns stand before one another. */
const STEP = 29;

/** How many coins lie in each column, tallest in the middle: 100 coins are three, 10,000 many. */
export function columnsOf(coins: number): number[] {
  const size = Math.max(1, Math.log10(Math.max(coins, 10)) - 1);
  const columns = Math.min(COLUMNS.length, Math.round(size * 1.9));
  return Array.from({ length: columns }, (_, index) =>
    Math.max(1, Math.round(size * 3.4 - index * (size * 0.42))),
  );
}

/** The drawing; decorative, the number stands below it. */
export function CoinPile({ coins }: { readonly coins: number }) {
  const id = useId();
  const columns = columnsOf(coins);
  const middle = columns.length % 2 === 0 ? STEP / 2 : 0;
  const backToFront = columns
    .map((height, index) => ({ height, at: COLUMNS[index] ?? 0 }))
    .reverse();
  return (
    <svg className="coin-pile" viewBox="0 0 220 112" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={`${id}s`} x1="0" x2="1">
          <stop stopColor="#c5810f" />
          <stop offset="0.35" stopColor="#ffd77c" />
          <stop offset="0.7" stopColor="#e09a1c" />
          <stop offset="1" stopColor="#a4660a" />
        </linearGradient>
        <linearGradient id={`${id}t`} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#ffe7ab" />
          <stop offset="1" stopColor="#f5b83d" />
        </linearGradient>
      </defs>
      <ellipse cx="110" cy="99" rx={32 + columns.length * 11} ry="8" fill="var(--hover)" />
      {backToFront.map(({ height, at }) => (
        <Column
          key={at}
          id={id}
          x={110 + middle + at * STEP}
          y={at % 2 === 0 ? 97 : 89}
          height={height}
        />
      ))}
    </svg>
  );
}

function Column(props: {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}) {
  const { id, x, y, height } = props;
  const top = y - height * THICKNESS;
  return (
    <g transform={`translate(${x} 0)`}>
      {Array.from({ length: height }, (_, index) => {
        const lean = ((index * 37 + x) % 5) - 2;
        const foot = y - index * THICKNESS;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's coins never reorder
            key={index}
            transform={`translate(${lean * 0.7} 0)`}
            d={`M-21 ${foot - THICKNESS}v${THICKNESS - 1}a21 7.5 0 0042 0v${1 - THICKNESS}a21 7.5 0 01-42 0z`}
            fill={`url(#${id}s)`}
            stroke="#8a5606"
            strokeOpacity="0.35"
            strokeWidth="0.6"
          />
        );
      })}
      <ellipse cx="0" cy={top} rx="21" ry="7.5" fill={`url(#${id}t)`} />
      <ellipse cx="0" cy={top} rx="15" ry="4.8" fill="none" stroke="#c98a14" />
      <path
        transform={`translate(0 ${top}) scale(.62 .28)`}
        d="M0-13c1.4 8 5 11.6 13 13-8 1.4-11.6 5-13 13-1.4-8-5-11.6-13-13 8-1.4 11.6-5 13-13z"
        fill="#fff8e6"
      />
    </g>
  );
}
