/**
 * Is each answer right, judged as it comes from what this viewer did before? I06, I07, I11, I12, I16
 * and the arithmetic of every gift.
 *
 * A model of its own: plain maps, its own sums. Where other hands could have come between, it allows
 * what they might have caused, and nothing else.
 */
import type { Order, SendGiftAnswer, Wallet } from "@largesse/protocol";
import { finding } from "./judge-books.ts";
import type { AnyPage, Facts, Finding, Page } from "./notebook.ts";

interface Viewer {
  /** Coins when nobody else uses the account; null when others may have moved them. */
  coins: number | null;
  readonly credited: Set<string>;
  readonly streaks: Map<string, { readonly gift: string; readonly stream: string; total: number }>;
  readonly firstByKey: Map<string, { readonly content: string; definite: AnyPage | null }>;
  /** Wallet versions heard, with the tick of the answer. */
  readonly versions: { readonly to: number; readonly version: number }[];
}

/** Judges page after page, in the order in which the answers came. */
export class AnswerJudge {
  readonly #viewers = new Map<string, Viewer>();
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  hear(page: AnyPage): Finding[] {
    const viewer = this.#viewerOf(page);
    const known = keyed(page) ? this.#knownKey(viewer, page) : "new";
    if (known !== "new") return known;
    switch (page.act.act) {
      case "gift":
        return this.#gift(viewer, page as Page<"gift">);
      case "wallet":
        return this.#wallet(viewer, page as Page<"wallet">);
      case "order":
      case "secure":
        return heardOrder(viewer, page);
      case "look-at-order":
        return page.act.foreign ? foreignOrder(page) : heardOrder(viewer, page);
      default:
        return [];
    }
  }

  #viewerOf({ viewer, sole }: AnyPage): Viewer {
    const known = this.#viewers.get(viewer);
    if (known !== undefined) return known;
    const made: Viewer = {
      coins: sole ? 0 : null,
      credited: new Set(),
      streaks: new Map(),
      firstByKey: new Map(),
      versions: [],
    };
    this.#viewers.set(viewer, made);
    return made;
  }

  /** A key's second use is judged against its first; "new" when there is nothing to compare with. */
  #knownKey(viewer: Viewer, page: AnyPage): Finding[] | "new" {
    const content = JSON.stringify([page.act, page.target]);
    const first = viewer.firstByKey.get(page.key);
    if (first === undefined) {
      viewer.firstByKey.set(page.key, { content, definite: isDefinite(page) ? page : null });
      return "new";
    }
    if (first.content !== content) {
      if (page.outcome.heard !== "answer") return [];
      return [finding("I07", whereOf(page), "the key's other content was accepted")];
    }
    if (!isDefinite(page)) return [];
    if (first.definite === null) {
      first.definite = page;
      return "new";
    }
    return sameAnswer(first.definite, page);
  }

  #gift(viewer: Viewer, page: Page<"gift">): Finding[] {
    const reasons = giftReasons(viewer, page, this.#facts);
    if (page.outcome.heard === "refusal") {
      const { code, retry } = page.outcome.problem;
      if (retry !== "never") return [];
      if (reasons.certain.has(code) || reasons.possible.has(code)) {
        return code === "insufficient_coins" ? judgeNumbers(page, reasons.cost, viewer) : [];
      }
      return [finding("I06", whereOf(page), `refused by ${code} without reason`)];
    }
    if (page.outcome.heard === "nothing") return [];
    const findings = [...reasons.certain].map((code) =>
      finding("I16", whereOf(page), `accepted, although ${code}`),
    );
    return [...findings, ...acceptGift(viewer, page, page.outcome.answer, reasons)];
  }

  #wallet(viewer: Viewer, page: Page<"wallet">): Finding[] {
    if (page.outcome.heard !== "answer") return [];
    return judgeWallet(viewer, page, page.outcome.answer);
  }
}

interface GiftReasons {
  readonly certain: Set<string>;
  readonly possible: Set<string>;
  readonly added: number;
  readonly cost: number;
}

/** Why this gift must be, or may be, refused. */
function giftReasons(viewer: Viewer, page: Page<"gift">, facts: Facts): GiftReasons {
  const certain = new Set<string>();
  const possible = new Set<string>();
  const { act, target } = page;
  const gift = facts.gifts.get(act.gift);
  const end = facts.ends.get(target ?? "");
  if (end !== undefined && end.from <= page.to) possible.add("stream_ended");
  if (gift === undefined) {
    certain.add("gift_not_found");
    return { certain, possible, added: 0, cost: 0 };
  }
  if (act.streak !== null && !gift.streakable) certain.add("gift_not_streakable");
  const streak = act.streak === null ? undefined : viewer.streaks.get(act.streak.id);
  if (streak !== undefined && (streak.gift !== act.gift || streak.stream !== target)) {
    certain.add("streak_conflict");
  }
  const counted = streak?.total ?? 0;
  const added = act.streak === null ? act.quantity : Math.max(0, act.streak.total - counted);
  const cost = added * gift.coins;
  if (added > 0 && end !== undefined && end.to < page.from) certain.add("stream_ended");
  if (viewer.coins === null) possible.add("insufficient_coins");
  else if (cost > viewer.coins) certain.add("insufficient_coins");
  return { certain, possible, added, cost };
}

function acceptGift(
  viewer: Viewer,
  page: Page<"gift">,
  { sent, wallet, event }: SendGiftAnswer,
  { added, cost }: GiftReasons,
): Finding[] {
  const { streak } = page.act;
  if (viewer.coins !== null) viewer.coins -= cost;
  const counted = streak === null ? 0 : (viewer.streaks.get(streak.id)?.total ?? 0);
  const total = streak === null ? 0 : Math.max(counted, streak.total);
  if (streak !== null) {
    viewer.streaks.set(streak.id, { gift: page.act.gift, stream: page.target ?? "", total });
  }
  const wrong: [boolean, string][] = [
    [sent.count !== added, `counts ${sent.count} gifts, not ${added}`],
    [sent.coins !== cost, `costs ${sent.coins} coins, not ${cost}`],
    [sent.gift.id !== page.act.gift, `names the gift ${sent.gift.id}`],
    [sent.sender.id !== page.viewer, `names the sender ${sent.sender.id}`],
    [(sent.streak?.total ?? 0) !== total, `tells the total ${sent.streak?.total}, not ${total}`],
    [(sent.streak?.id ?? null) !== (streak?.id ?? null), `names the streak ${sent.streak?.id}`],
    [(event === null) !== (added === 0), "has an event without a gift, or a gift without"],
  ];
  const findings = wrong
    .filter(([is]) => is)
    .map(([, says]) => finding("I13", whereOf(page), `the answer ${says}`));
  return [...findings, ...judgeWallet(viewer, page, wallet)];
}

/** [I12] what was acknowledged is seen by the next reading, and versions never go back. */
function judgeWallet(viewer: Viewer, page: AnyPage, wallet: Wallet): Finding[] {
  // The first answer, given again after a line was cut, shows the wallet as it was then.
  if (page.outcome.heard === "answer" && page.outcome.replayed) return [];
  const findings: Finding[] = [];
  const { coins, paidCoins, bonusCoins, version } = wallet;
  if (paidCoins + bonusCoins !== coins) {
    findings.push(finding("I12", whereOf(page), `${paidCoins} + ${bonusCoins} is not ${coins}`));
  }
  if (viewer.coins !== null && coins !== viewer.coins) {
    findings.push(finding("I12", whereOf(page), `shows ${coins} coins, not ${viewer.coins}`));
  }
  const newer = viewer.versions.find((heard) => heard.to < page.from && heard.version > version);
  if (newer !== undefined) {
    const says = `version ${version} comes after ${newer.version}`;
    findings.push(finding("I12", whereOf(page), says));
  }
  viewer.versions.push({ to: page.to, version });
  return findings;
}

function heardOrder(viewer: Viewer, page: AnyPage): Finding[] {
  if (page.outcome.heard !== "answer") return [];
  const order = page.outcome.answer as Order;
  if (order.state !== "credited" || viewer.credited.has(order.id)) return [];
  viewer.credited.add(order.id);
  if (viewer.coins !== null) viewer.coins += order.quote.coins + order.quote.bonusCoins;
  return [];
}

function foreignOrder(page: AnyPage): Finding[] {
  if (page.outcome.heard !== "answer") return [];
  return [finding("T12", whereOf(page), "shows an order of somebody else")];
}

function judgeNumbers(page: Page<"gift">, cost: number, { coins }: Viewer): Finding[] {
  if (page.outcome.heard !== "refusal") return [];
  const { costCoins, walletCoins, missingCoins } = page.outcome.problem.numbers;
  const sums = Number(costCoins) - Number(walletCoins) === Number(missingCoins);
  if (sums && costCoins === cost && (coins === null || walletCoins === coins)) return [];
  const says = `says ${costCoins} - ${walletCoins} = ${missingCoins}, not ${cost} - ${coins}`;
  return [finding("I12", whereOf(page), says)];
}

function sameAnswer(first: AnyPage, again: AnyPage): Finding[] {
  if (movesNothing(first)) return [];
  const [was, is] = [first, again].map(({ outcome }) =>
    outcome.heard === "refusal"
      ? outcome.problem.code
      : outcome.heard === "answer"
        ? canonical(stable(outcome.answer))
        : "",
  );
  if (was === is) return [];
  const rule = first.outcome.heard === "refusal" ? "I11" : "I06";
  return [finding(rule, whereOf(again), `answered ${is}, at first ${was}`)];
}

/** What must be equal in two answers to one key: an order moves on by itself, but stays itself. */
function stable(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  return "quote" in answer ? (answer as Order).id : answer;
}

/** A streak's claim that adds nothing binds no key: it simply tells how things are today. */
function movesNothing({ outcome }: AnyPage): boolean {
  return (
    outcome.heard === "answer" &&
    "sent" in outcome.answer &&
    (outcome.answer as SendGiftAnswer).event === null
  );
}

/** JSON with its keys in order, so that equal answers are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function keyed({ act }: AnyPage): boolean {
  return act.act === "gift" || act.act === "order" || act.act === "message";
}

/** Definite: it says what became of the key, for ever. */
export function isDefinite({ outcome }: AnyPage): boolean {
  if (outcome.heard === "nothing") return false;
  return outcome.heard === "answer" || outcome.problem.retry === "never";
}

export function whereOf(page: AnyPage): string {
  return `tick ${page.from} ${page.viewer} ${page.key} ${JSON.stringify(page.act)}`;
}
