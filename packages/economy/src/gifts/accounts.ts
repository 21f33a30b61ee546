/** The house's own accounts that gifts move, by kind; a person's are remembered with the person. */
import { openAccounts, type Queryable } from "@largesse/ledger";

export interface GiftAccounts {
  /** Coins that became diamonds. */
  readonly coinsSpent: bigint;
  /** Stands below zero by the diamonds that were issued. */
  readonly diamondsIssued: bigint;
}

/** Opens them, or finds them open. */
export async function openGiftAccounts(database: Queryable): Promise<GiftAccounts> {
  const [coinsSpent, diamondsIssued] = await openAccounts(database, [
    { owner: "platform", kind: "coins_spent", asset: "coin" },
    { owner: "platform", kind: "diamonds_issued", asset: "diamond", mayGoNegative: true },
  ]);
  if (coinsSpent === undefined || diamondsIssued === undefined) {
    throw new Error("the accounts for gifts could not be opened");
  }
  return { coinsSpent, diamondsIssued };
}

/** A viewer's wallet as answers show it: the version rises with every entry of either account. */
export function walletOf(
  paid: { readonly balance: bigint; readonly sequence: bigint },
  bonus: { readonly balance: bigint; readonly sequence: bigint },
): { paidCoins: number; bonusCoins: number; coins: number; version: number } {
  return {
    paidCoins: Number(paid.balance),
    bonusCoins: Number(bonus.balance),
    coins: Number(paid.balance + bonus.balance),
    version: Number(paid.sequence + bonus.sequence),
  };
}
