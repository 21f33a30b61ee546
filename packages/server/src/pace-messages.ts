/**
 * Keeps one person's chat to the pace of people, on whatever road it comes: eight messages in ten
 * seconds. Retries count too; an honest client waits between them.
 */
import type { Handler } from "@largesse/economy";
import { limits, refuse } from "@largesse/protocol";
import { RateWindow } from "./http/rate-window.ts";

const WINDOW_MS = 10_000;

export function paceMessages(
  send: Handler<"sendMessage">,
  clock: () => number,
): Handler<"sendMessage"> {
  const rates = new RateWindow(limits.messagesPerTenSeconds, clock, WINDOW_MS);
  return async (actor, request) => {
    const rate = rates.take(actor?.uuid ?? "");
    if (!rate.allowed) return refuse("rate_limited", { seconds: rate.resetSeconds });
    return await send(actor, request);
  };
}
