/** The trial balance: every asset's accounts by kind, in plain words, and the zero they add up to. */
import type { TrialBalance } from "@largesse/protocol";
import { useCall } from "@largesse/sdk/react";
import { type Column, formatCount, formatTime, Icon, Notice, Table, Why } from "@largesse/ui";
import { DeskSkeleton, Section, Wrong } from "@largesse/ui/desk";
import type { ReactElement } from "react";
import { AssetAmount, assetName } from "../amount.tsx";
import { BooksHead } from "./books-head.tsx";

type AssetBalance = TrialBalance["assets"][number];
type Row = AssetBalance["rows"][number];

const READ_MS = 10_000;

/** Read anew every few seconds; the books do not stop for it. */
export function TrialBalancePage(): ReactElement {
  const { data, error, refetch } = useCall("getTrialBalance", {}, { refetchInterval: READ_MS });
  if (data === undefined) {
    return error === null ? (
      <DeskSkeleton />
    ) : (
      <Wrong what="The trial balance" error={error} handleRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <BooksHead />
      <Verdict balance={data} />
      {data.assets.map((asset) => (
        <AssetSection key={asset.asset} asset={asset} />
      ))}
    </>
  );
}

/** The zero, proudly: every asset, one by one. */
function Verdict({ balance }: { readonly balance: TrialBalance }): ReactElement {
  const wrong = balance.assets.filter((asset) => asset.sum !== 0);
  if (wrong.length > 0) {
    return (
      <Notice tone="danger" title="The books do not add up to zero.">
        {wrong.map((asset) => assetName(asset.asset)).join(", ")}: run the audit, and stop payouts
        until it is understood.
      </Notice>
    );
  }
  return (
    <div className="zero">
      <p className="zero-figure">
        <b>0</b>
        <Icon name="check" size={28} />
      </p>
      <div>
        <h2>
          Everything adds up to zero
          <Why
            title="Why zero?"
            rule="Every transfer takes from one account exactly what it gives to others, in the same asset. So all accounts together are always zero: nothing is lost and nothing comes from nowhere. The sources of coins and diamonds stand below zero by what everyone else holds."
            source="The books, read in one instant"
          />
        </h2>
        <p className="desk-lead">
          {formatCount(balance.transfers)} transfers, {balance.assets.length} assets, as of{" "}
          <time dateTime={balance.at}>{formatTime(balance.at)}</time>.
        </p>
      </div>
    </div>
  );
}

function AssetSection({ asset }: { readonly asset: AssetBalance }): ReactElement {
  return (
    <Section title={assetName(asset.asset)}>
      <Table
        caption={`${assetName(asset.asset)} by kind of account`}
        columns={columnsFor(asset)}
        rows={sourcesFirst(asset.rows)}
        keyOf={(row) => row.kind}
        footer={[
          <span key="sum" className="zero-sum">
            Sum
            {asset.sum === 0 ? (
              <span className="zero-mark">
                <Icon name="check" size={16} /> balanced
              </span>
            ) : null}
          </span>,
          null,
          <AssetAmount key="amount" asset={asset.asset} amount={asset.sum} />,
        ]}
      />
    </Section>
  );
}

/** As the value flows: what stands below zero brought into being what the others hold. */
function sourcesFirst(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => Number(a.balance >= 0) - Number(b.balance >= 0));
}

function columnsFor({ asset }: AssetBalance): readonly Column<Row>[] {
  return [
    {
      key: "kind",
      title: "Kind of account",
      cell: (row) => (
        <span className="account-kind">
          <b>{row.title}</b>
          <span>{row.explains}</span>
        </span>
      ),
    },
    {
      key: "accounts",
      title: "Accounts",
      align: "end",
      cell: (row) => formatCount(row.accounts),
    },
    {
      key: "balance",
      title: "Balance",
      align: "end",
      cell: (row) => <AssetAmount asset={asset} amount={row.balance} />,
    },
  ];
}
