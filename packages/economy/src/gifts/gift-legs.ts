/** A gift as legs in the books: what moves nothing has no leg. */
import type { Leg } from "@largesse/ledger";
import type { GiftAccounts } from "./accounts.ts";
import type { GiftSplit } from "./split-gift.ts";
import type { Payee } from "./sql/rooms.ts";

/** Coins from the viewer to "spent" and the creator's change; diamonds from "issued" to the creator. */
export function giftLegs(
  split: GiftSplit,
  sender: { readonly paidAccount: bigint; readonly bonusAccount: bigint },
  payee: Payee,
  house: GiftAccounts,
): Leg[] {
  const legs: Leg[] = [];
  const add = (account: bigint, amount: bigint) => {
    if (amount !== 0n) legs.push({ account, amount });
  };
  add(sender.bonusAccount, -split.bonusCoins);
  add(sender.paidAccount, -split.paidCoins);
  add(house.coinsSpent, split.spentCoins);
  add(payee.changeAccount, split.changeCoins);
  add(payee.diamondsAccount, split.diamonds);
  add(house.diamondsIssued, -split.diamonds);
  return legs;
}
