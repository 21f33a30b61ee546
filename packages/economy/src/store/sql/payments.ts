/** What providers told: payments, each bound to one order for ever, and the raw webhooks. */
import { sql } from "@largesse/ledger";
import type { PaymentEvent } from "@largesse/provider-kit";

/** Binds a payment to its order, unless it is bound already. */
export const bindPayment = (payment: {
  readonly provider: string;
  readonly event: PaymentEvent;
  readonly order: string;
  readonly nowMs: number;
}) => sql`
  insert into economy.payment (provider, id, purchase_order, currency, minor, first_seen_at)
  values (
    ${payment.provider}, ${payment.event.payment}, ${payment.order},
    ${payment.event.money.currency}, ${payment.event.money.minor}, ${new Date(payment.nowMs)}
  )
  on conflict (provider, id) do nothing`;

export const readPaymentOrder = (provider: string, id: string) => sql<{ order: string }>`
  select purchase_order as "order"
  from economy.payment
  where provider = ${provider} and id = ${id}`;

/** Keeps a webhook as it came; nothing comes back when it is known already. */
export const insertWebhook = (webhook: {
  readonly provider: string;
  readonly id: string;
  readonly raw: Buffer;
  readonly event: PaymentEvent;
  readonly nowMs: number;
}) => sql`
  insert into economy.webhook (provider, id, raw, event, received_at)
  values (
    ${webhook.provider}, ${webhook.id}, ${webhook.raw}, ${JSON.stringify(webhook.event)}::jsonb,
    ${new Date(webhook.nowMs)}
  )
  on conflict (provider, id) do nothing`;

export const readWebhook = (provider: string, id: string) => sql<{
  event: PaymentEvent;
  worked: boolean;
}>`
  select event, worked_at is not null as worked
  from economy.webhook
  where provider = ${provider} and id = ${id}`;

export const markWorked = (webhook: {
  readonly provider: string;
  readonly id: string;
  readonly outcome: string;
  readonly nowMs: number;
}) => sql`
  update economy.webhook
  set worked_at = ${new Date(webhook.nowMs)}, outcome = ${webhook.outcome}
  where provider = ${webhook.provider} and id = ${webhook.id} and worked_at is null`;

/** Webhooks that were kept but not worked on: the process died, or the work failed. */
export const listUnworked = (beforeMs: number, limit: number) => sql<{
  provider: string;
  id: string;
  event: PaymentEvent;
}>`
  select provider, id, event
  from economy.webhook
  where worked_at is null and received_at <= ${new Date(beforeMs)}
  order by received_at
  limit ${limit}`;
