/**
 * The body of a sandbox webhook, written and read. What is read is checked field by field although
 * its signature was good: a signature says who wrote it, not that it makes sense.
 */
import { idSchema, Money } from "@largesse/protocol";
import type { PaymentEvent, PaymentEventType, WebhookDelivery } from "./provider.ts";

const Order = idSchema("order");
const types: readonly PaymentEventType[] = [
  "payment.pending",
  "payment.requires_action",
  "payment.settled",
  "payment.failed",
  "payment.refunded",
  "payment.disputed",
];
/** The largest honest delivery is under 600 bytes. */
const BYTES_MAX = 8 * 1024;

/** Only deliveries of this environment count: a live provider says "live" here. */
const ENVIRONMENT = "sandbox";

export function writeDelivery(id: string, event: PaymentEvent): Buffer {
  return Buffer.from(JSON.stringify({ id, environment: ENVIRONMENT, ...event }));
}

/** Null when it is not a delivery of ours. */
export function parseDelivery(rawBody: Uint8Array): WebhookDelivery | null {
  if (rawBody.length > BYTES_MAX) return null;
  const fields = parseObject(Buffer.from(rawBody).toString("utf8"));
  if (fields === null || fields.environment !== ENVIRONMENT) return null;
  const type = types.find((known) => known === fields.type);
  const order = Order.safeParse(fields.order);
  const money = Money.safeParse(fields.money);
  if (type === undefined || !order.success || !money.success) return null;
  if (typeof fields.id !== "string" || typeof fields.payment !== "string") return null;
  const event: PaymentEvent = {
    type,
    order: order.data,
    payment: fields.payment,
    money: money.data,
    actionUrl: typeof fields.actionUrl === "string" ? fields.actionUrl : null,
    failure: parseFailure(fields.failure),
  };
  return { id: fields.id, event };
}

function parseFailure(value: unknown): PaymentEvent["failure"] {
  if (!isRecord(value)) return null;
  const { code, says } = value;
  return typeof code === "string" && typeof says === "string" ? { code, says } : null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
