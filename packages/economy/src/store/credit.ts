/**
 * What a delivered purchase writes to the books: coins to the viewer, money to the provider's
 * clearing account against what is now owed in gifts and in tax. Every asset's legs sum to zero.
 */
import { createHash } from "node:crypto";
import type { Leg, TransferDraft } from "@largesse/ledger";
import { idOf, type Quote } from "@largesse/protocol";
import { HOUSE, moneyAsset } from "../books/chart.ts";
import type { HouseAccount, HouseAccounts } from "../books/house-accounts.ts";
import type { OrderRow } from "./sql/orders.ts";

/** Numbers of the house's accounts that a purchase touches, in `houseAccounts`' order. */
export async function creditAccounts(accounts: HouseAccounts, order: OrderRow): Promise<bigint[]> {
  return await accounts.numbersOf(houseAccounts(order.provider, order.quote));
}

function houseAccounts(provider: string, quote: Quote): HouseAccount[] {
  const money = moneyAsset(quote.price.currency);
  const accounts: HouseAccount[] = [
    { owner: HOUSE, kind: "coins_sold", asset: "coin" },
    { owner: HOUSE, kind: "coins_promotional", asset: "coin" },
    { owner: `provider:${provider}`, kind: "provider_clearing", asset: money },
    { owner: HOUSE, kind: "deferred_revenue", asset: money },
  ];
  if (quote.tax === null) return accounts;
  // One a country, since each is owed to another tax office.
  return [...accounts, { owner: `tax:${quote.tax.country}`, kind: "tax_payable", asset: money }];
}

export function creditDraft(
  order: OrderRow,
  credit: {
    readonly payment: string;
    readonly accounts: readonly bigint[];
    readonly nowMs: number;
  },
): TransferDraft {
  const { quote, provider } = order;
  const reference = {
    order: idOf("order", order.id),
    quote: quote.id,
    provider,
    payment: credit.payment,
    price: quote.price,
    tax: quote.tax?.money ?? null,
    country: quote.tax?.country ?? null,
  };
  const legs = creditLegs(order, credit.accounts);
  return {
    kind: "purchase",
    principal: order.paidAccount,
    // Gifts keep their senders' keys with the same principal. Those never hold a space, so nobody
    // can take a payment's key before it is credited.
    key: `payment ${provider} ${credit.payment}`,
    requestHash: createHash("sha256").update(`${order.id} ${quote.id}`).digest(),
    legs,
    reference: JSON.stringify(reference),
    eventAtMs: credit.nowMs,
  };
}

export function creditLegs(
  order: Pick<OrderRow, "quote" | "paidAccount" | "bonusAccount">,
  [sold = 0n, promotional = 0n, clearing = 0n, deferred = 0n, taxPayable = 0n]: readonly bigint[],
): Leg[] {
  const { quote, paidAccount, bonusAccount } = order;
  const coins = BigInt(quote.coins);
  const bonus = BigInt(quote.bonusCoins);
  const price = BigInt(quote.price.minor);
  const tax = BigInt(quote.tax?.money.minor ?? 0);
  const legs: Leg[] = [
    { account: sold, amount: -coins },
    { account: paidAccount, amount: coins },
    { account: promotional, amount: -bonus },
    { account: bonusAccount, amount: bonus },
    { account: clearing, amount: price },
    { account: deferred, amount: tax - price },
    { account: taxPayable, amount: -tax },
  ];
  return legs.filter(({ amount }) => amount !== 0n);
}
