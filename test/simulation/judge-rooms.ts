/**
 * Do rooms tell what the books say? I27, I28, I29 and I30: the events that anyone can read, against
 * the gifts in the journal and the messages that were acknowledged.
 */
import type { EarningsSummary, JournalEntry, RoomEvent } from "@largesse/protocol";
import { kindOf, ownerOf, personalKinds } from "./chart.ts";
import { whereOf } from "./judge-answers.ts";
import { add, finding } from "./judge-books.ts";
import type { BookedGift } from "./judge-gifts.ts";
import type { AnyPage, Facts, Finding, Page, RoomExport } from "./notebook.ts";

type GiftEvent = Extract<RoomEvent, { type: "gift.sent" }>;

/** Every finding about one room; `gifts` are all booked gifts of its stream. */
export function judgeRoom(
  room: RoomExport,
  gifts: readonly BookedGift[],
  prices: Facts["gifts"],
): Finding[] {
  const sent = room.events.filter((event): event is GiftEvent => event.type === "gift.sent");
  return [
    ...judgeSequence(room),
    ...judgeGiftEvents(room, sent, gifts),
    ...judgeStreaks(room, sent),
    ...judgePrices(room, sent, prices),
    ...judgeTotals(room, sent, gifts),
  ];
}

/** [I28] numbers 1, 2, 3… without gap in one epoch, and times that do not run back. */
function judgeSequence({ stream, events }: RoomExport): Finding[] {
  const findings: Finding[] = [];
  for (const [place, event] of events.entries()) {
    if (event.seq === place + 1 && event.epoch === stream.epoch && event.stream === stream.id)
      continue;
    const says = `event ${place + 1} is numbered ${event.seq} in ${event.epoch} of ${event.stream}`;
    findings.push(finding("I28", stream.id, says));
  }
  if (stream.seq !== events.length) {
    findings.push(finding("I28", stream.id, `head ${stream.seq}, but ${events.length} events`));
  }
  const ended = events.findIndex(({ type }) => type === "stream.ended");
  const late = events.slice(ended + 1).find(({ type }) => type === "gift.sent");
  if (ended >= 0 && late !== undefined) {
    findings.push(finding("I28", `${stream.id} ${late.seq}`, "a gift after the stream's end"));
  }
  return findings;
}

/** [I27] an event for each gift, [I29] a gift for each event, once, with the same numbers. */
function judgeGiftEvents(
  { stream }: RoomExport,
  sent: readonly GiftEvent[],
  gifts: readonly BookedGift[],
): Finding[] {
  const findings: Finding[] = [];
  const booked = new Map(gifts.map((gift) => [gift.sentGift, gift]));
  for (const { seq, data } of sent) {
    const where = `${stream.id} ${seq}`;
    const gift = booked.get(data.id);
    booked.delete(data.id);
    if (gift === undefined) {
      findings.push(
        finding("I29", where, `tells of ${data.id}, which is not in the books, or twice`),
      );
      continue;
    }
    const same =
      gift.coins === data.coins &&
      gift.diamonds === data.diamonds &&
      gift.seq === seq &&
      gift.sender === data.sender.id;
    if (!same) findings.push(finding("I27", where, `tells other numbers than ${gift.transfer}`));
  }
  for (const gift of booked.values()) {
    findings.push(finding("I27", `transfer ${gift.transfer}`, "has no event"));
  }
  return findings;
}

/** [I13] a gift costs its count times its price in the catalogue. */
function judgePrices(
  { stream }: RoomExport,
  sent: readonly GiftEvent[],
  prices: Facts["gifts"],
): Finding[] {
  return sent.flatMap(({ seq, data: { gift, count, coins } }) => {
    const price = prices.get(gift.id)?.coins ?? Number.NaN;
    if (coins === price * count && count >= 1 && gift.coins === price) return [];
    return [finding("I13", `${stream.id} ${seq}`, `${count} ${gift.id} at ${price} cost ${coins}`)];
  });
}

/** [I30] a streak's total is the fold of its gifts, and it ends once. */
function judgeStreaks({ stream, events }: RoomExport, sent: readonly GiftEvent[]): Finding[] {
  const findings: Finding[] = [];
  const counted = new Map<string, bigint>();
  const coins = new Map<string, bigint>();
  const ended = new Set<string>();
  const bySeq = new Map(sent.map((event) => [event.seq, event]));
  for (const event of events) {
    const { seq } = event;
    const data = event.type === "streak.ended" ? event.data : bySeq.get(seq)?.data;
    if (data === undefined || data.streak === null) continue;
    const { id, total } = data.streak;
    const name = `${data.sender.id} ${id}`;
    const where = `${stream.id} ${seq} ${name}`;
    if ("count" in data) {
      add(coins, name, data.coins);
      if (add(counted, name, data.count) === BigInt(total)) continue;
      findings.push(finding("I30", where, `total ${total}, its gifts ${counted.get(name)}`));
      continue;
    }
    if (ended.has(name)) findings.push(finding("I30", where, "the streak ends twice"));
    ended.add(name);
    if (BigInt(data.coins) === coins.get(name) && BigInt(total) === counted.get(name)) continue;
    const says = `ends at ${total} for ${data.coins} coins, not ${counted.get(name)} for ${coins.get(name)}`;
    findings.push(finding("I30", where, says));
  }
  for (const name of counted.keys()) {
    if (!ended.has(name)) findings.push(finding("I30", `${stream.id} ${name}`, "never ended"));
  }
  return findings;
}

/** [I30] the stream's coins and its leaderboard are sums over the journal. */
function judgeTotals(
  { stream, leaders }: RoomExport,
  sent: readonly GiftEvent[],
  gifts: readonly BookedGift[],
): Finding[] {
  const findings: Finding[] = [];
  const coins = new Map<string, bigint>();
  const counts = new Map<string, bigint>();
  for (const gift of gifts) add(coins, gift.sender, gift.coins);
  for (const { data } of sent) add(counts, data.sender.id, data.count);
  const all = [...coins.values()].reduce((sum, part) => sum + part, 0n);
  if (BigInt(stream.coins) !== all) {
    findings.push(finding("I30", stream.id, `shows ${stream.coins} coins, the journal ${all}`));
  }
  const ranked = [...coins.values()].sort((a, b) => (a < b ? 1 : -1));
  for (const [place, leader] of leaders.entries()) {
    const own = coins.get(leader.person.id);
    const right =
      own === BigInt(leader.coins) &&
      own === ranked[place] &&
      counts.get(leader.person.id) === BigInt(leader.gifts);
    if (right) continue;
    const says = `rank ${leader.rank} has ${leader.coins} coins and ${leader.gifts} gifts`;
    findings.push(finding("I30", `${stream.id} leaderboard`, says));
  }
  return findings;
}

/** [I10] [I11] [I28] acknowledged messages stand where they were said to stand; others do not. */
export function judgeMessages(pages: readonly AnyPage[], rooms: readonly RoomExport[]): Finding[] {
  const findings: Finding[] = [];
  const eventAt = new Map(
    rooms.flatMap(({ events }) => events.map((event) => [`${event.stream} ${event.seq}`, event])),
  );
  const asked = pages.filter((page): page is Page<"message"> => page.act.act === "message");
  const acknowledged = new Set<string>();
  for (const page of asked) {
    if (page.outcome.heard !== "answer") continue;
    const { message, event } = page.outcome.answer;
    acknowledged.add(message.id);
    const found = eventAt.get(`${page.target} ${event.seq}`);
    if (found?.type === "message.sent" && found.data.id === message.id) continue;
    findings.push(finding("I10", whereOf(page), `message is not at ${event.seq}`));
  }
  const open = asked.some(({ outcome }) => outcome.heard === "nothing");
  for (const event of eventAt.values()) {
    if (event.type !== "message.sent" || acknowledged.has(event.data.id) || open) continue;
    findings.push(finding("I29", `${event.stream} ${event.seq}`, "a message nobody was told of"));
  }
  return findings;
}

/** [I30] a creator's page shows what the journal holds. */
export function judgeEarnings(
  journal: readonly JournalEntry[],
  earnings: ReadonlyMap<string, EarningsSummary>,
): Finding[] {
  const held = new Map<string, bigint>();
  for (const { account, amount } of journal)
    add(held, `${ownerOf(account)} ${kindOf(account)}`, amount);
  return [...earnings].flatMap(([creator, summary]) => {
    const diamonds = held.get(`${creator} ${personalKinds.diamonds}`) ?? 0n;
    const change = held.get(`${creator} ${personalKinds.change}`) ?? 0n;
    if (BigInt(summary.diamonds) === diamonds && BigInt(summary.changeCoins) === change) return [];
    const says = `shows ${summary.diamonds} and ${summary.changeCoins}, the journal ${diamonds} and ${change}`;
    return [finding("I30", creator, says)];
  });
}
