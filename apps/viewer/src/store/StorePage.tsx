/**
 * The store: packs compared honestly, or exactly as many coins as one needs.
 *
 * Labels come from the server, which sets them only where they are arithmetically true; the rate
 * behind every price is told above the prices, not below them.
 */
import type { BundleList, Currency, QuoteRequest } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { countryName, currencyName, Icon, Select, Skeleton, Why } from "@largesse/ui";
import { useState } from "react";
import { CheckoutDialog } from "../checkout/CheckoutDialog.tsx";
import { choosePreferences, countries, currencyOf, usePreferences } from "../preferences.ts";
import { Unread } from "../says.tsx";
import { Page } from "../shell/Page.tsx";
import { BundleGrid } from "./BundleGrid.tsx";
import { ExactTopUp } from "./ExactTopUp.tsx";
import { fxRows, fxSource, rateSentence } from "./explain.ts";

/** Where coins are bought. */
export function StorePage() {
  const prices = usePreferences();
  const bundles = useCall("listBundles", { query: { ...prices, channel: "web" } });
  const [chosen, choose] = useState<QuoteRequest | null>(null);
  return (
    <Page title="Coins">
      <header className="store-head">
        <div>
          <h1>Coins for gifts</h1>
          {bundles.data === undefined ? (
            <Skeleton width="min(460px, 80vw)" height="22px" />
          ) : (
            <RateLine list={bundles.data} currency={prices.currency} />
          )}
        </div>
        <PriceChoice offered={bundles.data?.currencies} />
      </header>
      {bundles.data !== undefined ? (
        <>
          <BundleGrid list={bundles.data} onChoose={(bundle) => choose({ bundle })} />
          <ExactTopUp list={bundles.data} onChoose={(coins) => choose({ coins })} />
          <Promises />
        </>
      ) : bundles.error !== null ? (
        <Unread
          what="The price list"
          error={bundles.error}
          onRetry={() => void bundles.refetch()}
        />
      ) : (
        <Waiting />
      )}
      <CheckoutDialog wish={chosen} onClose={() => choose(null)} />
    </Page>
  );
}

function RateLine({ list, currency }: { readonly list: BundleList; readonly currency: Currency }) {
  return (
    <p className="ui-quiet">
      {rateSentence(list.fx, currency)}{" "}
      <Why
        title="Why this rate?"
        rows={fxRows(list.fx)}
        rule="The list is made in dollars. Other currencies are converted at the rate published on the last banking day, rounded once, to the smallest unit."
        {...fxSource(list.fx, list.priceList)}
      />
    </p>
  );
}

function PriceChoice({ offered }: { readonly offered: readonly Currency[] | undefined }) {
  const prices = usePreferences();
  const money = offered ?? [prices.currency];
  const sorted = [...countries].sort((a, b) => countryName(a).localeCompare(countryName(b)));
  return (
    <div className="price-choice">
      <Select
        label="Country"
        value={prices.country}
        onChange={(event) => {
          const country = event.target.value;
          const usual = currencyOf(country);
          choosePreferences({ country, currency: money.includes(usual) ? usual : prices.currency });
        }}
      >
        {sorted.map((code) => (
          <option key={code} value={code}>
            {countryName(code)}
          </option>
        ))}
      </Select>
      <Select
        label="Currency"
        value={prices.currency}
        onChange={(event) => {
          const currency = money.find((code) => code === event.target.value);
          if (currency !== undefined) choosePreferences({ ...prices, currency });
        }}
      >
        {money.map((code) => (
          <option key={code} value={code}>
            {code} · {currencyName(code)}
          </option>
        ))}
      </Select>
    </div>
  );
}

const PROMISES = [
  {
    icon: "shield",
    says: "Paid means delivered",
    more: "Coins arrive once, even if the connection breaks.",
  },
  {
    icon: "clock",
    says: "The price stays",
    more: "What you are quoted is charged, to the smallest unit.",
  },
  { icon: "check", says: "No forced leftovers", more: "Buy 7 coins if you need 7." },
] as const;

function Promises() {
  return (
    <ul className="promises">
      {PROMISES.map(({ icon, says, more }) => (
        <li key={says}>
          <Icon name={icon} size={22} />
          <div>
            <b>{says}</b>
            <span>{more}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Waiting() {
  return (
    <div className="bundles" role="status" aria-label="Loading the price list">
      {[1, 2, 3, 4, 5, 6].map((number) => (
        <Skeleton key={number} height="292px" radius="22px" />
      ))}
    </div>
  );
}
