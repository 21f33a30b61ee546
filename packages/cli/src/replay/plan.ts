/**
 * What a recording asks for: its lines become sendings with keys that name them, so that a replay
 * that was interrupted, repeated or put in another order pays for every gift once. Pure.
 */
import { createHash } from "node:crypto";
import { type Gift, limits } from "@largesse/protocol";
import { exchange } from "../import/exchange.ts";
import { fromTikTok } from "../import/from-tiktok.ts";
import { isUnplayable, type RecordedGift, type Unplayable } from "../import/recorded-gift.ts";

/** One call of the public interface. */
export interface Sending {
  readonly line: number;
  readonly sender: string;
  readonly gift: string;
  readonly quantity: number;
  readonly streak: { readonly id: string; readonly total: number } | null;
  readonly key: string;
  readonly atMs: number | null;
}

export interface SkippedLine {
  readonly line: number;
  readonly why: string;
}

export interface ReplayPlan {
  readonly lines: number;
  readonly sendings: readonly Sending[];
  readonly skipped: readonly SkippedLine[];
  /** What the recording is worth, streaks counted once. */
  readonly coins: number;
  readonly coinsBySender: ReadonlyMap<string, number>;
}

/** Plans the replay of a recording, one JSON message a line, into a stream. */
export function planReplay(text: string, stream: string, catalogue: readonly Gift[]): ReplayPlan {
  const sendings: Sending[] = [];
  const skipped: SkippedLine[] = [];
  let lines = 0;
  for (const [index, lineText] of text.split("\n").entries()) {
    if (lineText.trim() === "") continue;
    lines += 1;
    const line = index + 1;
    const recorded = readLine(lineText);
    const planned = isUnplayable(recorded)
      ? recorded
      : planSendings(recorded, { line, stream, catalogue });
    if ("skipped" in planned) skipped.push({ line, why: planned.skipped });
    else sendings.push(...planned);
  }
  const coinsBySender = worthBySender(sendings, catalogue);
  const coins = [...coinsBySender.values()].reduce((sum, one) => sum + one, 0);
  return { lines, sendings, skipped, coins, coinsBySender };
}

function readLine(text: string): RecordedGift | Unplayable {
  try {
    return fromTikTok(JSON.parse(text));
  } catch {
    return { skipped: "it is not JSON" };
  }
}

interface Place {
  readonly line: number;
  readonly stream: string;
  readonly catalogue: readonly Gift[];
}

function planSendings(recorded: RecordedGift, place: Place): Sending[] | Unplayable {
  const exchanged = exchange(recorded, place.catalogue);
  if (exchanged === null)
    return { skipped: `no gift divides its price of ${recorded.coins} coins` };
  const sender = viewerName(recorded.sender);
  const { line, stream } = place;
  const base = { line, sender, gift: exchanged.gift, atMs: recorded.atMs };
  const total = recorded.count * exchanged.each;
  // The stream is part of every name: one recording can be played into two rooms.
  const key = `replay-${digest(stream, sender, recorded.identity)}`;
  if (recorded.streak !== null) {
    if (total > limits.streakTotalMax) return { skipped: `a streak of ${total} gifts is too long` };
    const id = `replay-${digest(stream, sender, recorded.streak)}`;
    return [{ ...base, quantity: 1, streak: { id, total }, key }];
  }
  return inParts(total).map((quantity, part) => ({
    ...base,
    quantity,
    streak: null,
    key: `${key}-${part}`,
  }));
}

/** A number of gifts in sendings of the size that one may have. */
function inParts(total: number): number[] {
  const whole = Math.floor(total / limits.giftQuantityMax);
  const rest = total % limits.giftQuantityMax;
  return [...Array<number>(whole).fill(limits.giftQuantityMax), ...(rest > 0 ? [rest] : [])];
}

/** A name that fits; a longer one keeps its beginning and is told apart by a digest. */
function viewerName(sender: string): string {
  const clean = sender.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "").trim();
  if (clean === sender && [...clean].length <= limits.nameCharsMax) return clean;
  return `${[...clean].slice(0, limits.nameCharsMax - 9).join("")} ${digest(sender).slice(0, 8)}`;
}

/** A short name for facts, the same in every run. */
export function digest(...facts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 40);
}

/** A streak is worth its highest total; a sending that comes twice is worth one. */
function worthBySender(
  sendings: readonly Sending[],
  catalogue: readonly Gift[],
): ReadonlyMap<string, number> {
  const priceById = new Map(catalogue.map((gift) => [gift.id, gift.coins]));
  const worthByName = new Map<string, { sender: string; coins: number }>();
  for (const { sender, gift, quantity, streak, key } of sendings) {
    const name = streak === null ? key : `${sender}/${streak.id}`;
    const coins = (priceById.get(gift) ?? 0) * (streak?.total ?? quantity);
    const known = worthByName.get(name)?.coins ?? 0;
    worthByName.set(name, { sender, coins: Math.max(known, coins) });
  }
  const bySender = new Map<string, number>();
  for (const { sender, coins } of worthByName.values()) {
    bySender.set(sender, (bySender.get(sender) ?? 0) + coins);
  }
  return bySender;
}
