/**
 * A face from an id: the same person looks the same everywhere, and nobody needs a photo.
 *
 * Two colours, a tilted head, eyes and a mouth. A host platform's picture is used when there is one.
 */
import { useId, useState } from "react";
import { hashOf } from "../hash.ts";

const PALETTES = [
  ["#ffd9a0", "#7a3bd1"],
  ["#ffc1cf", "#d2336b"],
  ["#bfe6ff", "#1769aa"],
  ["#c9f2dc", "#0c7a58"],
  ["#e3d4ff", "#4b2aa8"],
  ["#ffe08a", "#b3501b"],
  ["#ffb9a8", "#8f2346"],
  ["#d4ecb8", "#3e6b12"],
  ["#b9f0ef", "#0c6b74"],
  ["#f4c9f2", "#8a2f9c"],
] as const;
const MOUTHS = [
  "M13 22.5c2 2.4 8 2.4 10 0",
  "M13.5 22c1.6 3.4 7.4 3.4 9 0z",
  "M15 23.5c2 1.2 4 1.2 6 0",
  "M16.2 23a1.8 1.6 0 103.6 0 1.8 1.6 0 10-3.6 0z",
] as const;

export interface AvatarProps {
  readonly person: { readonly id: string; readonly name: string; readonly avatar?: string | null };
  readonly size?: number;
}

/** The face beside a name; decorative, since the name is always written too. */
export function Avatar({ person, size = 32 }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  const source = person.avatar ?? null;
  return (
    <span className="ui-avatar" style={{ width: size, height: size }} aria-hidden="true">
      {source !== null && !broken ? (
        <img src={source} alt="" loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <Face id={person.id} />
      )}
    </span>
  );
}

function Face({ id }: { readonly id: string }) {
  const clip = useId();
  const hash = hashOf(id);
  const [skin, cloth] = PALETTES[hash % PALETTES.length] ?? PALETTES[0];
  const [, halo] = PALETTES[(hash >> 4) % PALETTES.length] ?? PALETTES[1];
  const tilt = ((hash >> 8) % 31) - 15;
  const shift = ((hash >> 13) % 9) - 4;
  const round = 10 + ((hash >> 17) % 9);
  const mouth = MOUTHS[(hash >> 21) % MOUTHS.length] ?? MOUTHS[0];
  const open = mouth.endsWith("z");
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <clipPath id={clip}>
        <rect width="36" height="36" />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect width="36" height="36" fill={cloth} />
        <circle cx={hash % 36} cy={(hash >> 6) % 14} r="13" fill={halo} opacity="0.55" />
        <g transform={`translate(${shift} ${4 + Math.abs(shift)}) rotate(${tilt} 18 18)`}>
          <rect x="3" y="3" width="30" height="40" rx={round} fill={skin} />
          <g fill="#2a1f3d">
            <rect x="11.4" y="14" width="2.7" height="4" rx="1.35" />
            <rect x="21.9" y="14" width="2.7" height="4" rx="1.35" />
          </g>
          <path
            d={mouth}
            fill={open ? "#2a1f3d" : "none"}
            stroke="#2a1f3d"
            strokeWidth={open ? 0 : 1.5}
            strokeLinecap="round"
          />
        </g>
      </g>
    </svg>
  );
}
