/** The desks' own line icons, in the weight and grid of the shared ones. */
import type { ReactElement } from "react";

const paths = {
  pulse: "M2.5 10h3l2-5.5 4 11 2.2-5.5h3.8",
  earnings: "M3 16.5h14M4.5 13V9.5M8.2 13V6.5M11.8 13V8.5M15.5 13V4",
  overlay: "M3 4.5h14v9H3zM7.5 17h5M10 13.5V17M7 9.2l2 1.8 4-4",
  overview: "M3.5 3.5h5.5v7H3.5zM11 3.5h5.5v4H11zM11 9.5h5.5v7H11zM3.5 12.5h5.5v4H3.5z",
  balance:
    "M10 3v14M6 17h8M3.5 6.5 10 5l6.5 1.5M3.5 6.5 1.8 11.5a2 2 0 0 0 3.4 0zM16.5 6.5l-1.7 5a2 2 0 0 0 3.4 0z",
  journal:
    "M5 3h10.5v14H5a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 5 3zM6.8 3v14M9.5 7h3.5M9.5 10h3.5",
  audit: "M10 2.8 16 5v4.8c0 3.6-2.5 6.2-6 7.4-3.5-1.2-6-3.8-6-7.4V5zM7.2 10l2 2 3.8-4",
  orders:
    "M4.5 3v14l2-1.3 1.8 1.3 1.7-1.3 1.7 1.3 1.8-1.3 2 1.3V3l-2 1.3L11.7 3 10 4.3 8.3 3 6.5 4.3zM7.5 8h5M7.5 11h5",
  tag: "M3.2 3.2h6l7.6 7.6a1.5 1.5 0 0 1 0 2.1l-3.9 3.9a1.5 1.5 0 0 1-2.1 0L3.2 9.2zM6.7 6.7h.01",
  stop: "M5 5h10v10H5z",
} as const;

export type DeskIconName = keyof typeof paths;

/** A line icon; decoration only, so that what it stands beside says the words. */
export function DeskIcon({ name }: { readonly name: DeskIconName }): ReactElement {
  return (
    <svg className="desk-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
