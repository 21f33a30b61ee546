/** Orders: one row each, changed only under its lock. */
import { sql } from "@largesse/ledger";
import type { Order, OrderState, Quote } from "@largesse/protocol";
import type { PaymentFailure } from "@largesse/provider-kit";
import type { OrderFacts } from "../order-state.ts";

export interface OrderRow {
  readonly id: string;
  readonly viewer: string;
  readonly requestHash: Buffer;
  readonly provider: string;
  readonly state: OrderState;
  readonly payment: string | null;
  readonly actionUrl: string | null;
  readonly failure: PaymentFailure | null;
  readonly settled: boolean;
  readonly creditedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
  readonly answer: Order | null;
  readonly quote: Quote;
  /** The buyer's paid and bonus account. */
  readonly paidAccount: bigint;
  readonly bonusAccount: bigint;
}

export const insertOrder = (order: {
  readonly id: string;
  readonly viewer: string;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly quote: string;
  readonly provider: string;
  readonly nowMs: number;
  readonly expiresAtMs: number;
}) => sql<{ id: string }>`
  insert into economy.purchase_order (
    id, viewer, key, request_hash, quote, provider, state,
    created_at, updated_at, expires_at, asked_at
  )
  select
    ${order.id}, ${order.viewer}, ${order.key}, ${order.requestHash}, ${order.quote},
    ${order.provider}, 'created', now.at, now.at, ${new Date(order.expiresAtMs)}::timestamptz, now.at
  from (select ${new Date(order.nowMs)}::timestamptz as at) as now
  on conflict (viewer, key) do nothing
  returning id`;

export const readOrderOfKey = (viewer: string, key: string) => sql<OrderRow>`
  select
    purchase_order.id, purchase_order.viewer, request_hash as "requestHash", provider, state,
    payment, action_url as "actionUrl", failure, settled, credited_at as "creditedAt",
    purchase_order.created_at as "createdAt", updated_at as "updatedAt",
    purchase_order.expires_at as "expiresAt", answer, quote.quote,
    person.account_first as "paidAccount", person.account_second as "bonusAccount"
  from economy.purchase_order
  join economy.quote on quote.id = purchase_order.quote
  join economy.person on person.id = purchase_order.viewer
  where purchase_order.viewer = ${viewer} and key = ${key}`;

export const readOrder = (id: string) => sql<OrderRow>`
  select
    purchase_order.id, purchase_order.viewer, request_hash as "requestHash", provider, state,
    payment, action_url as "actionUrl", failure, settled, credited_at as "creditedAt",
    purchase_order.created_at as "createdAt", updated_at as "updatedAt",
    purchase_order.expires_at as "expiresAt", answer, quote.quote,
    person.account_first as "paidAccount", person.account_second as "bonusAccount"
  from economy.purchase_order
  join economy.quote on quote.id = purchase_order.quote
  join economy.person on person.id = purchase_order.viewer
  where purchase_order.id = ${id}`;

/** Whoever changes an order holds this first, then accounts: the same order everywhere. */
export const lockOrder = (id: string) => sql<{ id: string }>`
  select id
  from economy.purchase_order
  where id = ${id}
  for update`;

/** Whether a quote has an order that is still good: one that failed may be tried again. */
export const hasGoodOrder = (quote: string) => sql<{ good: boolean }>`
  select exists (
    select
    from economy.purchase_order
    where quote = ${quote} and state not in ('failed', 'expired')
  ) as good`;

export const writeFacts = (
  id: string,
  facts: OrderFacts,
  at: { readonly nowMs: number; readonly creditedAtMs: number | null },
) => sql`
  update economy.purchase_order
  set
    state = ${facts.state},
    payment = ${facts.payment},
    action_url = ${facts.actionUrl},
    failure = ${facts.failure === null ? null : JSON.stringify(facts.failure)}::jsonb,
    settled = ${facts.settled},
    credited_at = ${at.creditedAtMs === null ? null : new Date(at.creditedAtMs)},
    updated_at = ${new Date(at.nowMs)}
  where id = ${id}`;

/** Keeps the first answer; answers with the one that is kept. */
export const rememberAnswer = (id: string, answer: Order) => sql<{ answer: Order }>`
  update economy.purchase_order
  set answer = coalesce(answer, ${answer}::jsonb)
  where id = ${id}
  returning answer`;

export const listOrdersOf = (
  viewer: string,
  page: { readonly before: string | null; readonly limit: number },
) => sql<OrderRow>`
  select
    purchase_order.id, purchase_order.viewer, request_hash as "requestHash", provider, state,
    payment, action_url as "actionUrl", failure, settled, credited_at as "creditedAt",
    purchase_order.created_at as "createdAt", updated_at as "updatedAt",
    purchase_order.expires_at as "expiresAt", answer, quote.quote,
    0::bigint as "paidAccount", 0::bigint as "bonusAccount"
  from economy.purchase_order
  join economy.quote on quote.id = purchase_order.quote
  where purchase_order.viewer = ${viewer}
    and (${page.before}::uuid is null or purchase_order.id < ${page.before}::uuid)
  order by purchase_order.id desc
  limit ${page.limit}`;

export interface AdminOrderRow {
  readonly id: string;
  readonly state: OrderState;
  readonly viewer: string;
  readonly name: string;
  readonly quote: Quote;
  readonly provider: string;
  readonly createdAt: Date;
}

export const listAllOrders = (page: { readonly before: string | null; readonly limit: number }) =>
  sql<AdminOrderRow>`
  select
    purchase_order.id, state, purchase_order.viewer, person.name, quote.quote, provider,
    purchase_order.created_at as "createdAt"
  from economy.purchase_order
  join economy.quote on quote.id = purchase_order.quote
  join economy.person on person.id = purchase_order.viewer
  where ${page.before}::uuid is null or purchase_order.id < ${page.before}::uuid
  order by purchase_order.id desc
  limit ${page.limit}`;

/**
 * Orders whose outcome is not known, for asking their provider: soon after they were made, then at
 * ever longer waits (an eighth of their age), and at once when they should expire. Expired ones are
 * asked about for `forMs`; the others for as long as it takes, also after a long time out of service.
 */
export const takeUnsettled = (at: {
  readonly nowMs: number;
  readonly afterMs: number;
  readonly forMs: number;
  readonly limit: number;
}) => sql<{ id: string; provider: string }>`
  update economy.purchase_order
  set asked_at = due.now
  from (
    select id, now.at as now
    from economy.purchase_order
    cross join (select ${new Date(at.nowMs)}::timestamptz as at) as now
    where state in ('created', 'pending', 'paid', 'expired')
      and asked_at <= now.at - ${at.afterMs} * interval '1 millisecond'
      and (state <> 'expired' or created_at > now.at - ${at.forMs} * interval '1 millisecond')
      and (
        asked_at <= now.at - (now.at - created_at) / 8
        or (state in ('created', 'pending') and expires_at <= now.at)
      )
    order by asked_at
    limit ${at.limit}
    -- Another node's orders are left to it.
    for update skip locked
  ) as due
  where purchase_order.id = due.id
  returning purchase_order.id, provider`;
