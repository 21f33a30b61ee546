/** Orders end in the same state whatever the order of what is told about them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "@largesse/protocol";
import type { PaymentEvent, PaymentEventType } from "@largesse/provider-kit";
import fc from "fast-check";
import {
  isCreditDue,
  newOrderFacts,
  type OrderEvent,
  type OrderFacts,
  reduceOrder,
} from "./order-state.ts";

const order = newId("order");
function told(type: PaymentEventType): PaymentEvent {
  return {
    type,
    order,
    payment: "p1",
    money: { currency: "EUR", minor: 449 },
    actionUrl: type === "payment.requires_action" ? "https://bank.example/3ds" : null,
    failure: type === "payment.failed" ? { code: "card_declined", says: "Declined." } : null,
  };
}

/** As the store does it: credit as soon as it is due. */
function work(events: readonly OrderEvent[]): { facts: OrderFacts; credits: number } {
  let facts = newOrderFacts;
  let credits = 0;
  for (const event of events) {
    facts = reduceOrder(facts, event);
    if (isCreditDue(facts)) {
      credits += 1;
      facts = reduceOrder(facts, { type: "order.credited" });
    }
  }
  return { facts, credits };
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, place) =>
    permutations(list.filter((_, other) => other !== place)).map((rest) => [first, ...rest]),
  );
}

test("[S6.3] all orders and duplicates of one payment's events end alike, credited once", () => {
  const events: OrderEvent[] = [
    told("payment.pending"),
    told("payment.settled"),
    told("payment.settled"),
    told("payment.failed"),
    { type: "order.expired" },
  ];
  for (const permutation of permutations(events)) {
    const { facts, credits } = work(permutation);
    assert.equal(credits, 1);
    assert.deepEqual(facts, work(events).facts);
    assert.equal(facts.state, "credited");
  }
});

test("[S6.3] any multiset of events ends alike in any order", () => {
  const event = fc.constantFrom<OrderEvent>(
    told("payment.pending"),
    told("payment.requires_action"),
    told("payment.settled"),
    told("payment.failed"),
    told("payment.disputed"),
    { type: "order.expired" },
  );
  fc.assert(
    fc.property(
      fc
        .array(event, { maxLength: 8 })
        .chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          ),
        ),
      ([events, shuffled]) => {
        assert.deepEqual(work(shuffled), work(events));
      },
    ),
  );
});

test("[S6.4] money that arrives after failure or expiry is still delivered", () => {
  for (const first of [told("payment.failed"), { type: "order.expired" } as const]) {
    assert.equal(work([first, told("payment.settled")]).facts.state, "credited");
  }
});

test("[S6.5] money that went back before is not delivered", () => {
  assert.equal(work([told("payment.refunded"), told("payment.settled")]).credits, 0);
});

test("[S6.6] a way to go is told while pending, a reason while failed", () => {
  const asked = work([told("payment.requires_action")]).facts;
  assert.equal(asked.actionUrl, "https://bank.example/3ds");
  const failed = work([told("payment.requires_action"), told("payment.failed")]).facts;
  assert.deepEqual([failed.actionUrl, failed.failure?.code], [null, "card_declined"]);
  const paid = work([told("payment.failed"), told("payment.settled")]).facts;
  assert.equal(paid.failure, null);
});
