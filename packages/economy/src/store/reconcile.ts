/**
 * Finds what webhooks missed: asks providers about orders whose outcome is not known, works on
 * webhooks that were kept and not worked on, and lets orders expire that nobody paid.
 *
 * An order expires only after its provider was asked, so money that is there is always found first.
 */
import { idOf, limits } from "@largesse/protocol";
import { workWebhook } from "./apply-webhook.ts";
import type { StoreParts } from "./parts.ts";
import { expireOrder, settlePayment } from "./settle-payment.ts";
import { readOrder, takeUnsettled } from "./sql/orders.ts";
import { listUnworked } from "./sql/payments.ts";

export interface Reconciliation {
  readonly asked: number;
  readonly settled: number;
  readonly expired: number;
  readonly unreachable: number;
  readonly webhooks: number;
}

export async function reconcile(parts: StoreParts): Promise<Reconciliation> {
  const webhooks = await workLeftWebhooks(parts);
  const due = await parts.database.query(
    takeUnsettled({
      nowMs: parts.clock(),
      afterMs: limits.reconcileAfterMs,
      forMs: limits.reconcileForMs,
      limit: limits.reconcileBatchMax,
    }),
  );
  const counts = { asked: due.length, settled: 0, expired: 0, unreachable: 0, webhooks };
  for (const { id, provider } of due) {
    const result = await askAbout(parts, id, provider);
    if (result !== "unchanged") counts[result] += 1;
  }
  return counts;
}

async function workLeftWebhooks(parts: StoreParts): Promise<number> {
  const beforeMs = parts.clock() - limits.reconcileAfterMs;
  const left = await parts.database.query(listUnworked(beforeMs, limits.reconcileBatchMax));
  let worked = 0;
  for (const webhook of left) {
    const { provider, id } = webhook;
    try {
      await workWebhook(parts, webhook);
      worked += 1;
    } catch (error) {
      // One that cannot be worked on must not keep the others, and all open orders, from their turn.
      parts.log.error({ provider, webhook: id, error }, "a kept webhook could not be worked on");
    }
  }
  return worked;
}

type Asked = "settled" | "expired" | "unreachable" | "unchanged";

async function askAbout(parts: StoreParts, id: string, providerId: string): Promise<Asked> {
  const provider = parts.providers.get(providerId);
  const order = idOf("order", id);
  try {
    // A provider that was taken out of service is as good as unreachable: nothing expires unasked.
    if (provider === undefined) throw new Error(`there is no provider ${providerId} any more`);
    const event = await provider.fetchPayment(order);
    if (event !== null) await settlePayment(parts, providerId, event);
  } catch (error) {
    parts.log.warn({ order, provider: providerId, error }, "a provider could not be asked");
    return "unreachable";
  }
  const [row] = await parts.database.query(readOrder(id));
  if (row?.creditedAt) return "settled";
  const isOpen = row?.state === "created" || row?.state === "pending";
  if (!isOpen || parts.clock() < row.expiresAt.getTime()) return "unchanged";
  await expireOrder(parts, id);
  return "expired";
}
