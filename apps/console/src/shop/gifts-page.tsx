/** The catalogue: every gift with its art, tier and price in coins and money. */
import type { Currency, Fx, Gift } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { CoinPrice, type Column, formatCount, Table } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { DeskSkeleton, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { ShopHead } from "./shop-head.tsx";
import { useCurrency } from "./use-currency.ts";
import { WhyFx } from "./why-fx.tsx";

const entrances: Readonly<Record<Gift["tier"], string>> = {
  small: "drifts up beside the chat",
  medium: "pops a card",
  large: "rides a ribbon across",
  grand: "takes the stage",
};

/** A table, cheapest first. */
export function GiftsPage(): ReactElement {
  const { currency, currencies, choose } = useCurrency();
  const { data, error, refetch } = useCall("listGifts", { query: { currency } });
  return (
    <>
      <ShopHead currency={currency} currencies={currencies} handleCurrency={choose} />
      {data === undefined ? (
        error === null ? (
          <DeskSkeleton />
        ) : (
          <Wrong what="The catalogue" error={error} handleRetry={() => void refetch()} />
        )
      ) : (
        <>
          <p className="reach">{formatCount(data.data.length)} gifts, cheapest first.</p>
          <Table
            caption="Gifts, cheapest first"
            columns={columnsFor(currency, data.fx)}
            rows={data.data.toSorted((a, b) => a.coins - b.coins)}
            keyOf={(gift) => gift.id}
          />
        </>
      )}
    </>
  );
}

function columnsFor(currency: Currency, fx: Fx | null): readonly Column<Gift>[] {
  return [
    {
      key: "gift",
      title: "Gift",
      cell: (gift) => (
        <span className="gift-cell">
          <GiftArt gift={gift.id} size={44} />
          <span>
            <b>{gift.name}</b>
            <code>{gift.id}</code>
          </span>
        </span>
      ),
    },
    {
      key: "tier",
      title: "Entrance",
      cell: (gift) => (
        <span className="tier" data-tier={gift.tier}>
          <i aria-hidden="true" />
          {gift.tier}
          <span className="ui-quiet">{entrances[gift.tier]}</span>
        </span>
      ),
    },
    {
      key: "streak",
      title: "Streaks",
      cell: (gift) => (gift.streakable ? "yes" : <span className="ui-quiet">one by one</span>),
    },
    {
      key: "price",
      title: "Price",
      align: "end",
      cell: (gift) => (
        <span className="price-cell">
          <CoinPrice coins={gift.coins} money={gift.price} />
          <WhyFx
            title={`Why is ${gift.name} worth that in ${currency}?`}
            fx={fx}
            rule="Its coins at the list’s price of one coin, rounded to the minor unit. Coins from larger bundles cost less."
          />
        </span>
      ),
    },
  ];
}
