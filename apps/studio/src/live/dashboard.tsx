/** On air: what has come in, what is coming in, and who says what, on one page. */
import type { EarningsSummary, Stream } from "@largesse/protocol";
import { useRoom } from "@largesse/sdk/react";
import { Coins, Diamonds, formatCount, LiveDot, MoneyText, Skeleton } from "@largesse/ui";
import { Duration, MinutesPlot, PageHead, Section, Stat, Stats, useNow } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { ByGift, BySupporter } from "../earnings/breakdown.tsx";
import { WhyDiamonds, WhyWorth } from "../earnings/why-diamonds.tsx";
import { Chat } from "./chat.tsx";
import { EditStream } from "./edit-stream.tsx";
import { EndStream } from "./end-stream.tsx";
import { GiftFeed } from "./gift-feed.tsx";
import { RoomLink } from "./room-link.tsx";
import { useFreshSummary } from "./use-fresh-summary.ts";

/** How often the plot moves on when no gift has come. */
const PLOT_MS = 10_000;

/** The live dashboard of one stream. */
export function Dashboard({ stream: known }: { readonly stream: Stream }): ReactElement {
  const room = useRoom(known.id);
  const stream = room.stream ?? known;
  const summary = useFreshSummary(room.events);
  const nowMs = useNow(PLOT_MS);
  return (
    <div className="on-air">
      <div className="on-air-head">
        <PageHead
          title={stream.title}
          lead={
            <span className="on-air-state">
              {room.connection === "reconnecting" ? (
                <span role="status">Connection lost. Coming back…</span>
              ) : (
                <LiveDot />
              )}
              <Duration from={stream.startedAt} />
            </span>
          }
          actions={
            <>
              <RoomLink stream={stream.id} />
              <EditStream stream={stream} />
              <EndStream stream={stream} />
            </>
          }
        />
        <Figures summary={summary} stream={stream} viewers={room.viewers} />
      </div>
      <div className="on-air-main">
        <Section title="Coins a minute" lead="The last hour of all your streams.">
          <MinutesPlot
            unit="coins"
            minutes={summary?.byMinute ?? []}
            amountOf={(minute) => minute.coins}
            nowMs={nowMs}
          />
        </Section>
        <div className="desk-columns">
          <ByGift summary={summary} />
          <BySupporter summary={summary} />
        </div>
      </div>
      <aside className="on-air-side" aria-label="The room">
        <section aria-labelledby="on-air-gifts">
          <h2 id="on-air-gifts">Gifts</h2>
          <GiftFeed events={room.events} />
        </section>
        <section aria-labelledby="on-air-chat">
          <h2 id="on-air-chat">Chat</h2>
          <Chat
            events={room.events}
            creator={stream.creator.id}
            handleSend={(text) => room.sendMessage(text)}
          />
        </section>
      </aside>
    </div>
  );
}

interface FiguresProps {
  readonly summary: EarningsSummary | undefined;
  readonly stream: Stream;
  readonly viewers: number;
}

function Figures({ summary, stream, viewers }: FiguresProps): ReactElement {
  return (
    <Stats>
      <BalanceStat summary={summary} />
      <Stat label="Today" note={summary && `${formatCount(summary.today.gifts)} gifts`}>
        {summary === undefined ? (
          <Skeleton width="5ch" />
        ) : (
          <Diamonds amount={summary.today.diamonds} signed />
        )}
      </Stat>
      <Stat label="This stream" note="in gifts">
        <Coins amount={stream.coins} />
      </Stat>
      <Stat label="Watching" note="right now">
        {formatCount(viewers)}
      </Stat>
    </Stats>
  );
}

/** Diamonds and what they are worth: the figure a creator opens the page for. */
export function BalanceStat({ summary }: Pick<FiguresProps, "summary">): ReactElement {
  if (summary === undefined) {
    return (
      <Stat label="Diamonds" note={<Skeleton width="12ch" />} lead>
        <Skeleton width="6ch" />
      </Stat>
    );
  }
  return (
    <Stat
      label="Diamonds"
      mark={<WhyDiamonds summary={summary} />}
      note={
        <>
          worth <MoneyText money={summary.worth} /> <WhyWorth summary={summary} />
        </>
      }
      lead
    >
      <Diamonds amount={summary.diamonds} celebrate />
    </Stat>
  );
}
