/** What gifts earned: the balance, where it came from, and every line behind it. */
import { useCall } from "@largesse/sdk/react";
import { Coins, Diamonds, formatCount, Skeleton } from "@largesse/ui";
import { MinutesPlot, PageHead, Section, Stat, Stats, useNow, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { BalanceStat } from "../live/dashboard.tsx";
import { ByGift, BySupporter } from "./breakdown.tsx";
import { EarningsList } from "./earnings-list.tsx";

const READ_MS = 15_000;

/** Figures, a plot, two rankings and the list. */
export function EarningsPage(): ReactElement {
  const summary = useCall("getEarningsSummary", {}, { refetchInterval: READ_MS });
  const nowMs = useNow(READ_MS);
  const { data } = summary;
  if (data === undefined && summary.error !== null) {
    return (
      <Wrong
        what="Your earnings"
        error={summary.error}
        handleRetry={() => void summary.refetch()}
      />
    );
  }
  return (
    <>
      <PageHead title="Earnings" lead="Every gift, what it made, and when you can have it." />
      <Stats>
        <BalanceStat summary={data} />
        <Stat label="Today" note={data && `from ${formatCount(data.today.gifts)} gifts`}>
          {data === undefined ? (
            <Skeleton width="5ch" />
          ) : (
            <Diamonds amount={data.today.diamonds} signed />
          )}
        </Stat>
        <Stat label="Received today" note="in coins, before they became diamonds">
          {data === undefined ? <Skeleton width="5ch" /> : <Coins amount={data.today.coins} />}
        </Stat>
        <Stat label="Change" note="waiting to make a whole diamond">
          {data === undefined ? <Skeleton width="3ch" /> : <Coins amount={data.changeCoins} />}
        </Stat>
      </Stats>
      <Section title="Coins a minute" lead="The last hour of all your streams.">
        <MinutesPlot
          unit="coins"
          minutes={data?.byMinute ?? []}
          amountOf={(minute) => minute.coins}
          nowMs={nowMs}
        />
      </Section>
      <div className="desk-columns">
        <ByGift summary={data} />
        <BySupporter summary={data} />
      </div>
      <EarningsList />
    </>
  );
}
