/** How long a price is still good. Said quietly; it hurries nobody. */
import { useEffect, useRef, useState } from "react";

/** "This price is yours for 9:41." and, when over, tells so once. */
export function TimeLeft({
  until,
  onOver,
}: {
  readonly until: string;
  readonly onOver: () => void;
}) {
  const untilMs = Date.parse(until);
  const [leftMs, setLeftMs] = useState(() => untilMs - Date.now());
  const tellOver = useRef(onOver);
  tellOver.current = onOver;
  const over = leftMs <= 0;
  useEffect(() => {
    if (over) {
      tellOver.current();
      return;
    }
    const timer = setInterval(() => setLeftMs(untilMs - Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [over, untilMs]);
  if (over) return <span>This price has run out.</span>;
  const seconds = Math.ceil(leftMs / 1_000);
  return (
    <span>
      This price is yours for{" "}
      <span className="time-left">
        {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
      </span>
      .
    </span>
  );
}
