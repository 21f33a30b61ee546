/** The wallet: what is there, paid and bonus apart, what moved it, and all of it to take away. */
import type { Wallet, WalletEntry } from "@largesse/protocol";
import { formatMoney } from "@largesse/protocol";
import { useCall, useWallet } from "@largesse/sdk/react";
import {
  Button,
  Coins,
  EmptyState,
  formatDateTime,
  Skeleton,
  type Tab,
  Table,
  Tabs,
  Why,
} from "@largesse/ui";
import { GiftArt } from "@largesse/ui/art";
import { useState } from "react";
import { Link } from "wouter";
import { Unread } from "../says.tsx";
import { useSessionState } from "../session.ts";
import { Page } from "../shell/Page.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { NothingYet } from "./NothingYet.tsx";
import { Orders } from "./Orders.tsx";
import { useEntries } from "./use-entries.ts";

const TABS: readonly Tab[] = [
  { id: "entries", title: "What moved it", panel: () => <Entries /> },
  { id: "orders", title: "Orders", panel: () => <Orders /> },
];

/** The viewer's coins and their history. */
export function WalletPage() {
  const wallet = useWallet();
  const state = useSessionState();
  const loading = useCall("getWallet", {}, { enabled: state === "signed-in" });
  const [tab, setTab] = useState("entries");
  if (state === "failed") return <NobodyHere />;
  return (
    <Page title="Wallet">
      {wallet !== null ? (
        <Balance wallet={wallet} />
      ) : loading.error !== null ? (
        <Unread what="The wallet" error={loading.error} onRetry={() => void loading.refetch()} />
      ) : (
        <Skeleton height="180px" radius="22px" />
      )}
      <div className="wallet-history">
        <Tabs label="History" tabs={TABS} value={tab} onChange={setTab} />
      </div>
    </Page>
  );
}

/** Outside of the demo the host platform signs people in. */
function NobodyHere() {
  return (
    <Page title="Wallet">
      <EmptyState scene="purse" level={1} title="Nobody is signed in">
        Open this page from the platform where you watch: it brings you here as yourself.
      </EmptyState>
    </Page>
  );
}

function Balance({ wallet }: { readonly wallet: Wallet }) {
  const share = wallet.coins === 0 ? 0 : (wallet.paidCoins / wallet.coins) * 100;
  return (
    <section className="balance" aria-labelledby="balance-title">
      <div>
        <h1 id="balance-title">Your wallet</h1>
        <p className="balance-sum">
          <Coins amount={wallet.coins} celebrate />
        </p>
        <Link href="/store" asChild>
          <Button kind="primary">Get coins</Button>
        </Link>
      </div>
      <div className="balance-parts">
        <div className="balance-bar" aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </div>
        <dl>
          <div data-kind="paid">
            <dt>
              Paid{" "}
              <Why
                title="What are paid coins?"
                rule="Coins you bought. Creators are paid out for them, and unspent ones can go back to your card within your country's withdrawal period."
                source="The books: account “paid coins” of this viewer"
              />
            </dt>
            <dd>
              <Coins amount={wallet.paidCoins} />
            </dd>
          </div>
          <div data-kind="bonus">
            <dt>
              Bonus{" "}
              <Why
                title="What are bonus coins?"
                rule="Coins given on top of larger packs. They are spent like any other, and they are what makes a large pack really cheaper per coin."
                source="The books: account “bonus coins” of this viewer"
              />
            </dt>
            <dd>
              <Coins amount={wallet.bonusCoins} />
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}

function Entries() {
  const entries = useEntries();
  if (entries.error !== null) {
    return (
      <Unread what="The history" error={entries.error} onRetry={() => void entries.refetch()} />
    );
  }
  if (entries.data === undefined) return <Skeleton height="240px" radius="14px" />;
  const rows = entries.data.pages.flatMap((page) => page.data);
  return (
    <>
      {rows.length > 0 && <ExportButtons />}
      <Table
        caption="Everything that moved the wallet"
        rows={rows}
        keyOf={(entry) => entry.id}
        empty={<NothingYet />}
        columns={[
          { key: "at", title: "When", cell: (entry) => formatDateTime(entry.at) },
          { key: "what", title: "What", cell: (entry) => <What entry={entry} /> },
          {
            key: "paid",
            title: "Paid",
            align: "end",
            cell: (entry) => <Change coins={entry.paidCoins} />,
          },
          {
            key: "bonus",
            title: "Bonus",
            align: "end",
            cell: (entry) => <Change coins={entry.bonusCoins} />,
          },
          {
            key: "after",
            title: "After",
            align: "end",
            cell: (entry) => <Coins amount={entry.coinsAfter} />,
          },
        ]}
      />
      {entries.hasNextPage && (
        <Button wide busy={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          Show older
        </Button>
      )}
    </>
  );
}

function Change({ coins }: { readonly coins: number }) {
  if (coins === 0) return <span className="ui-quiet">0</span>;
  return <Coins amount={coins} signed />;
}

function What({ entry }: { readonly entry: WalletEntry }) {
  const { about, kind } = entry;
  if (kind === "gift") {
    return (
      <span className="entry-what">
        {about.gift !== undefined && <GiftArt gift={about.gift} size={28} />}
        {about.stream === undefined ? (
          giftText(entry)
        ) : (
          <Link href={`/live/${about.stream}`}>{giftText(entry)}</Link>
        )}
      </span>
    );
  }
  if (kind === "purchase") {
    const price = about.price === undefined ? "" : ` for ${formatMoney(about.price)}`;
    return about.order === undefined ? (
      <>Coins bought{price}</>
    ) : (
      <Link href={`/orders/${about.order}`}>Coins bought{price}</Link>
    );
  }
  return <>Adjusted by the house</>;
}

function giftText({ about }: WalletEntry): string {
  const count = about.count !== undefined && about.count > 1 ? ` ×${about.count}` : "";
  const name = (about.gift ?? "gift").replace(
    /(^|-)(\w)/g,
    (_, gap: string, letter: string) => `${gap && " "}${letter.toUpperCase()}`,
  );
  return `Sent ${name}${count}`;
}
