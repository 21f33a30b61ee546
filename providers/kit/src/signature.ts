/**
 * Signatures of webhooks: HMAC-SHA-256 over the raw bytes, the delivery's id and its time.
 *
 * Source: the Standard Webhooks specification (standardwebhooks.com), symmetric scheme `v1`. The
 * time is signed too, so an old delivery cannot be sent again later.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Clocks of honest machines differ by less; a stolen delivery is of no use after it. */
export const WEBHOOK_TOLERANCE_MS = 5 * 60_000;

const PREFIX = "v1,";

export interface SignedDelivery {
  readonly id: string;
  readonly rawBody: Uint8Array;
  readonly atMs: number;
}

/** The three headers that go with a delivery. */
export function signWebhook(secret: string, delivery: SignedDelivery): Record<string, string> {
  const seconds = String(Math.floor(delivery.atMs / 1000));
  return {
    "webhook-id": delivery.id,
    "webhook-timestamp": seconds,
    "webhook-signature": signatureOf(secret, delivery.id, seconds, delivery.rawBody),
  };
}

/** True when one of the header's signatures is ours and the time is near `nowMs`. */
export function verifySignature(
  secret: string,
  delivery: { readonly rawBody: Uint8Array; readonly headers: WebhookHeaders },
  nowMs: number,
): boolean {
  const id = headerOf(delivery.headers, "webhook-id");
  const seconds = headerOf(delivery.headers, "webhook-timestamp");
  const signatures = headerOf(delivery.headers, "webhook-signature");
  if (id === null || seconds === null || signatures === null) return false;
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(nowMs - Number(seconds) * 1000) > WEBHOOK_TOLERANCE_MS) return false;
  const right = Buffer.from(signatureOf(secret, id, seconds, delivery.rawBody));
  // Several signatures, parted by spaces, while a secret is being changed.
  return signatures.split(" ").some((given) => equals(Buffer.from(given), right));
}

/** The header as one text; null when it is missing or came more than once. */
function headerOf(headers: WebhookHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

function signatureOf(secret: string, id: string, seconds: string, rawBody: Uint8Array): string {
  const hmac = createHmac("sha256", secret).update(`${id}.${seconds}.`).update(rawBody);
  return PREFIX + hmac.digest("base64");
}

// As text, not as decoded bytes: base64 has several spellings of the same bytes, and one is ours.
function equals(given: Buffer, right: Buffer): boolean {
  return given.length === right.length && timingSafeEqual(given, right);
}
