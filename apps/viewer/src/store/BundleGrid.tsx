/** The packs side by side: coins, bonus, price, and a bar that compares the price of one coin. */
import { type Bundle, type BundleList, formatMoney } from "@largesse/protocol";
import { Button, Coins, formatCount, formatPerCoin, Why } from "@largesse/ui";
import { CoinPile } from "./CoinPile.tsx";
import { fxRows, fxSource, savingPercent } from "./explain.ts";

interface GridProps {
  readonly list: BundleList;
  readonly onChoose: (bundle: string) => void;
}

/** Every pack of the list, smallest first. */
export function BundleGrid({ list, onChoose }: GridProps) {
  const dearest = list.data.reduce(
    (most, bundle) => (Number(bundle.perCoin) > Number(most) ? bundle.perCoin : most),
    list.exact.perCoin,
  );
  return (
    <ul className="bundles">
      {list.data.map((bundle) => (
        <li key={bundle.id} data-best={bundle.labels.includes("best_value")}>
          <BundleCard bundle={bundle} list={list} dearest={dearest} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

interface CardProps extends GridProps {
  readonly bundle: Bundle;
  readonly dearest: string;
}

function BundleCard({ bundle, list, dearest, onChoose }: CardProps) {
  const coins = bundle.coins + bundle.bonusCoins;
  const saving = savingPercent(bundle.perCoin, dearest);
  const best = bundle.labels.includes("best_value");
  return (
    <article className="bundle" data-best={best}>
      {best && <BestMark bundle={bundle} list={list} dearest={dearest} />}
      <CoinPile coins={coins} />
      <div className="bundle-amount">
        <Coins amount={coins} celebrate />
        {bundle.bonusCoins > 0 && (
          <span className="bundle-bonus">
            {formatCount(bundle.coins)} + {formatCount(bundle.bonusCoins)} bonus
          </span>
        )}
      </div>
      <div className="bundle-per-coin">
        <meter
          min={0}
          max={Number(dearest)}
          value={Number(bundle.perCoin)}
          aria-label="Price of a coin against the dearest"
        />
        <span>
          {formatPerCoin(bundle.perCoin, bundle.price.currency)} a coin
          {saving > 0 && <b> −{saving}%</b>}
        </span>
        <PriceWhy bundle={bundle} list={list} />
      </div>
      <Button kind="primary" wide onClick={() => onChoose(bundle.id)}>
        <span className="ui-hidden">Buy {formatCount(coins)} coins for </span>
        {formatMoney(bundle.price)}
      </Button>
    </article>
  );
}

function PriceWhy({ bundle, list }: { readonly bundle: Bundle; readonly list: BundleList }) {
  const price = formatMoney(bundle.price);
  const perCoin = formatPerCoin(bundle.perCoin, bundle.price.currency);
  const coins = bundle.coins + bundle.bonusCoins;
  return (
    <Why
      title={`Why ${price}?`}
      rows={[
        { label: "On the dollar list", value: formatMoney(bundle.standard) },
        ...fxRows(list.fx),
        { label: "Price", value: price, sum: true },
        { label: `${price} for ${formatCount(coins)} coins`, value: `${perCoin} each` },
      ]}
      rule="Tax of your country is included; checkout shows how much."
      {...fxSource(list.fx, list.priceList)}
    />
  );
}

function BestMark({ bundle, list, dearest }: Omit<CardProps, "onChoose">) {
  const currency = bundle.price.currency;
  return (
    <span className="bundle-best">
      Best value
      <Why
        title="Why “best value”?"
        rows={[
          { label: "A coin in this pack", value: formatPerCoin(bundle.perCoin, currency) },
          { label: "A coin at the dearest", value: formatPerCoin(dearest, currency) },
          {
            label: "You save a coin",
            value: `${savingPercent(bundle.perCoin, dearest)}%`,
            sum: true,
          },
        ]}
        rule="The label goes to the pack with the lowest price of one coin, bonus included, and to none when two are equal."
        {...fxSource(list.fx, list.priceList)}
      />
    </span>
  );
}
