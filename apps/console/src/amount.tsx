/** An amount of any asset in the books, signed, with its unit. */
import { type Asset, type Currency, formatMoney } from "@largesse/protocol";
import { Coins, currencyName, Diamonds } from "@largesse/ui";
import type { ReactElement } from "react";

interface AssetAmountProps {
  readonly asset: Asset;
  readonly amount: number;
  /** Entries carry a plus too; balances only a minus. */
  readonly plus?: boolean;
}

/** Coins, diamonds or money; figures line up because they are set to the end by the table. */
export function AssetAmount({ asset, amount, plus = false }: AssetAmountProps): ReactElement {
  if (asset === "coin") return <Coins amount={amount} signed={plus} />;
  if (asset === "diamond") return <Diamonds amount={amount} signed={plus} />;
  return <span className="ui-money">{signedMoney(asset, amount, plus)}</span>;
}

function signedMoney(asset: Asset, amount: number, plus: boolean): string {
  const money = formatMoney({ currency: currencyOf(asset), minor: Math.abs(amount) });
  if (amount < 0) return `−${money}`;
  return plus && amount > 0 ? `+${money}` : money;
}

/** The currency behind `money.EUR`. */
function currencyOf(asset: Asset): Currency {
  return asset.slice("money.".length) as Currency;
}

/** "Coins", "Diamonds", "Euro": what the asset is called. */
export function assetName(asset: Asset): string {
  if (asset === "coin") return "Coins";
  if (asset === "diamond") return "Diamonds";
  return currencyName(currencyOf(asset));
}
