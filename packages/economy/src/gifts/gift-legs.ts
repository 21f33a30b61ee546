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
  const legs: Leg[] = [
    { account: sender.bonusAccount, amount: -split.bonusCoins },
    { account: sender.paidAccount, amount: -split.paidCoins },
    { account: house.coinsSpent, amount: split.spentCoins },
    { account: payee.changeAccount, amount: split.changeCoins },
    { account: payee.diamondsAccount, amount: split.diamonds },
    { account: house.diamondsIssued, amount: -split.diamonds },
  ];
  return legs.filter(({ amount }) => amount !== 0n);
}
