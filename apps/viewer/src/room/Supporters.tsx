/** Who supports this stream most: three in sight, the rest a tap away. */
import type { Leader, StreamId } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Avatar, Coins, Dialog, Icon } from "@largesse/ui";
import { useState } from "react";

const REFRESH_MS = 6_000;

/** A row of the first three that opens the list. */
export function Supporters({ streamId }: { readonly streamId: string }) {
  const [open, setOpen] = useState(false);
  const leaders = useCall(
    "getLeaderboard",
    { params: { stream: streamId as StreamId } },
    { refetchInterval: REFRESH_MS },
  );
  const all = leaders.data?.data ?? [];
  return (
    <div className="supporters">
      <button type="button" className="supporters-row" onClick={() => setOpen(true)}>
        <Icon name="trophy" />
        <span className="ui-hidden">Supporters of this stream:</span>
        {all.length === 0 && (
          <span className="supporters-none">No supporters yet: be the first</span>
        )}
        {all.slice(0, 3).map((leader) => (
          <span key={leader.person.id} className="supporter" data-rank={leader.rank}>
            <Avatar person={leader.person} size={32} />
            <span>
              <b>{leader.person.name}</b>
              <Coins amount={leader.coins} compact />
            </span>
          </span>
        ))}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Supporters" theme="stage">
        <p className="ui-quiet">By the coins of their gifts in this stream.</p>
        <ol className="leaders">
          {all.map((leader) => (
            <LeaderRow key={leader.person.id} leader={leader} most={all[0]?.coins ?? 1} />
          ))}
        </ol>
      </Dialog>
    </div>
  );
}

function LeaderRow({ leader, most }: { readonly leader: Leader; readonly most: number }) {
  return (
    <li style={{ "--share": `${(leader.coins / Math.max(1, most)) * 100}%` } as object}>
      <b className="leader-rank">{leader.rank}</b>
      <Avatar person={leader.person} size={36} />
      <span className="leader-name">{leader.person.name}</span>
      <Coins amount={leader.coins} />
    </li>
  );
}
