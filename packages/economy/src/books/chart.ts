/**
 * The chart of accounts: every kind of account in the books, what it means and which way it stands.
 *
 * Coins and diamonds are issued and taken back by the house's own accounts, which stand below zero
 * by what others hold. So each asset always sums to zero, and "how many are out there" is one row.
 * Rules: docs/spec/operator.md, O2.
 */
import type { AccountSpec } from "@largesse/ledger";
import type { Currency } from "@largesse/protocol";

interface ChartRow {
  readonly title: string;
  readonly explains: string;
  /** May stand below zero: sources of an asset do, wallets never. */
  readonly mayGoNegative: boolean;
}

export const chart = {
  viewer_paid: {
    title: "Viewers' paid coins",
    explains:
      "Coins that viewers bought and have not spent: owed to them as gifts, or as money back.",
    mayGoNegative: false,
  },
  viewer_bonus: {
    title: "Viewers' bonus coins",
    explains: "Coins given on top of purchases and not spent yet. Never owed as money.",
    mayGoNegative: false,
  },
  creator_change: {
    title: "Creators' change",
    explains:
      "Coins received that do not make a whole diamond yet; they count towards the next one.",
    mayGoNegative: false,
  },
  creator_diamonds: {
    title: "Creators' diamonds",
    explains: "Diamonds earned by gifts: what the house owes its creators.",
    mayGoNegative: false,
  },
  coins_sold: {
    title: "Coins sold",
    explains: "The source of paid coins: below zero by every paid coin ever sold.",
    mayGoNegative: true,
  },
  coins_promotional: {
    title: "Coins given",
    explains: "The source of bonus coins: below zero by every bonus coin ever given.",
    mayGoNegative: true,
  },
  coins_spent: {
    title: "Coins spent",
    explains: "Coins that were sent as gifts and became diamonds.",
    mayGoNegative: false,
  },
  diamonds_issued: {
    title: "Diamonds issued",
    explains: "The source of diamonds: below zero by every diamond ever earned.",
    mayGoNegative: true,
  },
  provider_clearing: {
    title: "Money with payment providers",
    explains: "Taken from buyers by a provider and not yet paid out to the house.",
    mayGoNegative: true,
  },
  deferred_revenue: {
    title: "Deferred revenue",
    explains:
      "Money received for coins, without tax. Below zero: it is owed until coins are spent.",
    mayGoNegative: true,
  },
  tax_payable: {
    title: "Tax payable",
    explains: "Tax inside the prices, by country. Below zero: it is owed to the tax office.",
    mayGoNegative: true,
  },
} as const satisfies Record<string, ChartRow>;

export type AccountKind = keyof typeof chart;

/** The house itself, as an owner of accounts. */
export const HOUSE = "platform";

/** An account of the chart: whether it may go negative is the chart's business. */
export function accountSpec(owner: string, kind: AccountKind, asset: string): AccountSpec {
  return { owner, kind, asset, mayGoNegative: chart[kind].mayGoNegative };
}

export function moneyAsset(currency: Currency): string {
  return `money.${currency}`;
}

/** What the chart says of a kind; an account of another kind is a fault of ours. */
export function chartRowOf(kind: string): ChartRow {
  const row: ChartRow | undefined = Object.hasOwn(chart, kind)
    ? chart[kind as AccountKind]
    : undefined;
  if (row === undefined) throw new Error(`the chart has no account of kind ${kind}`);
  return row;
}

/** The account's name for people: `viewer:vwr_…:paid`, `platform:coins_sold`. */
export function accountName(owner: string, kind: string): string {
  const [group = "", ...rest] = kind.split("_");
  if (owner === HOUSE) return `${HOUSE}:${kind}`;
  const role = owner.startsWith(`${group}:`) ? "" : `${group}:`;
  return `${role}${owner}:${rest.join("_")}`;
}
