/**
 * A webhook's way in: verified over its raw bytes, kept as it came, then worked on.
 *
 * Kept first, so that a crash in the middle loses nothing: what was not worked on is found by the
 * sweep. A fault is thrown on, and the provider sends again.
 */
import { isRefusal, type Refusal, refuse } from "@largesse/protocol";
import type { WebhookHeaders } from "@largesse/provider-kit";
import type { StoreParts } from "./parts.ts";
import { settlePayment } from "./settle-payment.ts";
import { insertWebhook, markWorked, readWebhook } from "./sql/payments.ts";

export async function applyWebhook(
  parts: StoreParts,
  providerId: string,
  { rawBody, headers }: { readonly rawBody: Buffer; readonly headers: WebhookHeaders },
): Promise<"ok" | Refusal> {
  const provider = parts.providers.get(providerId);
  if (provider === undefined) return refuse("provider_unknown", { provider: providerId });
  const delivery = provider.verifyWebhook(rawBody, headers);
  if (delivery === null) return "ok";
  if (isRefusal(delivery)) return delivery;

  const { id, event } = delivery;
  const { database, clock } = parts;
  const kept = { provider: providerId, id, raw: rawBody, event, nowMs: clock() };
  await database.query(insertWebhook(kept));
  const [known] = await database.query(readWebhook(providerId, id));
  if (known === undefined) throw new Error("a webhook just written was not found");
  if (!known.worked) await workWebhook(parts, { provider: providerId, id, event: known.event });
  return "ok";
}

/** Works on a webhook that was verified when it came. */
export async function workWebhook(
  parts: StoreParts,
  webhook: {
    readonly provider: string;
    readonly id: string;
    readonly event: Parameters<typeof settlePayment>[2];
  },
): Promise<void> {
  const { provider, id, event } = webhook;
  const outcome = await settlePayment(parts, provider, event);
  await parts.database.query(markWorked({ provider, id, outcome, nowMs: parts.clock() }));
}
