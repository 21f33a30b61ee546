/** What a coin is, in one line, before anyone spends one. */
import { formatMoney } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { CoinGlyph, formatPerCoin, Why } from "@largesse/ui";
import { Link } from "wouter";
import { usePreferences } from "../preferences.ts";
import { fxRows, fxSource } from "../store/explain.ts";

/** The price of one coin with its Why; nothing while it is not known. */
export function CoinTruth() {
  const prices = usePreferences();
  const bundles = useCall("listBundles", { query: { ...prices, channel: "web" } });
  const gifts = useCall("listGifts", { query: prices });
  const list = bundles.data;
  const panda = gifts.data?.data.find((gift) => gift.id === "panda");
  if (list === undefined) return null;
  const perCoin = formatPerCoin(list.exact.perCoin, prices.currency);
  return (
    <aside className="coin-truth" aria-label="What a coin costs">
      <p className="coin-truth-line">
        1 <CoinGlyph /> costs {perCoin}
        <Why
          title={`Why ${perCoin} a coin?`}
          rows={[
            ...fxRows(list.fx),
            { label: "One coin, bought exactly", value: perCoin, sum: true },
          ]}
          rule="This is the price when you buy any number of coins. Larger packs add bonus coins."
          {...fxSource(list.fx, list.priceList)}
        />
      </p>
      <p className="ui-quiet">
        {panda === undefined ? null : `A Panda is 5 coins, ${formatMoney(panda.price)}. `}
        You can always buy exactly what a gift needs: no packs forced, no leftovers.
      </p>
      <Link href="/store">See all prices</Link>
    </aside>
  );
}
