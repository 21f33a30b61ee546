/** An order as the wire tells it. */
import { idOf, type Order } from "@largesse/protocol";
import type { OrderRow } from "./sql/orders.ts";

export function orderOf(row: OrderRow): Order {
  return {
    id: idOf("order", row.id),
    state: row.state,
    quote: row.quote,
    provider: row.provider,
    nextAction: row.actionUrl === null ? null : { type: "redirect", url: row.actionUrl },
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    creditedAt: row.creditedAt?.toISOString() ?? null,
  };
}
