/** The head that the pages of the shop share, with the currency they show. */
import type { Currency } from "@largesse/protocol";
import { currencyName, Select } from "@largesse/ui";
import { PageHead } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { SubPlaces } from "../sub-places.tsx";

const places = [
  { href: "/shop", label: "Gifts" },
  { href: "/shop/prices", label: "Price list" },
] as const;

interface ShopHeadProps {
  readonly currency: Currency;
  readonly currencies: readonly Currency[];
  readonly handleCurrency: (currency: Currency) => void;
}

/** Title, currency, and the way between the two. */
export function ShopHead({ currency, currencies, handleCurrency }: ShopHeadProps): ReactElement {
  return (
    <>
      <PageHead
        title="Shop"
        actions={
          <Select
            label={<span className="ui-hidden">Currency</span>}
            value={currency}
            onChange={(event) => handleCurrency(event.target.value as Currency)}
          >
            {currencies.map((code) => (
              <option key={code} value={code}>
                {code} · {currencyName(code)}
              </option>
            ))}
          </Select>
        }
      />
      <SubPlaces label="Shop" places={places} />
    </>
  );
}
