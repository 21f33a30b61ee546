/** The checkout: a locked price, a card, and a button that says what it takes. */
import { formatMoney, type Order, type Quote, type QuoteRequest } from "@largesse/protocol";
import { useMutate } from "@largesse/sdk/react";
import {
  Button,
  Coins,
  Dialog,
  formatCount,
  formatDate,
  MoneyText,
  Notice,
  Skeleton,
  Why,
} from "@largesse/ui";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { usePreferences } from "../preferences.ts";
import { sayingOf } from "../says.tsx";
import { quoteRows, taxRows } from "../store/explain.ts";
import { CardChoice } from "./CardChoice.tsx";
import { firstCard } from "./cards.ts";
import { TimeLeft } from "./TimeLeft.tsx";

/** Opens while something is wished for; goes to the order's page once it is made. */
export function CheckoutDialog(props: {
  readonly wish: QuoteRequest | null;
  readonly onClose: () => void;
}) {
  const [, go] = useLocation();
  return (
    <Dialog open={props.wish !== null} onClose={props.onClose} title="Checkout">
      {props.wish !== null && (
        <Checkout wish={props.wish} onOrdered={(order) => go(`/orders/${order.id}`)} />
      )}
    </Dialog>
  );
}

interface CheckoutProps {
  readonly wish: QuoteRequest;
  readonly onOrdered: (order: Order) => void;
}

/** Asks for the quote and shows it. */
export function Checkout({ wish, onOrdered }: CheckoutProps) {
  const prices = usePreferences();
  const quote = useMutate("createQuote");
  const ask = quote.mutate;
  const { bundle, coins } = wish;
  useEffect(() => {
    const what = bundle === undefined ? { coins } : { bundle };
    ask({ body: { ...what, ...prices, channel: "web" } });
  }, [ask, bundle, coins, prices]);
  const again = () => ask({ body: { ...wish, ...prices, channel: "web" } });

  if (quote.data !== undefined) {
    return (
      <Paying key={quote.data.id} quote={quote.data} onExpired={again} onOrdered={onOrdered} />
    );
  }
  if (quote.error !== null) {
    return (
      <>
        <Notice tone="danger" title="No price just now">
          {sayingOf(quote.error)}
        </Notice>
        <Button kind="primary" onClick={again}>
          Ask again
        </Button>
      </>
    );
  }
  return (
    <div className="stack" role="status" aria-label="Asking for the price">
      <Skeleton height="96px" radius="14px" />
      <Skeleton height="180px" radius="14px" />
      <Skeleton height="52px" radius="14px" />
    </div>
  );
}

interface PayingProps {
  readonly quote: Quote;
  readonly onExpired: () => void;
  readonly onOrdered: (order: Order) => void;
}

function Paying({ quote, onExpired, onOrdered }: PayingProps) {
  const [card, setCard] = useState(firstCard);
  const [expired, setExpired] = useState(false);
  const order = useMutate("createOrder");
  // The second click of a double click comes before the busy button is drawn.
  const underWay = useRef(false);
  const pay = () => {
    if (underWay.current) return;
    underWay.current = true;
    order.mutate(
      {
        // Paying the same again, after an answer that got lost, is the same order again.
        key: `${quote.id}-${card.slice(-4)}`,
        body: { quote: quote.id as `quo_${string}`, provider: "sandbox", method: { card } },
      },
      {
        onSuccess: onOrdered,
        onSettled: () => {
          underWay.current = false;
        },
      },
    );
  };
  return (
    <div className="checkout">
      <QuoteLines quote={quote} />
      <CardChoice value={card} onChange={setCard} />
      {order.error !== null && (
        <Notice tone="danger" title="Not ordered">
          {sayingOf(order.error)}
        </Notice>
      )}
      {expired ? (
        <Button kind="primary" size="large" wide onClick={onExpired}>
          Get a new price
        </Button>
      ) : (
        <Button kind="primary" size="large" wide busy={order.isPending} onClick={pay}>
          Pay {formatMoney(quote.price)}
        </Button>
      )}
      <p className="checkout-foot ui-quiet">
        <TimeLeft until={quote.expiresAt} onOver={() => setExpired(true)} /> A sandbox: no real
        money moves.
      </p>
    </div>
  );
}

interface QuoteLinesProps {
  readonly quote: Quote;
  /** What the sum is called: it is not to be paid any more once the order is over. */
  readonly sum?: string;
}

/** What is bought, the tax inside, and the sum with its Why. */
export function QuoteLines({ quote, sum = "You pay" }: QuoteLinesProps) {
  return (
    <dl className="quote-lines">
      <div>
        <dt>
          {quote.bonusCoins > 0
            ? `${formatCount(quote.coins)} coins + ${formatCount(quote.bonusCoins)} bonus`
            : "Coins"}
        </dt>
        <dd>
          <Coins amount={quote.coins + quote.bonusCoins} />
        </dd>
      </div>
      {taxRows(quote.tax).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one row, never reordered
        <div key={index} className="ui-quiet">
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
      <div className="quote-sum">
        <dt>
          {sum}{" "}
          <Why
            title={`Why ${formatMoney(quote.price)}?`}
            rows={quoteRows(quote)}
            source={
              [quote.fx?.source, quote.tax?.source].filter(Boolean).join("; ") ||
              `price list ${quote.priceListVersion}`
            }
            {...(quote.fx === null ? {} : { date: formatDate(quote.fx.date) })}
          />
        </dt>
        <dd>
          <MoneyText money={quote.price} celebrate />
        </dd>
      </div>
    </dl>
  );
}
