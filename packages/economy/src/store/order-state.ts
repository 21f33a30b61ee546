/**
 * How an order stands, from what is known about it: a pure fold over events in any order.
 *
 * Every state has a rank and an order only climbs, so the same events end in the same state whatever
 * their order and however often they come. Money that arrives late still counts: "paid" stands
 * above "failed" and "expired", because paid means delivered. Rules: docs/spec/store.md, S6.
 */
import type { OrderState } from "@largesse/protocol";
import type { PaymentEvent, PaymentFailure } from "@largesse/provider-kit";

export interface OrderFacts {
  readonly state: OrderState;
  readonly payment: string | null;
  readonly actionUrl: string | null;
  readonly failure: PaymentFailure | null;
  readonly settled: boolean;
  readonly credited: boolean;
}

/** What the house itself does to an order. */
export interface HouseEvent {
  readonly type: "order.expired" | "order.credited";
}
export type OrderEvent = PaymentEvent | HouseEvent;

export const newOrderFacts: OrderFacts = {
  state: "created",
  payment: null,
  actionUrl: null,
  failure: null,
  settled: false,
  credited: false,
};

const rank: Readonly<Record<OrderState, number>> = {
  created: 0,
  pending: 1,
  expired: 2,
  failed: 3,
  paid: 4,
  credited: 5,
  disputed: 6,
  refunded: 7,
};

const stateOf: Readonly<Record<OrderEvent["type"], OrderState>> = {
  "payment.pending": "pending",
  "payment.requires_action": "pending",
  "payment.failed": "failed",
  "payment.settled": "paid",
  "payment.disputed": "disputed",
  "payment.refunded": "refunded",
  "order.expired": "expired",
  "order.credited": "credited",
};

/** The facts after one more event. */
export function reduceOrder(facts: OrderFacts, event: OrderEvent): OrderFacts {
  const reached = stateOf[event.type];
  const state = rank[reached] > rank[facts.state] ? reached : facts.state;
  const known = isPaymentEvent(event) ? withPayment(facts, event) : facts;
  return {
    ...known,
    state,
    // A way to go and a reason why not are told while they are true, and only then.
    actionUrl: state === "pending" ? known.actionUrl : null,
    failure: state === "failed" ? known.failure : null,
    settled: known.settled || event.type === "payment.settled",
    credited: known.credited || event.type === "order.credited",
  };
}

/** Coins are due once for a settled payment, unless the money went back before. */
export function isCreditDue(facts: OrderFacts): boolean {
  return facts.settled && !facts.credited && facts.state !== "refunded";
}

function withPayment(facts: OrderFacts, event: PaymentEvent): OrderFacts {
  return {
    ...facts,
    payment: paymentAfter(facts, event),
    actionUrl: event.actionUrl ?? facts.actionUrl,
    failure: event.failure ?? facts.failure,
  };
}

/** The payment that settled is the order's; before that, the first one heard of. */
function paymentAfter(facts: OrderFacts, event: PaymentEvent): string {
  if (event.type === "payment.settled" && !facts.settled) return event.payment;
  return facts.payment ?? event.payment;
}

function isPaymentEvent(event: OrderEvent): event is PaymentEvent {
  return "payment" in event;
}
