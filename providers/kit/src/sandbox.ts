/**
 * The sandbox: a payment provider inside the house, for trying everything without a bank.
 *
 * It behaves like the real ones where they are hard: it asks for 3-D Secure on a page of its own,
 * sends signed webhooks beside its answers, keeps its own records, and answers a repeated order
 * with the same payment. Money is never moved.
 */
import { isRefusal, newId, type OrderId, type Refusal, refuse } from "@largesse/protocol";
import type { PaymentEvent, PaymentProvider, WebhookDelivery } from "./provider.ts";
import { type CardOutcome, outcomeOf } from "./sandbox-cards.ts";
import { parseDelivery, writeDelivery } from "./sandbox-delivery.ts";
import type { SandboxPayment, SandboxStatus, SandboxStore } from "./sandbox-store.ts";
import { signWebhook, verifySignature } from "./signature.ts";

export const SANDBOX_ID = "sandbox";

export type SandboxVerdict = "approve" | "deny";

export interface SandboxOptions {
  readonly store: SandboxStore;
  /** Signs the webhooks; the same one verifies them. */
  readonly secret: string;
  /** Where the 3-D Secure page is reached: `${publicUrl}/sandbox/3ds/{payment}`. */
  readonly publicUrl: string;
  readonly clock: () => number;
  /** Carries a webhook to the house. A failed delivery is given up: reconciliation finds it. */
  readonly deliver: (rawBody: Buffer, headers: Record<string, string>) => Promise<void>;
  /** Told of a delivery that failed. */
  readonly onFault: (fault: unknown) => void;
}

export interface Sandbox extends PaymentProvider {
  /** What the 3-D Secure page shows; null when there is no such payment. */
  showPayment(payment: string): Promise<SandboxPayment | null>;
  /** The buyer's answer on the 3-D Secure page. A second answer changes nothing. */
  complete(payment: string, verdict: SandboxVerdict): Promise<SandboxPayment | null>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

const firstStatus: Readonly<Record<CardOutcome, SandboxStatus>> = {
  succeeds: "settled",
  succeeds_then_disputed: "settled",
  declines: "declined",
  challenges: "requires_action",
};

export function createSandbox(options: SandboxOptions): Sandbox {
  const { store, clock } = options;
  const underWay = new Set<Promise<void>>();

  function send(payment: SandboxPayment): void {
    // The id follows from what is told, so a repeated delivery carries the same one.
    const id = `${payment.id}.${payment.status}`;
    const rawBody = writeDelivery(id, eventOf(payment, options.publicUrl));
    const headers = signWebhook(options.secret, { id, rawBody, atMs: clock() });
    const delivery = options
      .deliver(rawBody, headers)
      .catch(options.onFault)
      .finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  }

  return {
    id: SANDBOX_ID,

    checkMethod(method) {
      const outcome = outcomeOf(method);
      return isRefusal(outcome) ? outcome : null;
    },

    async createPayment({ order, money, method }) {
      const outcome = outcomeOf(method);
      if (isRefusal(outcome)) throw new Error("The method was not checked before paying.");
      const payment = await store.insert({
        id: newId("payment"),
        order,
        outcome,
        status: firstStatus[outcome],
        money,
        createdAtMs: clock(),
      });
      send(payment);
      return eventOf(payment, options.publicUrl);
    },

    async fetchPayment(order: OrderId) {
      const payment = await store.byOrder(order);
      return payment === null ? null : eventOf(payment, options.publicUrl);
    },

    verifyWebhook(rawBody, headers): WebhookDelivery | Refusal {
      const genuine = verifySignature(options.secret, { rawBody, headers }, clock());
      const delivery = genuine ? parseDelivery(rawBody) : null;
      return delivery ?? refuse("webhook_signature_invalid");
    },

    showPayment: (payment) => store.byId(payment),

    async complete(id, verdict) {
      const status = verdict === "approve" ? "settled" : "challenge_failed";
      const payment = await store.settle(id, status);
      if (payment !== null) send(payment);
      return payment;
    },

    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

const failures: Readonly<Partial<Record<SandboxStatus, { code: string; says: string }>>> = {
  declined: {
    code: "card_declined",
    says: "Your card was declined by the bank. Nothing was charged.",
  },
  challenge_failed: {
    code: "authentication_failed",
    says: "The payment was not confirmed with your bank. Nothing was charged.",
  },
};

const types = {
  requires_action: "payment.requires_action",
  settled: "payment.settled",
  declined: "payment.failed",
  challenge_failed: "payment.failed",
} as const satisfies Record<SandboxStatus, PaymentEvent["type"]>;

function eventOf(payment: SandboxPayment, publicUrl: string): PaymentEvent {
  return {
    type: types[payment.status],
    order: payment.order,
    payment: payment.id,
    money: payment.money,
    actionUrl:
      payment.status === "requires_action" ? `${publicUrl}/sandbox/3ds/${payment.id}` : null,
    failure: failures[payment.status] ?? null,
  };
}
