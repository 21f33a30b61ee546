/** Balances by kind of account; every asset sums to zero, or something is badly wrong. */
import { type Database, type TrialBalanceRow, trialBalanceRows } from "@largesse/ledger";
import type { Asset, TrialBalance } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";
import { chartRowOf } from "./chart.ts";

export function getTrialBalance(parts: {
  readonly database: Database;
  readonly clock: () => number;
}): Handler<"getTrialBalance"> {
  return async () => {
    const rows = await trialBalanceRows(parts.database);
    const answer: TrialBalance = {
      at: new Date(parts.clock()).toISOString(),
      transfers: Number(rows[0]?.head ?? 0n),
      assets: [...Map.groupBy(rows, ({ asset }) => asset)].map(([asset, ofAsset]) => ({
        asset: asset as Asset,
        sum: Number(ofAsset.reduce((sum, { balance }) => sum + balance, 0n)),
        rows: ofAsset.map(rowOf),
      })),
    };
    return { answer };
  };
}

function rowOf({ kind, accounts, balance }: TrialBalanceRow) {
  const { title, explains } = chartRowOf(kind);
  return { kind, title, explains, accounts: Number(accounts), balance: Number(balance) };
}
