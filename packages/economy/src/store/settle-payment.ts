/**
 * Settles what a provider told about a payment: the one road for answers, webhooks and questions.
 *
 * Under the order's lock the event is checked against the quote, folded into the order, and when
 * coins are due they are written to the books in the same transaction. The books' key is the
 * payment's identity, so nothing that tells of one payment twice, at once or years later, can credit
 * it again. Rules: docs/spec/store.md, S6.
 */
import { postTransfers, type Tx } from "@largesse/ledger";
import { isRefusal, type Money, uuidOf } from "@largesse/protocol";
import type { PaymentEvent } from "@largesse/provider-kit";
import { creditAccounts, creditDraft } from "./credit.ts";
import { isCreditDue, type OrderEvent, type OrderFacts, reduceOrder } from "./order-state.ts";
import type { StoreParts } from "./parts.ts";
import { lockOrder, type OrderRow, readOrder, writeFacts } from "./sql/orders.ts";
import { bindPayment, readPaymentOrder } from "./sql/payments.ts";

/** What became of an event. All but the first are for the operator to look at. */
export type Outcome =
  | "applied"
  | "unknown_order"
  | "foreign_provider"
  | "foreign_payment"
  | "wrong_money"
  | "surplus_payment";

/** The failure that a buyer sees when the provider took another amount than was quoted. */
const WRONG_MONEY = {
  code: "amount_mismatch",
  says: "The payment was not for the quoted amount. No coins were credited; support can see it.",
};

export async function settlePayment(
  parts: StoreParts,
  providerId: string,
  event: PaymentEvent,
): Promise<Outcome> {
  const id = uuidOf("order", event.order) ?? "";
  const [order] = await parts.database.query(readOrder(id));
  const outcome =
    order === undefined ? "unknown_order" : await settleOrder(parts, { providerId, order, event });
  if (outcome !== "applied") {
    const { type, payment } = event;
    const facts = { outcome, provider: providerId, order: event.order, payment, type };
    parts.log.error(facts, "a payment's event does not fit and was not applied");
  }
  return outcome;
}

interface Told {
  readonly providerId: string;
  readonly order: OrderRow;
  readonly event: PaymentEvent;
}

async function settleOrder(parts: StoreParts, told: Told): Promise<Outcome> {
  const { providerId, order, event } = told;
  if (order.provider !== providerId) return "foreign_provider";
  const accounts = await creditAccounts(parts.accounts, order);
  return await parts.database.transaction(async (tx) => {
    await tx.query(lockOrder(order.id));
    const [locked] = await tx.query(readOrder(order.id));
    if (locked === undefined) throw new Error("an order under its lock was not found");
    const nowMs = parts.clock();
    await tx.query(bindPayment({ provider: providerId, event, order: order.id, nowMs }));
    const [bound] = await tx.query(readPaymentOrder(providerId, event.payment));
    if (bound?.order !== order.id) return "foreign_payment";
    if (event.type === "payment.settled") {
      if (locked.settled && locked.payment !== event.payment) return "surplus_payment";
      if (!isSameMoney(event.money, locked.quote.price)) {
        const failed: PaymentEvent = { ...event, type: "payment.failed", failure: WRONG_MONEY };
        await apply(parts, tx, { locked, event: failed, accounts });
        return "wrong_money";
      }
    }
    await apply(parts, tx, { locked, event, accounts });
    return "applied";
  });
}

/** The buyer did not pay in time. A payment that still arrives is delivered all the same. */
export async function expireOrder(parts: StoreParts, id: string): Promise<void> {
  await parts.database.transaction(async (tx) => {
    await tx.query(lockOrder(id));
    const [locked] = await tx.query(readOrder(id));
    if (locked === undefined) throw new Error("an order under its lock was not found");
    await apply(parts, tx, { locked, event: { type: "order.expired" }, accounts: [] });
  });
}

async function apply(
  parts: StoreParts,
  tx: Tx,
  told: { locked: OrderRow; event: OrderEvent; accounts: readonly bigint[] },
): Promise<void> {
  const { locked, event } = told;
  const before = factsOf(locked);
  let facts = reduceOrder(before, event);
  if (isCreditDue(facts) && told.accounts.length > 0) {
    const draft = creditDraft(locked, {
      payment: facts.payment ?? "",
      accounts: told.accounts,
      nowMs: parts.clock(),
    });
    const [result] = await postTransfers(tx, [draft]);
    if (result !== undefined && !isRefusal(result)) {
      facts = reduceOrder(facts, { type: "order.credited" });
    } else {
      // The order stays "paid", which alarms; the next question to the provider tries again.
      parts.log.error({ order: locked.id, result }, "a paid order could not be credited");
    }
  }
  const nowMs = parts.clock();
  const creditedAtMs = locked.creditedAt?.getTime() ?? (facts.credited ? nowMs : null);
  // A repeated event leaves no trace: "updated" is when something changed.
  if (!isSame(facts, before)) await tx.query(writeFacts(locked.id, facts, { nowMs, creditedAtMs }));
}

function factsOf(row: OrderRow): OrderFacts {
  const { state, payment, actionUrl, failure, settled } = row;
  return { state, payment, actionUrl, failure, settled, credited: row.creditedAt !== null };
}

function isSame(a: OrderFacts, b: OrderFacts): boolean {
  return (
    a.state === b.state &&
    a.payment === b.payment &&
    a.actionUrl === b.actionUrl &&
    a.failure?.code === b.failure?.code &&
    a.settled === b.settled &&
    a.credited === b.credited
  );
}

function isSameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.minor === b.minor;
}
