/** How the house stands, at a glance: what happens now, what is owed, how orders go. */
import type { Overview } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Coins, formatCount, formatTime, LiveDot, Skeleton } from "@largesse/ui";
import { MinutesPlot, PageHead, Section, Stat, StateChip, Stats, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { Owed } from "./owed.tsx";

const READ_MS = 5_000;

/** Reads itself anew every few seconds. */
export function OverviewPage(): ReactElement {
  const { data, error, refetch } = useCall("getOverview", {}, { refetchInterval: READ_MS });
  if (data === undefined && error !== null) {
    return <Wrong what="The overview" error={error} handleRetry={() => void refetch()} />;
  }
  return (
    <>
      <PageHead
        title="Overview"
        lead={data === undefined ? "Reading…" : <AsOf overview={data} broken={error !== null} />}
      />
      <Stats>
        <Stat label="Live streams">
          {data ? <LiveCount count={data.streamsLive} /> : <Skeleton />}
        </Stat>
        <Stat label="Watching">{data ? formatCount(data.viewersNow) : <Skeleton />}</Stat>
        <Stat label="Gifts today">{data ? formatCount(data.today.gifts) : <Skeleton />}</Stat>
        <Stat label="Coins given today">
          {data ? <Coins amount={data.today.coins} /> : <Skeleton />}
        </Stat>
        <Stat label="Orders today">{data ? formatCount(data.today.orders) : <Skeleton />}</Stat>
        <Stat label="New viewers today">
          {data ? formatCount(data.today.viewersNew) : <Skeleton />}
        </Stat>
      </Stats>
      <Section title="Gifts a minute" lead="The last hour of all streams.">
        <MinutesPlot
          unit="gifts"
          minutes={data?.giftsByMinute ?? []}
          amountOf={(minute) => minute.gifts}
          nowMs={data === undefined ? Date.now() : Date.parse(data.at)}
        />
      </Section>
      <Owed outstanding={data?.outstanding} />
      <OrdersByState orders={data?.ordersByState} />
    </>
  );
}

interface AsOfProps {
  readonly overview: Overview;
  readonly broken: boolean;
}

function AsOf({ overview, broken }: AsOfProps): ReactElement {
  return (
    <>
      {broken ? "Connection lost; this was so at " : "As of "}
      <time dateTime={overview.at}>{formatTime(overview.at)}</time>
      {overview.demo ? ". This is the demo world: its coins were never paid for." : "."}
    </>
  );
}

function LiveCount({ count }: { readonly count: number }): ReactElement {
  return (
    <span className="live-count">
      {formatCount(count)}
      {count > 0 ? <LiveDot /> : null}
    </span>
  );
}

function OrdersByState(props: {
  readonly orders: Overview["ordersByState"] | undefined;
}): ReactElement | null {
  const { orders } = props;
  if (orders === undefined || orders.length === 0) return null;
  return (
    <Section title="Orders by state">
      <ul className="order-states">
        {orders.map((row) => (
          <li key={row.state}>
            <StateChip state={row.state} />
            <b>{formatCount(row.orders)}</b>
          </li>
        ))}
      </ul>
    </Section>
  );
}
