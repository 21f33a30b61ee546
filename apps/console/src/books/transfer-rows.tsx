/** Transfers as a table: a line that says what it was, then its legs, amounts in one column. */
import type { JournalEntry } from "@largesse/protocol";
import { formatCount, formatDateTime, formatTime } from "@largesse/ui";
import type { ReactElement } from "react";
import { AssetAmount } from "../amount.tsx";
import { aboutOf, accountParts, type Transfer } from "./journal.ts";

interface TransferRowsProps {
  readonly transfers: readonly Transfer[];
  readonly account: string | null;
  readonly handleAccount: (account: string) => void;
}

/** One body of rows a transfer, so that its legs stay together for the ear as well. */
export function TransferRows({
  transfers,
  account,
  handleAccount,
}: TransferRowsProps): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus to be scrolled by keys
    <section className="ui-table-scroll" aria-label="Journal" tabIndex={0}>
      <table className="ui-table journal">
        <caption className="ui-hidden">Transfers with their legs, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" data-align="end">
              Entry
            </th>
            <th scope="col" data-align="end">
              Amount
            </th>
            <th scope="col" data-align="end">
              Balance after
            </th>
          </tr>
        </thead>
        {transfers.map((transfer) => (
          <tbody key={transfer.number}>
            <TransferHead transfer={transfer} />
            {transfer.legs.map((leg) => (
              <Leg
                key={`${leg.account}/${leg.asset}`}
                leg={leg}
                chosen={leg.account === account}
                handleAccount={handleAccount}
              />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function TransferHead({ transfer }: { readonly transfer: Transfer }): ReactElement {
  return (
    <tr className="transfer">
      <th scope="rowgroup" colSpan={4}>
        <div className="transfer-line">
          <span className="transfer-number">{formatCount(transfer.number)}</span>
          <span className="transfer-kind">{transfer.kind}</span>
          <span className="transfer-about">{aboutOf(transfer)}</span>
          <time dateTime={transfer.eventAt} title={formatDateTime(transfer.eventAt)}>
            {formatTime(transfer.eventAt)}
          </time>
          <details className="transfer-proof">
            <summary>Key and hash</summary>
            <dl>
              <dt>Key</dt>
              <dd>{transfer.key}</dd>
              <dt>Transfer</dt>
              <dd>{transfer.id}</dd>
              <dt>Written</dt>
              <dd>{transfer.writtenAt}</dd>
              <dt>Block hash</dt>
              <dd>{transfer.blockHash ?? "not closed yet"}</dd>
            </dl>
          </details>
        </div>
      </th>
    </tr>
  );
}

interface LegProps {
  readonly leg: JournalEntry;
  readonly chosen: boolean;
  readonly handleAccount: (account: string) => void;
}

function Leg({ leg, chosen, handleAccount }: LegProps): ReactElement {
  const { whose, what } = accountParts(leg.account);
  return (
    <tr className="leg" data-chosen={chosen}>
      <td>
        <button
          type="button"
          className="account"
          title={leg.account}
          onClick={() => handleAccount(leg.account)}
        >
          <b>{whose}</b> {what}
        </button>
      </td>
      <td data-align="end" className="entry-number">
        {formatCount(leg.accountSequence)}
      </td>
      <td data-align="end">
        <AssetAmount asset={leg.asset} amount={leg.amount} plus />
        <small className="leg-after">
          then <AssetAmount asset={leg.asset} amount={leg.balanceAfter} />
        </small>
      </td>
      <td data-align="end" className="balance-after">
        <AssetAmount asset={leg.asset} amount={leg.balanceAfter} />
      </td>
    </tr>
  );
}
