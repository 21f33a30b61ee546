/** Orders read by their buyer, and by the operator. Someone else's order does not exist. */
import { type AdminOrder, idOf, isRefusal, refuse, uuidOf } from "@largesse/protocol";
import { viewerOf } from "../actor.ts";
import type { Handler } from "../handlers.ts";
import { cursorUuid, pageById, pageLimit } from "../page.ts";
import { orderOf } from "./order-of-row.ts";
import type { StoreParts } from "./parts.ts";
import { type AdminOrderRow, listAllOrders, listOrdersOf, readOrder } from "./sql/orders.ts";

export function getOrder({ database }: StoreParts): Handler<"getOrder"> {
  return async (actor, { params }) => {
    const viewer = viewerOf(actor);
    const [row] = await database.query(readOrder(uuidOf("order", params.order) ?? ""));
    if (row === undefined || row.viewer !== viewer.uuid) return refuse("order_not_found");
    return { answer: orderOf(row) };
  };
}

export function listOrders({ database }: StoreParts): Handler<"listOrders"> {
  return async (actor, { query }) => {
    const before = cursorUuid("order", query);
    if (isRefusal(before)) return before;
    const limit = pageLimit(query);
    const page = { before, limit: limit + 1 };
    const rows = await database.query(listOrdersOf(viewerOf(actor).uuid, page));
    return { answer: pageById(rows, limit, { kind: "order", item: orderOf }) };
  };
}

export function listAdminOrders({ database }: StoreParts): Handler<"listAdminOrders"> {
  return async (_, { query }) => {
    const before = cursorUuid("order", query);
    if (isRefusal(before)) return before;
    const limit = pageLimit(query);
    const rows = await database.query(listAllOrders({ before, limit: limit + 1 }));
    return { answer: pageById(rows, limit, { kind: "order", item: adminOrderOf }) };
  };
}

function adminOrderOf(row: AdminOrderRow): AdminOrder {
  return {
    id: idOf("order", row.id),
    state: row.state,
    viewer: { id: idOf("viewer", row.viewer), name: row.name },
    coins: row.quote.coins,
    bonusCoins: row.quote.bonusCoins,
    price: row.quote.price,
    provider: row.provider,
    createdAt: row.createdAt.toISOString(),
  };
}
