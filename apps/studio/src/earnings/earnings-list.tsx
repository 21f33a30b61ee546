/** Every earning, newest first, with the day it can be paid out and why that day. */
import type { Earning } from "@largesse/protocol";
import { useClient } from "@largesse/sdk/react";
import {
  Button,
  Coins,
  type Column,
  Diamonds,
  EmptyState,
  formatCount,
  formatDate,
  formatDateTime,
  Skeleton,
  Table,
  Why,
} from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { Section, Wrong } from "@largesse/ui/desk";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";

const PAGE_ROWS = 25;

const columns: readonly Column<Earning>[] = [
  { key: "at", title: "When", cell: (earning) => formatDateTime(earning.at) },
  {
    key: "gift",
    title: "Gift",
    cell: ({ gift, count }) => (
      <span className="earning-gift">
        <GiftArt gift={gift.id} size={24} />
        {gift.name}
        {count > 1 ? ` ×${formatCount(count)}` : ""}
      </span>
    ),
  },
  { key: "sender", title: "From", cell: (earning) => earning.sender.name },
  {
    key: "coins",
    title: "Coins",
    align: "end",
    cell: (earning) => <Coins amount={earning.coins} />,
  },
  {
    key: "diamonds",
    title: "Earned",
    align: "end",
    cell: (earning) => <Diamonds amount={earning.diamonds} signed />,
  },
  {
    key: "available",
    title: "Available on",
    align: "end",
    cell: ({ availableOn, availableBecause }) => (
      <span className="earning-available">
        {formatDate(availableOn)}
        <Why
          title={`Why on ${formatDate(availableOn)}?`}
          rule={availableBecause}
          source="Payout policy"
        />
      </span>
    ),
  },
];

/** The list, a page at a time. */
export function EarningsList(): ReactElement {
  const client = useClient();
  const list = useInfiniteQuery({
    queryKey: ["listEarnings", "pages"],
    queryFn: ({ pageParam }) =>
      client.call("listEarnings", {
        query: { limit: PAGE_ROWS, ...(pageParam === null ? {} : { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (list.data === undefined) {
    return list.error === null ? (
      <Section title="Every earning">
        <Skeleton height="420px" radius="14px" />
      </Section>
    ) : (
      <Wrong what="Your earnings" error={list.error} handleRetry={() => void list.refetch()} />
    );
  }
  return (
    <Section
      title="Every earning"
      lead="A streak is one line a tap. An odd coin is kept as change, so a line can earn nothing and the next one more."
    >
      <Table
        caption="Every earning, newest first"
        columns={columns}
        rows={list.data.pages.flatMap((page) => page.data)}
        keyOf={(earning) => earning.id}
        empty={
          <EmptyState scene="purse" title="No earnings yet">
            They begin with the first gift.
          </EmptyState>
        }
      />
      {list.hasNextPage ? (
        <div className="more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
