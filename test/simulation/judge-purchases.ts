/**
 * Are coins credited once for each paid order, and never otherwise? I10, I17 and I26: orders as their
 * viewers read them, against the journal and the price list.
 */
import type { JournalEntry, Order, Quote } from "@largesse/protocol";
import { kindOf, ownerOf, personalKinds } from "./chart.ts";
import { whereOf } from "./judge-answers.ts";
import { finding } from "./judge-books.ts";
import type { AnyPage, Facts, Finding, Page } from "./notebook.ts";

interface Credit {
  readonly transfer: number;
  readonly viewer: string;
  readonly coins: number;
  readonly bonusCoins: number;
}

/** [I17] an order that is credited has one transfer with the quoted coins; another order has none. */
export function judgeOrders(
  journal: readonly JournalEntry[],
  orders: ReadonlyMap<string, Order>,
  buyerOf: ReadonlyMap<string, string>,
): Finding[] {
  const findings: Finding[] = [];
  const credits = readCredits(journal);
  for (const [id, order] of orders) {
    const found = credits.get(id) ?? [];
    const expected = order.creditedAt === null ? 0 : 1;
    if (found.length !== expected) {
      const says = `is ${order.state} and was credited ${found.length} times`;
      findings.push(finding("I17", id, says));
    }
    for (const credit of found) findings.push(...judgeCredit(order, credit, buyerOf.get(id)));
  }
  for (const [id, found] of credits) {
    if (orders.has(id)) continue;
    findings.push(
      finding("I17", `transfer ${found[0]?.transfer}`, `credits the unknown order ${id}`),
    );
  }
  return findings;
}

function judgeCredit({ id, quote }: Order, credit: Credit, buyer: string | undefined): Finding[] {
  const findings: Finding[] = [];
  if (credit.coins !== quote.coins || credit.bonusCoins !== quote.bonusCoins) {
    const says = `credits ${credit.coins} + ${credit.bonusCoins}, quoted ${quote.coins} + ${quote.bonusCoins}`;
    findings.push(finding("I17", id, says));
  }
  if (credit.viewer !== buyer) findings.push(finding("I18", id, `credits ${credit.viewer}`));
  return findings;
}

function readCredits(journal: readonly JournalEntry[]): Map<string, Credit[]> {
  const credits = new Map<string, Credit[]>();
  const purchases = Map.groupBy(
    journal.filter(({ kind }) => kind === "purchase"),
    ({ transfer }) => transfer,
  );
  for (const [transfer, entries] of purchases) {
    const own = entries.filter(({ account }) => ownerOf(account).startsWith("vwr_"));
    const sum = (kind: string) =>
      own
        .filter(({ account }) => kindOf(account) === kind)
        .reduce((all, { amount }) => all + amount, 0);
    const order = String(entries[0]?.reference.order);
    const credit = {
      transfer,
      viewer: ownerOf(own[0]?.account ?? ""),
      coins: sum(personalKinds.paid),
      bonusCoins: sum(personalKinds.bonus),
    };
    credits.set(order, [...(credits.get(order) ?? []), credit]);
  }
  return credits;
}

/** [I10] an order once heard as credited stays credited, with the coins that were told. */
export function judgeHeardOrders(
  pages: readonly AnyPage[],
  orders: ReadonlyMap<string, Order>,
): Finding[] {
  return pages.flatMap((page) => {
    if (page.outcome.heard !== "answer" || !("quote" in page.outcome.answer)) return [];
    const heard = page.outcome.answer as Order;
    const now = orders.get(heard.id);
    if (now === undefined) return [finding("I10", whereOf(page), `order ${heard.id} is gone`)];
    if (heard.creditedAt !== null && now.creditedAt !== heard.creditedAt) {
      return [finding("I10", whereOf(page), `order ${heard.id} is ${now.state} again`)];
    }
    const same = now.quote.coins === heard.quote.coins && now.quote.id === heard.quote.id;
    return same ? [] : [finding("I26", whereOf(page), "the order's quote changed")];
  });
}

/** [I26] a quote is what the price list says, whatever was wished for. */
export function judgeQuotes(pages: readonly AnyPage[], facts: Facts): Finding[] {
  return pages.flatMap((page) => {
    if (page.act.act !== "quote" || page.outcome.heard !== "answer") return [];
    const wrong = quoteError(page as Page<"quote">, page.outcome.answer as Quote, facts);
    return wrong === null ? [] : [finding("I26", whereOf(page), wrong)];
  });
}

function quoteError({ act: { wish } }: Page<"quote">, quote: Quote, facts: Facts): string | null {
  if (Date.parse(quote.expiresAt) <= Date.parse(quote.createdAt))
    return "expires before it is made";
  if (quote.price.minor <= 0) return `costs ${quote.price.minor}`;
  if ("coins" in wish) {
    const exact = quote.coins === wish.coins && quote.bonusCoins === 0 && quote.bundle === null;
    return exact ? null : `quotes ${quote.coins} + ${quote.bonusCoins} coins for ${wish.coins}`;
  }
  const bundle = facts.bundles[wish.bundle % facts.bundles.length];
  if (bundle === undefined || quote.bundle !== bundle.id)
    return `quotes the bundle ${quote.bundle}`;
  if (quote.coins !== bundle.coins || quote.bonusCoins !== bundle.bonusCoins) {
    return `quotes ${quote.coins} + ${quote.bonusCoins} coins for ${bundle.id}`;
  }
  if (quote.price.currency !== wish.currency) return `is in ${quote.price.currency}`;
  const sameList = wish.currency !== "USD" || quote.standard.minor === bundle.standard.minor;
  return sameList ? null : `costs ${quote.price.minor}, the list says ${bundle.standard.minor}`;
}
