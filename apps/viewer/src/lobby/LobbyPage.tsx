/** Who is live: one large window onto the fullest room, smaller ones onto the rest. */

import type { Stream } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Avatar, Coins, EmptyState, formatCompact, Icon, LiveDot, Skeleton } from "@largesse/ui";
import { Scene } from "@largesse/ui/scenes";
import { useRef } from "react";
import { Link } from "wouter";
import { Unread } from "../says.tsx";
import { Page } from "../shell/Page.tsx";
import { CoinTruth } from "./CoinTruth.tsx";
import { windowOrder } from "./order.ts";

/** Viewers come and go; the lobby looks again this often. */
const REFRESH_MS = 5_000;

/** The first page. */
export function LobbyPage() {
  const streams = useCall(
    "listStreams",
    { query: { state: "live", limit: 30 } },
    { refetchInterval: REFRESH_MS },
  );
  return (
    <Page title="Live now">
      <header className="lobby-head">
        <h1>Live now</h1>
        <p className="ui-quiet">Step in, say hello, send something lovely.</p>
      </header>
      {streams.data !== undefined ? (
        <Windows streams={streams.data.data} />
      ) : streams.error !== null ? (
        <Unread what="The streams" error={streams.error} onRetry={() => void streams.refetch()} />
      ) : (
        <Waiting />
      )}
      <CoinTruth />
    </Page>
  );
}

function Windows({ streams }: { readonly streams: readonly Stream[] }) {
  const standing = useRef<readonly string[]>([]);
  standing.current = windowOrder(streams, standing.current);
  const byId = new Map(streams.map((stream) => [stream.id, stream]));
  const ordered = standing.current.flatMap((id) => byId.get(id) ?? []);
  if (streams.length === 0) {
    return (
      <EmptyState scene="curtain" title="Nobody is live just now">
        As soon as a creator goes live, their window opens here by itself.
      </EmptyState>
    );
  }
  return (
    <ul className="windows">
      {ordered.map((stream) => (
        <li key={stream.id}>
          <Window stream={stream} />
        </li>
      ))}
    </ul>
  );
}

function Window({ stream }: { readonly stream: Stream }) {
  return (
    <Link className="window" href={`/live/${stream.id}`} data-theme="stage">
      <Scene scene={stream.scene} seed={stream.id} />
      <span className="window-top">
        <LiveDot />
        <span className="window-count">
          <Icon name="people" size={16} />
          <span aria-hidden="true">{formatCompact(stream.viewers)}</span>
          <span className="ui-hidden">{stream.viewers} watching</span>
        </span>
      </span>
      <span className="window-foot">
        <Avatar person={stream.creator} size={44} />
        <span className="window-words">
          <b>{stream.title}</b>
          <span>{stream.creator.name}</span>
        </span>
        <span className="window-coins" title="Coins of all gifts so far">
          <Coins amount={stream.coins} compact />
        </span>
      </span>
    </Link>
  );
}

function Waiting() {
  return (
    <ul className="windows" aria-busy="true" aria-label="Loading the streams">
      {[1, 2, 3, 4].map((number) => (
        <li key={number}>
          <Skeleton height="100%" radius="22px" />
        </li>
      ))}
    </ul>
  );
}
