/**
 * One order, from made to credited. It is asked for by its id alone, so closing the tab, coming
 * back from the bank or opening the page elsewhere shows the same truth.
 */
import { formatMoney, type Order } from "@largesse/protocol";
import { useCall, useClient } from "@largesse/sdk/react";
import { Button, Coins, formatDateTime, Notice, Skeleton } from "@largesse/ui";
import { useEffect } from "react";
import { Link } from "wouter";
import { QuoteLines } from "../checkout/CheckoutDialog.tsx";
import { OrderSteps } from "../checkout/OrderSteps.tsx";
import { isOver } from "../checkout/order-steps.ts";
import { Unread } from "../says.tsx";
import { Page } from "../shell/Page.tsx";
import { CoinPile } from "./CoinPile.tsx";

const ASK_EVERY_MS = 1_000;

/** The page of an order. */
export function OrderPage({ order }: { readonly order: string }) {
  const query = useCall(
    "getOrder",
    { params: { order: order as `ord_${string}` } },
    {
      refetchInterval: ({ state }) =>
        state.data !== undefined && isOver(state.data) ? false : ASK_EVERY_MS,
    },
  );
  return (
    <Page title="Your order">
      {query.data !== undefined ? (
        <Known order={query.data} />
      ) : query.error !== null ? (
        <Unread what="The order" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="order" role="status" aria-label="Loading the order">
          <Skeleton height="360px" radius="22px" />
        </div>
      )}
    </Page>
  );
}

function Known({ order }: { readonly order: Order }) {
  const client = useClient();
  const credited = order.state === "credited";
  useEffect(() => {
    if (credited) void client.call("getWallet").catch(() => undefined);
  }, [credited, client]);
  const coins = order.quote.coins + order.quote.bonusCoins;
  return (
    <article className="order">
      <div className="order-main">
        <Headline order={order} coins={coins} />
        <OrderSteps order={order} />
        <OrderActions order={order} />
      </div>
      <aside className="order-paper" aria-label="What was ordered">
        <QuoteLines quote={order.quote} sum={sumOf(order)} />
        <dl className="order-facts">
          <div>
            <dt>Order</dt>
            <dd className="ui-mono">{order.id}</dd>
          </div>
          <div>
            <dt>Made</dt>
            <dd>{formatDateTime(order.createdAt)}</dd>
          </div>
          <div>
            <dt>Paid through</dt>
            <dd>{order.provider}</dd>
          </div>
        </dl>
      </aside>
    </article>
  );
}

/** "You pay" would frighten whoever has paid already, or never will. */
function sumOf({ state }: Order): string {
  if (state === "created" || state === "pending") return "You pay";
  return state === "failed" || state === "expired" ? "Price" : "You paid";
}

function Headline({ order, coins }: { readonly order: Order; readonly coins: number }) {
  if (order.state === "credited") {
    return (
      <header className="order-head" data-done="true">
        <CoinPile coins={coins} />
        <h1>
          <Coins amount={coins} celebrate /> are yours
        </h1>
      </header>
    );
  }
  const titles: Readonly<Record<Exclude<Order["state"], "credited">, string>> = {
    created: "Your order is made",
    pending: "Waiting for the bank",
    paid: "Paid. Your coins are on their way",
    failed: "The payment did not go through",
    expired: "This order ran out of time",
    refunded: `${formatMoney(order.quote.price)} went back to you`,
    disputed: "The bank is asking questions",
  };
  return (
    <header className="order-head">
      <h1>{titles[order.state]}</h1>
    </header>
  );
}

function OrderActions({ order }: { readonly order: Order }) {
  if (order.state === "credited") {
    return (
      <div className="row">
        <Link href="/" asChild>
          <Button kind="primary" size="large">
            See who is live
          </Button>
        </Link>
        <Link href="/wallet" asChild>
          <Button size="large">Open the wallet</Button>
        </Link>
      </div>
    );
  }
  if (order.state === "pending" && order.nextAction !== null) {
    return (
      <div className="stack">
        <p>
          Your bank wants to know that it is you. It asks on its own page and brings you back here.
        </p>
        <a className="ui-button" data-kind="primary" data-size="large" href={order.nextAction.url}>
          Continue to the bank
        </a>
      </div>
    );
  }
  if (order.state === "failed" || order.state === "expired") {
    return (
      <div className="stack">
        <Notice tone="danger" title={order.failure?.says ?? "Nothing was charged."}>
          {order.failure === null ? "The time to pay it is over." : null}
        </Notice>
        <Link href="/store" asChild>
          <Button kind="primary" size="large">
            Back to the store
          </Button>
        </Link>
      </div>
    );
  }
  return <p className="ui-quiet">You can close this page: the order goes on without it.</p>;
}
