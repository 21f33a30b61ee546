/** The currency that the shop is looked at in, kept while one moves between its pages. */
import type { Currency } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { useState } from "react";

const KEY = "largesse.console.currency";
const USUAL: Currency = "USD";

/** What is chosen, what can be, and how to choose. */
export function useCurrency(): {
  readonly currency: Currency;
  readonly currencies: readonly Currency[];
  readonly choose: (currency: Currency) => void;
} {
  const [kept, setKept] = useState(() => sessionStorage.getItem(KEY));
  const list = useCall("listBundles");
  const currencies = list.data?.currencies ?? [USUAL];
  const currency = currencies.find((code) => code === kept) ?? USUAL;
  const choose = (chosen: Currency): void => {
    sessionStorage.setItem(KEY, chosen);
    setKept(chosen);
  };
  return { currency, currencies, choose };
}
