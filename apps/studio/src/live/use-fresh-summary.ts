/** The earnings summary, read again soon after a gift and now and then without one. */
import type { EarningsSummary, RoomEvent } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { useEffect, useRef } from "react";

/** A gift's diamonds are in the summary at most this long after it was seen. */
const FRESH_MS = 1_500;
/** Without gifts: for days that begin and streams on another device. */
const IDLE_MS = 30_000;

/** Reads at most once every `FRESH_MS`, however many gifts arrive. */
export function useFreshSummary(events: readonly RoomEvent[]): EarningsSummary | undefined {
  const { data, refetch } = useCall("getEarningsSummary", {}, { refetchInterval: IDLE_MS });
  const newest = events.findLast((event) => event.type === "gift.sent")?.seq;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: reads again when a gift has come
  useEffect(() => {
    if (newest === undefined || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      void refetch();
    }, FRESH_MS);
  }, [newest]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return data;
}
