/**
 * The auditor: hears each answer as it comes and, when all is over, reads the whole journal and
 * everything that people can see, and says what cannot be true together.
 *
 * It shares no code with the ledger. What it knows of the rules it works out again, another way.
 */
import { AnswerJudge } from "./judge-answers.ts";
import { judgeJournal, judgePrefix, judgeReports } from "./judge-books.ts";
import { judgeGiftKeys, judgeRealTime, judgeSplits, readGifts } from "./judge-gifts.ts";
import { judgeHeardOrders, judgeOrders, judgeQuotes } from "./judge-purchases.ts";
import { judgeEarnings, judgeMessages, judgeRoom } from "./judge-rooms.ts";
import { judgeWallets } from "./judge-wallets.ts";
import type { AnyPage, Exports, Facts, Finding } from "./notebook.ts";

export interface Auditor {
  /** Judges one answer, now. */
  hear(page: AnyPage): void;
  /** Judges everything, at the end. */
  close(exports: Exports): readonly Finding[];
}

/** An auditor with an empty notebook. */
export function createAuditor(facts: Facts): Auditor {
  const judge = new AnswerJudge(facts);
  const pages: AnyPage[] = [];
  const findings: Finding[] = [];
  return {
    hear: (page) => {
      pages.push(page);
      findings.push(...judge.hear(page));
    },
    close: (exports) => [...findings, ...judgeAll(pages, exports, facts)],
  };
}

/** What the exports and the notebook cannot both say. */
export function judgeAll(pages: readonly AnyPage[], exports: Exports, facts: Facts): Finding[] {
  const { journal, orders, rooms } = exports;
  const { gifts, findings } = readGifts(journal);
  const buyerOf = new Map(
    pages.flatMap((page) =>
      page.act.act === "order" && page.outcome.heard === "answer" && "quote" in page.outcome.answer
        ? [[page.outcome.answer.id, page.viewer] as const]
        : [],
    ),
  );
  return [
    ...findings,
    ...judgeJournal(journal),
    ...judgePrefix(exports.journalBefore, journal),
    ...judgeReports(journal, exports.trialBalance, exports.audit),
    ...judgeSplits(gifts, facts),
    ...judgeGiftKeys(pages, gifts),
    ...judgeRealTime(pages, gifts),
    ...judgeOrders(journal, orders, buyerOf),
    ...judgeHeardOrders(pages, orders),
    ...judgeQuotes(pages, facts),
    ...judgeMessages(pages, rooms),
    ...judgeEarnings(journal, exports.earnings),
    ...judgeWallets(journal, exports),
    ...rooms.flatMap((room) =>
      judgeRoom(
        room,
        gifts.filter(({ stream }) => stream === room.stream.id),
        facts.gifts,
      ),
    ),
  ];
}

/** The findings as lines for a failing test, a few of each rule. */
export function describeFindings(findings: readonly Finding[]): string {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  return [...byRule]
    .flatMap(([rule, found]) => [
      ...found.slice(0, 5).map(({ where, says }) => `[${rule}] ${where}: ${says}`),
      ...(found.length > 5 ? [`[${rule}] … and ${found.length - 5} more`] : []),
    ])
    .join("\n");
}
