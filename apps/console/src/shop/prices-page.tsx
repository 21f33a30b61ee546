/** The price list as buyers see it, with what is behind each price. */
import type { AnswerOf, Bundle, Currency } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import {
  Coins,
  type Column,
  formatCount,
  formatDate,
  formatPerCoin,
  MoneyText,
  Table,
} from "@largesse/ui";
import { DeskSkeleton, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { ShopHead } from "./shop-head.tsx";
import { useCurrency } from "./use-currency.ts";
import { WhyFx } from "./why-fx.tsx";

type PriceList = AnswerOf<"listBundles">;

/** Bundles in a table, exact top-up below, the list's version above. */
export function PricesPage(): ReactElement {
  const { currency, currencies, choose } = useCurrency();
  const { data, error, refetch } = useCall("listBundles", { query: { currency } });
  return (
    <>
      <ShopHead currency={currency} currencies={currencies} handleCurrency={choose} />
      {data === undefined ? (
        error === null ? (
          <DeskSkeleton />
        ) : (
          <Wrong what="The price list" error={error} handleRetry={() => void refetch()} />
        )
      ) : (
        <>
          <p className="reach">
            List <code>{data.priceList.id}</code>, version {data.priceList.version}, valid from{" "}
            {formatDate(data.priceList.validFrom)}. A change never alters an open quote.
          </p>
          <Table
            caption="Bundles"
            columns={columnsFor(data, currency)}
            rows={data.data}
            keyOf={(bundle) => bundle.id}
          />
          <p className="reach">
            Exact top-up: any number from {formatCount(data.exact.coinsMin)} to{" "}
            {formatCount(data.exact.coinsMax)} coins at{" "}
            <b>{formatPerCoin(data.exact.perCoin, currency)}</b> each.
          </p>
        </>
      )}
    </>
  );
}

function columnsFor(list: PriceList, currency: Currency): readonly Column<Bundle>[] {
  return [
    {
      key: "coins",
      title: "Coins",
      align: "end",
      cell: (bundle) => <Coins amount={bundle.coins} />,
    },
    {
      key: "bonus",
      title: "Bonus",
      align: "end",
      cell: (bundle) =>
        bundle.bonusCoins === 0 ? (
          <span className="ui-quiet">none</span>
        ) : (
          <Coins amount={bundle.bonusCoins} signed />
        ),
    },
    {
      key: "price",
      title: "Price",
      align: "end",
      cell: (bundle) => (
        <span className="price-cell">
          <b>
            <MoneyText money={bundle.price} />
          </b>
          <WhyFx
            title={`Why ${formatCount(bundle.coins)} coins at that price?`}
            fx={list.fx}
            rows={[{ label: "On the USD list", value: <MoneyText money={bundle.standard} /> }]}
            rule={
              list.fx === null
                ? "This is the standard list; nothing was converted."
                : "The standard price at the day’s rate, with the market’s tax and rounding."
            }
          />
        </span>
      ),
    },
    {
      key: "per-coin",
      title: "Per coin",
      align: "end",
      cell: (bundle) => formatPerCoin(bundle.perCoin, currency),
    },
    {
      key: "standard",
      title: "Standard",
      align: "end",
      cell: (bundle) => <MoneyText money={bundle.standard} />,
    },
    {
      key: "labels",
      title: "Label",
      cell: (bundle) =>
        bundle.labels.includes("best_value") ? <span className="label">Best value</span> : null,
    },
  ];
}
