/**
 * A payment provider, as the store sees it: it makes a payment for an order, tells how a payment
 * stands, and reads its own webhooks. It never touches a wallet.
 *
 * Whatever tells of a payment (the answer that made it, a webhook, a question asked later) tells it
 * with the same words, `PaymentEvent`, so the store has one road for all of them.
 */
import type { Money, OrderId, Refusal } from "@largesse/protocol";
import type { WebhookHeaders } from "./signature.ts";

/** What the buyer gives for a way of paying: `{ card }` for the sandbox, a token elsewhere. */
export type MethodFields = Readonly<Record<string, string>>;

export interface PaymentRequest {
  /** Also the provider's idempotency key: one order never makes two payments. */
  readonly order: OrderId;
  readonly money: Money;
  readonly method: MethodFields;
}

export type PaymentEventType =
  | "payment.pending"
  | "payment.requires_action"
  | "payment.settled"
  | "payment.failed"
  | "payment.refunded"
  | "payment.disputed";

/** `says` is for the buyer: a whole sentence without blame. */
export interface PaymentFailure {
  readonly code: string;
  readonly says: string;
}

export interface PaymentEvent {
  readonly type: PaymentEventType;
  readonly order: OrderId;
  /** The provider's own name for the payment: with the provider's id, its identity for ever. */
  readonly payment: string;
  /** What the provider says it took, or will take. */
  readonly money: Money;
  /** Where the buyer must go, for `payment.requires_action`. */
  readonly actionUrl: string | null;
  /** Why not, for `payment.failed`. */
  readonly failure: PaymentFailure | null;
}

/** A webhook whose signature was found good. Two deliveries may tell of the same event. */
export interface WebhookDelivery {
  readonly id: string;
  readonly event: PaymentEvent;
}

export interface PaymentProvider {
  readonly id: string;
  /** Looks at the buyer's fields without calling anyone, so that a slip leaves no order behind. */
  checkMethod(method: MethodFields): Refusal | null;
  /** Asked twice for one order, it answers with the same payment. */
  createPayment(request: PaymentRequest): Promise<PaymentEvent>;
  /** How the order's payment stands now; null when none was ever made. */
  fetchPayment(order: OrderId): Promise<PaymentEvent | null>;
  /** Null for a true webhook that is about something else than payments. */
  verifyWebhook(rawBody: Uint8Array, headers: WebhookHeaders): WebhookDelivery | Refusal | null;
}
