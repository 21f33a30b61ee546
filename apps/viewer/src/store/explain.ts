/** The rows of the slips: where a price, a rate and a tax come from. */
import { type Fx, formatMoney, type Quote, type Tax } from "@largesse/protocol";
import {
  formatBasisPoints,
  formatDate,
  formatDecimal,
  formatPerCoin,
  type WhyRow,
} from "@largesse/ui";

interface PriceList {
  readonly version: number;
  readonly validFrom: string;
}

/** The rate and the markup, or that none was needed. */
export function fxRows(fx: Fx | null): WhyRow[] {
  if (fx === null) return [{ label: "Exchange rate", value: "none: the list is in this currency" }];
  return [
    { label: `1 ${fx.from} in ${fx.to}`, value: formatDecimal(fx.rate) },
    { label: "Our markup on the rate", value: markupText(fx) },
  ];
}

function markupText(fx: Fx): string {
  return fx.markupBasisPoints === 0 ? "none" : formatBasisPoints(fx.markupBasisPoints);
}

/** Source and date of a price: the rate's, or the price list's own. */
export function fxSource(fx: Fx | null, list: PriceList): { source: string; date: string } {
  if (fx === null)
    return { source: `Price list ${list.version}`, date: formatDate(list.validFrom) };
  return { source: fx.source, date: formatDate(fx.date) };
}

/** The tax inside a price. */
export function taxRows(tax: Tax | null): WhyRow[] {
  if (tax === null) return [{ label: "Tax", value: "none listed for this country" }];
  const rate = formatBasisPoints(tax.rateBasisPoints);
  return [
    {
      label: `${tax.name} ${rate}, ${tax.included ? "included" : "added"}`,
      value: formatMoney(tax.money),
    },
  ];
}

/** Everything behind a quote's price, down to the sum. */
export function quoteRows(quote: Quote): WhyRow[] {
  return [
    { label: "On the dollar list", value: formatMoney(quote.standard) },
    ...fxRows(quote.fx),
    ...taxRows(quote.tax),
    {
      label: "One coin, bonus included",
      value: formatPerCoin(quote.perCoin, quote.price.currency),
    },
    { label: "You pay", value: formatMoney(quote.price), sum: true },
  ];
}

/** The rate in plain words, for the top of the store. */
export function rateSentence(fx: Fx | null, currency: string): string {
  if (fx === null) return `Prices are set in ${currency}; nothing is converted.`;
  const rate = formatDecimal(fx.rate);
  const markup =
    fx.markupBasisPoints === 0
      ? "with no markup"
      : `plus ${formatBasisPoints(fx.markupBasisPoints)} markup`;
  return `Converted from ${fx.from} at ${rate}, the rate of ${formatDate(fx.date)}, ${markup}.`;
}

/** How much less a coin costs than at the dearest offer, in whole percent; 0 when it does not. */
export function savingPercent(perCoin: string, dearestPerCoin: string): number {
  const saved = 1 - Number(perCoin) / Number(dearestPerCoin);
  return Math.max(0, Math.floor(saved * 100 + 1e-9));
}
