/** Gifts as they arrive: who, what, how many, and the diamonds they made. */
import type { RoomEvent } from "@largesse/protocol";
import { Avatar, Coins, Diamonds, EmptyState, formatCount } from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { Ago, type GiftRow, giftRowsOf, useNow } from "@largesse/ui/desk";
import { type ReactElement, useMemo } from "react";

/** Rows that are drawn; older ones are under Earnings. */
const ROWS_MAX = 60;
const CLOCK_MS = 10_000;

/** The newest gift first; a streak is one row that counts up while its sender taps. */
export function GiftFeed({ events }: { readonly events: readonly RoomEvent[] }): ReactElement {
  const rows = useMemo(() => giftRowsOf(events).slice(0, ROWS_MAX), [events]);
  const nowMs = useNow(CLOCK_MS);
  if (rows.length === 0) {
    return (
      <EmptyState scene="quiet" title="No gifts yet">
        The first one appears here the moment it is sent.
      </EmptyState>
    );
  }
  return (
    <ol className="gifts" aria-label="Gifts, newest first">
      {rows.map((row) => (
        <GiftLine key={row.key} row={row} nowMs={nowMs} />
      ))}
    </ol>
  );
}

function GiftLine({ row, nowMs }: { readonly row: GiftRow; readonly nowMs: number }): ReactElement {
  return (
    <li className="gift" data-streak={row.streak} data-tier={row.gift.tier}>
      <GiftArt gift={row.gift.id} size={40} />
      <div className="gift-what">
        <b>
          <Avatar person={row.sender} size={20} />
          <span>{row.sender.name}</span>
        </b>
        <span>
          {row.gift.name}
          {row.count > 1 ? <em key={row.count}>×{formatCount(row.count)}</em> : null}
          <small>
            <Ago at={row.at} nowMs={nowMs} />
          </small>
        </span>
      </div>
      <div className="gift-worth">
        <Diamonds amount={row.diamonds} signed />
        <Coins amount={row.coins} />
      </div>
    </li>
  );
}
