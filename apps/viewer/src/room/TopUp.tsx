/**
 * "Top up exactly", without leaving the room: a quote for the missing coins and not one more, the
 * payment, and when the coins are there the gift goes out by itself.
 */
import type { Order } from "@largesse/protocol";
import { useCall, useClient } from "@largesse/sdk/react";
import { Button, Coins, Dialog, Notice } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { Checkout } from "../checkout/CheckoutDialog.tsx";
import { OrderSteps } from "../checkout/OrderSteps.tsx";
import { isOver } from "../checkout/order-steps.ts";
import { sayingOf } from "../says.tsx";
import type { Need } from "./use-giving.ts";

const ASK_EVERY_MS = 700;

interface TopUpProps {
  readonly need: Need | null;
  readonly onClose: () => void;
  readonly onCredited: () => void;
}

/** Opens while a gift waits for coins. */
export function TopUp({ need, onClose, onCredited }: TopUpProps) {
  return (
    <Dialog open={need !== null} onClose={onClose} title="Just what is missing" theme="stage">
      {need !== null && <Missing need={need} onClose={onClose} onCredited={onCredited} />}
    </Dialog>
  );
}

function Missing({ need, onClose, onCredited }: TopUpProps & { readonly need: Need }) {
  const [order, setOrder] = useState<Order | null>(null);
  return (
    <>
      <div className="need">
        <GiftArt gift={need.gift.id} size={72} />
        <p>
          {need.gift.name} costs <Coins amount={need.gift.coins} />. You have{" "}
          <Coins amount={need.have} />, so{" "}
          <b>
            <Coins amount={need.missing} /> are missing.
          </b>
        </p>
      </div>
      {order === null ? (
        <>
          <Checkout wish={{ coins: need.missing }} onOrdered={setOrder} />
          <p className="need-more ui-quiet">
            More gifts to come? <Link href="/store">Packs have bonus coins</Link>
          </p>
        </>
      ) : (
        <Following
          order={order}
          onAgain={() => setOrder(null)}
          onCredited={() => {
            onCredited();
            onClose();
          }}
        />
      )}
    </>
  );
}

interface FollowingProps {
  readonly order: Order;
  readonly onAgain: () => void;
  readonly onCredited: () => void;
}

/** Follows the order to its end; credited coins send the gift once. */
function Following({ order: made, onAgain, onCredited }: FollowingProps) {
  const client = useClient();
  const query = useCall(
    "getOrder",
    { params: { order: made.id as `ord_${string}` } },
    {
      refetchInterval: ({ state }) =>
        state.data !== undefined && isOver(state.data) ? false : ASK_EVERY_MS,
    },
  );
  const order = query.data ?? made;
  const told = useRef(false);
  useEffect(() => {
    if (order.state !== "credited" || told.current) return;
    told.current = true;
    client
      .call("getWallet")
      .catch(() => undefined)
      .finally(onCredited);
  }, [order.state, client, onCredited]);
  return (
    <div className="stack">
      <OrderSteps order={order} />
      {query.error !== null && <Notice tone="danger">{sayingOf(query.error)}</Notice>}
      {order.state === "pending" && order.nextAction !== null && (
        <a
          className="ui-button"
          data-kind="primary"
          data-size="large"
          href={order.nextAction.url}
          target="_blank"
          rel="noreferrer"
        >
          Continue to the bank
        </a>
      )}
      {(order.state === "failed" || order.state === "expired") && (
        <>
          <Notice tone="danger" title={order.failure?.says ?? "Nothing was charged."} />
          <Button kind="primary" size="large" onClick={onAgain}>
            Try another card
          </Button>
        </>
      )}
    </div>
  );
}
