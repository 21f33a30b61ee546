/**
 * Does the journal say what people were told about their gifts, no more and no less? I06, I08, I10,
 * I11, I13, I14 and I32: the journal against the notebook, and its splits by a rule of its own.
 */
import { idOf, type JournalEntry } from "@largesse/protocol";
import { kindOf, ownerOf, personalKinds } from "./chart.ts";
import { isDefinite, whereOf } from "./judge-answers.ts";
import { add, finding } from "./judge-books.ts";
import type { AnyPage, Facts, Finding, Page } from "./notebook.ts";

/** A gift in the journal, read from its entries alone. */
export interface BookedGift {
  readonly transfer: number;
  readonly sentGift: string;
  readonly key: string;
  readonly sender: string;
  readonly creator: string;
  /** Where its event stands: the stream's id and the event's number. */
  readonly stream: string;
  readonly seq: number;
  /** What left the sender's accounts. */
  readonly coins: number;
  readonly bonusCoins: number;
  /** Bonus coins that the sender held before. */
  readonly bonusHeld: number;
  readonly diamonds: number;
  /** What the creator's change account gained or lost. */
  readonly change: number;
}

const COINS_A_DIAMOND = 2;

/** The gifts of a journal, with what is wrong in their shape. */
export function readGifts(journal: readonly JournalEntry[]): {
  gifts: BookedGift[];
  findings: Finding[];
} {
  const gifts: BookedGift[] = [];
  const findings: Finding[] = [];
  const bonusHeld = new Map<string, bigint>();
  for (const [transfer, entries] of Map.groupBy(journal, (entry) => entry.transfer)) {
    if (entries[0]?.kind === "gift") {
      const read = readGift(transfer, entries);
      if (typeof read === "string") findings.push(finding("I13", `transfer ${transfer}`, read));
      else gifts.push({ ...read, bonusHeld: Number(bonusHeld.get(read.sender) ?? 0n) });
    }
    for (const { account, amount } of entries) {
      if (kindOf(account) === personalKinds.bonus) add(bonusHeld, ownerOf(account), amount);
    }
  }
  return { gifts, findings };
}

type ReadGift = Omit<BookedGift, "bonusHeld">;
function readGift(transfer: number, entries: readonly JournalEntry[]): ReadGift | string {
  const parts = { paid: 0, bonus: 0, change: 0, diamonds: 0 };
  const owners = { viewer: new Set<string>(), creator: new Set<string>() };
  for (const { account, amount } of entries) {
    const kind = kindOf(account);
    for (const part of ["paid", "bonus", "change", "diamonds"] as const) {
      if (kind !== personalKinds[part]) continue;
      parts[part] += amount;
      const side = part === "paid" || part === "bonus" ? "viewer" : "creator";
      owners[side].add(ownerOf(account));
    }
  }
  const [head] = entries;
  const sender = [...owners.viewer];
  const creator = [...owners.creator];
  if (head === undefined || sender.length !== 1) return `debits ${sender.length} viewers`;
  if (creator.length !== 1) return `credits ${creator.length} creators`;
  if (parts.paid > 0 || parts.bonus > 0 || parts.diamonds < 0) return "pays the wrong way";
  return {
    transfer,
    key: head.key,
    sender: sender[0] ?? "",
    creator: creator[0] ?? "",
    sentGift: publicId("sentGift", head.id),
    stream: publicId("stream", String(head.reference.stream)),
    seq: Number(head.reference.seq),
    coins: -(parts.paid + parts.bonus),
    bonusCoins: -parts.bonus,
    diamonds: parts.diamonds,
    change: parts.change,
  };
}

/** The journal may name things by their UUID or by their public id. */
function publicId(kind: "stream" | "sentGift", name: string): string {
  return /^[0-9a-f]{8}-/.test(name) ? idOf(kind, name) : name;
}

/** [I32] every two coins a diamond, the odd one kept; [I13] bonus coins go first. */
export function judgeSplits(gifts: readonly BookedGift[], facts: Facts): Finding[] {
  const findings: Finding[] = [];
  const changeOf = new Map<string, number>();
  const creatorOf = new Map(facts.streams.map(({ id, creator }) => [id, creator]));
  for (const gift of gifts) {
    const where = `transfer ${gift.transfer}`;
    if (creatorOf.get(gift.stream) !== gift.creator) {
      findings.push(finding("I13", where, `credits ${gift.creator}, whose stream it is not`));
    }
    const bonus = Math.min(gift.coins, gift.bonusHeld);
    if (gift.bonusCoins !== bonus) {
      findings.push(finding("I13", where, `spends ${gift.bonusCoins} bonus coins, not ${bonus}`));
    }
    const held = (changeOf.get(gift.creator) ?? 0) + gift.coins;
    const left = held % COINS_A_DIAMOND;
    const diamonds = (held - left) / COINS_A_DIAMOND;
    const change = left - (changeOf.get(gift.creator) ?? 0);
    changeOf.set(gift.creator, left);
    if (gift.diamonds !== diamonds || gift.change !== change) {
      const says = `gives ${gift.diamonds} diamonds and ${gift.change} change, not ${diamonds} and ${change}`;
      findings.push(finding("I32", where, says));
    }
  }
  return findings;
}

/** [I06] [I08] [I10] [I11] each key's answers against its transfer. */
export function judgeGiftKeys(pages: readonly AnyPage[], gifts: readonly BookedGift[]): Finding[] {
  const findings: Finding[] = [];
  const giftByKey = new Map(gifts.map((gift) => [`${gift.sender} ${gift.key}`, gift]));
  const asked = Map.groupBy(
    pages.filter((page): page is Page<"gift"> => page.act.act === "gift"),
    ({ viewer, key }) => `${viewer} ${key}`,
  );
  for (const [name, group] of asked) findings.push(...judgeKey(group, giftByKey.get(name)));
  for (const [name, gift] of giftByKey) {
    if (asked.has(name)) continue;
    findings.push(finding("I08", `transfer ${gift.transfer}`, "nobody asked for this gift"));
  }
  return findings;
}

function judgeKey(group: readonly Page<"gift">[], booked: BookedGift | undefined): Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  const definite = group.filter(isDefinite);
  const accepted = definite.find(({ outcome }) => outcome.heard === "answer");
  if (accepted === undefined) {
    if (definite.length === 0 || booked === undefined) return [];
    const says = `refused, yet transfer ${booked.transfer} has its key`;
    return [finding("I11", whereOf(first), says)];
  }
  if (accepted.outcome.heard !== "answer") return [];
  const { sent } = accepted.outcome.answer;
  if (sent.count === 0 && booked === undefined) return [];
  if (booked === undefined) {
    return [finding("I10", whereOf(accepted), "acknowledged, but not in the journal")];
  }
  const same =
    booked.coins === sent.coins &&
    booked.diamonds === sent.diamonds &&
    booked.sentGift === sent.id &&
    booked.stream === accepted.target &&
    booked.seq === accepted.outcome.answer.event?.seq;
  if (same) return [];
  const says = `answered ${JSON.stringify(sent)}, booked ${JSON.stringify(booked)}`;
  return [finding("I10", whereOf(accepted), says)];
}

/** [I14] what was over before something began stands before it in the journal. */
export function judgeRealTime(pages: readonly AnyPage[], gifts: readonly BookedGift[]): Finding[] {
  const giftById = new Map(gifts.map((gift) => [gift.sentGift, gift]));
  const asked = new Set<string>();
  const timed = pages
    .filter((page): page is Page<"gift"> => page.act.act === "gift")
    .toSorted((a, b) => a.from - b.from)
    .flatMap((page) => {
      const { outcome, viewer, key } = page;
      // A later request with the key may be answered with what happened at the first.
      const isFirst = !asked.has(`${viewer} ${key}`);
      asked.add(`${viewer} ${key}`);
      if (!isFirst || outcome.heard !== "answer") return [];
      const booked = giftById.get(outcome.answer.sent.id);
      return booked === undefined ? [] : [{ page, transfer: booked.transfer }];
    });
  const byEnd = timed.toSorted((a, b) => a.page.to - b.page.to);
  let done = 0;
  let latest = 0;
  return timed.flatMap(({ page, transfer }) => {
    for (
      let over = byEnd[done];
      over !== undefined && over.page.to < page.from;
      over = byEnd[++done]
    ) {
      latest = Math.max(latest, over.transfer);
    }
    if (transfer > latest) return [];
    return [finding("I14", whereOf(page), `transfer ${transfer} stands before ${latest}`)];
  });
}
