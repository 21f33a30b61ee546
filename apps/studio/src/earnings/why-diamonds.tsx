/** Where the creator's diamonds come from and what they are worth: the rate card, spelt out. */
import type { EarningsSummary } from "@largesse/protocol";
import { Coins, Diamonds, formatCount, formatDate, MoneyText, Why } from "@largesse/ui";
import type { ReactElement } from "react";

/** The worth of the balance, line by line. */
export function WhyWorth({ summary }: { readonly summary: EarningsSummary }): ReactElement {
  const { rateCard, diamonds, worth } = summary;
  const oneDollar = { currency: "USD", minor: 100 } as const;
  return (
    <Why
      title="What are my diamonds worth?"
      rows={[
        { label: "Your diamonds", value: <Diamonds amount={diamonds} /> },
        {
          label: `${formatCount(rateCard.diamondsPerUsd)} diamonds are`,
          value: <MoneyText money={oneDollar} />,
        },
        {
          label: `${formatCount(diamonds)} ÷ ${formatCount(rateCard.diamondsPerUsd)}`,
          value: <MoneyText money={worth} />,
          sum: true,
        },
      ]}
      rule="Rounded to the cent. The diamonds themselves are never rounded."
      source={`Rate card, version ${rateCard.version}`}
      date={formatDate(rateCard.validFrom)}
    />
  );
}

/** How coins became diamonds, and where the odd coin waits. */
export function WhyDiamonds({ summary }: { readonly summary: EarningsSummary }): ReactElement {
  const { rateCard, today, changeCoins } = summary;
  return (
    <Why
      title="How do gifts become diamonds?"
      rows={[
        { label: "Gifts today", value: <Coins amount={today.coins} /> },
        {
          label: `${coinsText(rateCard.coins)} make ${diamondsText(rateCard.diamonds)}`,
          value: <Diamonds amount={today.diamonds} />,
        },
        { label: "Coins waiting as change", value: <Coins amount={changeCoins} /> },
      ]}
      rule="A coin that does not make a whole diamond yet is kept as change and counts with the next gift. None is lost. That is why today’s figures can differ by one from a plain division."
      source={`Rate card, version ${rateCard.version}`}
      date={formatDate(rateCard.validFrom)}
    />
  );
}

function coinsText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "coin" : "coins"}`;
}

function diamondsText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "diamond" : "diamonds"}`;
}
