/** What lies over the top of the stage: the way back, whose room it is, how many watch, the wallet. */
import type { Stream } from "@largesse/protocol";
import type { Room } from "@largesse/sdk/react";
import { Avatar, formatCompact, formatCount, Icon, LiveDot } from "@largesse/ui";
import { Link } from "wouter";
import { Account } from "../shell/Account.tsx";
import { WalletPill } from "../shell/WalletPill.tsx";

interface HeadProps {
  readonly stream: Stream;
  readonly viewers: number;
  readonly connection: Room["connection"];
}

/** The bar over the stage. */
export function RoomHead({ stream, viewers, connection }: HeadProps) {
  return (
    <header className="room-head">
      <Link href="/" className="ui-icon-button" aria-label="Back to all streams">
        <Icon name="back" />
      </Link>
      <div className="room-who">
        <Avatar person={stream.creator} size={40} />
        <div>
          <h1>{stream.title}</h1>
          <p>
            <span className="room-name">{stream.creator.name}</span>
            {stream.state === "live" && <LiveDot />}
            <span className="room-viewers" title={`${formatCount(viewers)} watching`}>
              <Icon name="people" size={15} />
              <span aria-hidden="true">{formatCompact(viewers)}</span>
              <span className="ui-hidden">{formatCount(viewers)} watching</span>
            </span>
          </p>
        </div>
      </div>
      <div className="room-mine">
        <WalletPill />
        <span className="wide-only">
          <Account theme="stage" />
        </span>
      </div>
      {connection === "reconnecting" && (
        <p className="room-link" role="status">
          The line broke. Reconnecting; nothing is lost.
        </p>
      )}
    </header>
  );
}
