/** The streams before this one, with what each brought. */
import type { Stream } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { Coins, type Column, formatDateTime, Table } from "@largesse/ui";
import { formatDuration, Section } from "@largesse/ui/desk";
import type { ReactElement } from "react";

const columns: readonly Column<Stream>[] = [
  { key: "title", title: "Stream", cell: (stream) => <b>{stream.title}</b> },
  { key: "started", title: "Began", cell: (stream) => formatDateTime(stream.startedAt) },
  {
    key: "length",
    title: "Length",
    align: "end",
    cell: (stream) => formatDuration(stream.startedAt, Date.parse(stream.endedAt ?? "")),
  },
  {
    key: "coins",
    title: "Gifts",
    align: "end",
    cell: (stream) => <Coins amount={stream.coins} />,
  },
];

/** A short table; nothing at all before the first stream has ended. */
export function PastStreams({ creator }: { readonly creator: string }): ReactElement | null {
  const past = useCall("listStreams", { query: { state: "ended", creator, limit: 8 } });
  if (past.data === undefined || past.data.data.length === 0) return null;
  return (
    <Section title="Earlier streams">
      <Table
        caption="Earlier streams"
        columns={columns}
        rows={past.data.data}
        keyOf={(stream) => stream.id}
      />
    </Section>
  );
}
