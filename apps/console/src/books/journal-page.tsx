/** The journal: what every transfer did to every account, newest first. */
import { useClient } from "@largesse/sdk/react";
import { Button, EmptyState, formatCount, Icon, IconButton } from "@largesse/ui";
import { DeskSkeleton, Wrong } from "@largesse/ui/desk";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { BooksHead } from "./books-head.tsx";
import { accountParts, type Transfer, touching } from "./journal.ts";
import { readPage } from "./journal-read.ts";
import { TransferRows } from "./transfer-rows.tsx";

/** Pages of transfers; a click on an account keeps those that touch it. */
export function JournalPage(): ReactElement {
  const client = useClient();
  const [account, setAccount] = useState<string | null>(null);
  const pages = useInfiniteQuery({
    queryKey: ["listJournal", "pages"],
    queryFn: ({ pageParam, signal }) => readPage(client, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  if (pages.data === undefined) {
    return pages.error === null ? (
      <DeskSkeleton />
    ) : (
      <Wrong what="The journal" error={pages.error} handleRetry={() => void pages.refetch()} />
    );
  }
  const read = pages.data.pages.flatMap((page) => page.transfers);
  const shown = touching(read, account);
  return (
    <>
      <BooksHead
        actions={
          <Button busy={pages.isRefetching} onClick={() => void pages.refetch()}>
            Newest
          </Button>
        }
      />
      <Reach
        read={read}
        shown={shown.length}
        account={account}
        handleClear={() => setAccount(null)}
      />
      {read.length === 0 ? (
        <EmptyState scene="books" title="Nothing is written yet">
          The first purchase or gift begins the journal.
        </EmptyState>
      ) : (
        <TransferRows transfers={shown} account={account} handleAccount={setAccount} />
      )}
      {pages.hasNextPage ? (
        <div className="more">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {account === null ? "Show older" : "Look further back"}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface ReachProps {
  readonly read: readonly Transfer[];
  readonly shown: number;
  readonly account: string | null;
  readonly handleClear: () => void;
}

/** How far one has looked, and for whose account: a filter that is silent about it would lie. */
function Reach({ read, shown, account, handleClear }: ReachProps): ReactElement {
  const newest = read.at(0)?.number ?? 0;
  const oldest = read.at(-1)?.number ?? 0;
  const span = `transfers ${formatCount(oldest)} to ${formatCount(newest)}`;
  if (account === null) {
    return <p className="reach">Showing {span}. Click an account to follow it.</p>;
  }
  const { whose, what } = accountParts(account);
  return (
    <p className="reach" role="status">
      <span className="reach-chip" title={account}>
        {whose} · {what}
        <IconButton label="Show all accounts" onClick={handleClear}>
          <Icon name="close" size={16} />
        </IconButton>
      </span>
      {formatCount(shown)} of {span} touch it.
    </p>
  );
}
