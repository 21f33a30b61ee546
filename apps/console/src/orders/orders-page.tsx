/** Orders, newest first, with how each stands. */
import { type AdminOrder, OrderState } from "@largesse/protocol";
import { useClient } from "@largesse/sdk/react";
import {
  Button,
  Coins,
  type Column,
  EmptyState,
  formatCount,
  formatDateTime,
  MoneyText,
  Table,
  Why,
} from "@largesse/ui";
import { DeskSkeleton, PageHead, StateChip, stateMeans, Wrong } from "@largesse/ui/desk";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { shortId } from "../books/journal.ts";

const PAGE_ROWS = 40;
const READ_MS = 15_000;

const columns: readonly Column<AdminOrder>[] = [
  {
    key: "id",
    title: "Order",
    cell: (order) => (
      <code className="order-id" title={order.id}>
        {shortId(order.id)}
      </code>
    ),
  },
  { key: "state", title: "State", cell: (order) => <StateChip state={order.state} /> },
  { key: "viewer", title: "Viewer", cell: (order) => order.viewer.name },
  {
    key: "coins",
    title: "Coins",
    align: "end",
    cell: (order) => <Coins amount={order.coins} />,
  },
  {
    key: "bonus",
    title: "Bonus",
    align: "end",
    cell: (order) =>
      order.bonusCoins === 0 ? (
        <span className="ui-quiet">none</span>
      ) : (
        <Coins amount={order.bonusCoins} signed />
      ),
  },
  {
    key: "price",
    title: "Price",
    align: "end",
    cell: (order) => <MoneyText money={order.price} />,
  },
  { key: "provider", title: "Provider", cell: (order) => order.provider },
  {
    key: "created",
    title: "Created",
    align: "end",
    cell: (order) => formatDateTime(order.createdAt),
  },
];

/** The list, a page at a time; new orders appear by themselves. */
export function OrdersPage(): ReactElement {
  const client = useClient();
  const list = useInfiniteQuery({
    queryKey: ["listAdminOrders", "pages"],
    queryFn: ({ pageParam }) =>
      client.call("listAdminOrders", {
        query: { limit: PAGE_ROWS, ...(pageParam === null ? {} : { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: READ_MS,
  });
  if (list.data === undefined) {
    return list.error === null ? (
      <DeskSkeleton />
    ) : (
      <Wrong what="The orders" error={list.error} handleRetry={() => void list.refetch()} />
    );
  }
  const rows = list.data.pages.flatMap((page) => page.data);
  return (
    <>
      <PageHead
        title="Orders"
        lead={
          <>
            The newest {formatCount(rows.length)}. <StatesWhy />
          </>
        }
      />
      <div className="table-top">
        <Table
          caption="Orders, newest first"
          columns={columns}
          rows={rows}
          keyOf={(order) => order.id}
          empty={
            <EmptyState scene="purse" title="No orders yet">
              They appear here the moment someone buys coins.
            </EmptyState>
          }
        />
      </div>
      {list.hasNextPage ? (
        <div className="more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}

function StatesWhy(): ReactElement {
  return (
    <Why
      title="What do the states mean?"
      rule={
        <span className="states-why">
          {OrderState.options.map((state) => (
            <span key={state}>
              <StateChip state={state} /> {stateMeans(state)}
            </span>
          ))}
        </span>
      }
      source="The order’s own events, accepted in any order"
    />
  );
}
