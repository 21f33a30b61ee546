/** The viewer's orders, each with its state and a way to its page. */
import { formatMoney, type Order } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Coins, formatDateTime, Skeleton, Table } from "@largesse/ui";
import { Link } from "wouter";
import { Unread } from "../says.tsx";
import { NothingYet } from "./NothingYet.tsx";

/** The newest fifty. */
export function Orders() {
  const orders = useCall("listOrders", { query: { limit: 50 } });
  if (orders.error !== null) {
    return <Unread what="The orders" error={orders.error} onRetry={() => void orders.refetch()} />;
  }
  if (orders.data === undefined) return <Skeleton height="240px" radius="14px" />;
  return (
    <Table
      caption="Your orders"
      rows={orders.data.data}
      keyOf={(order) => order.id}
      empty={<NothingYet />}
      columns={[
        { key: "at", title: "When", cell: (order) => formatDateTime(order.createdAt) },
        { key: "what", title: "Order", cell: (order) => <OrderLink order={order} /> },
        {
          key: "state",
          title: "State",
          cell: (order) => (
            <span className="order-state" data-state={order.state}>
              {order.state}
            </span>
          ),
        },
        {
          key: "price",
          title: "Price",
          align: "end",
          cell: (order) => formatMoney(order.quote.price),
        },
      ]}
    />
  );
}

function OrderLink({ order }: { readonly order: Order }) {
  return (
    <Link href={`/orders/${order.id}`}>
      <Coins amount={order.quote.coins + order.quote.bonusCoins} />
    </Link>
  );
}
