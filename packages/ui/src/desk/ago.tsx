/** Times that age while one looks at them, all by one clock that ticks now and then. */
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { formatAgo, formatDateTime } from "../format.ts";

/** The time now, told anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}

/** "3 minutes ago", with the exact time as its title. */
export function Ago({ at, nowMs }: { readonly at: string; readonly nowMs: number }): ReactElement {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatAgo(at, nowMs)}
    </time>
  );
}

/** How long something has been going on, ticking by itself so that nothing around it is drawn anew. */
export function Duration({ from }: { readonly from: string }): ReactElement {
  const nowMs = useNow(1_000);
  return <span className="ui-mono">{formatDuration(from, nowMs)}</span>;
}

/** "1:04:09": how long something has been going on. */
export function formatDuration(fromIso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(fromIso)) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, ...rest] = parts;
  const tail = rest.map((part) => String(part).padStart(2, "0")).join(":");
  return `${hours}:${tail}`;
}
