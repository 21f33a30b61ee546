/**
 * The room's events as lines of a chat. Pure.
 *
 * A streak is one line that grows and moves to the end; its count is the sum of what each event
 * added, so that repeated or late events never inflate it.
 */
import type { GiftRef, Person, RoomEvent } from "@largesse/protocol";

export type ChatLine =
  | {
      readonly kind: "message";
      readonly key: string;
      readonly sender: Person;
      readonly text: string;
    }
  | {
      readonly kind: "gift";
      readonly key: string;
      readonly sender: Person;
      readonly gift: GiftRef;
      readonly count: number;
      readonly coins: number;
    }
  | { readonly kind: "ended"; readonly key: string };

/** A longer chat is not read, and costs drawing. */
const LINES_MAX = 150;

/** The lines, oldest first. */
export function chatLines(events: readonly RoomEvent[]): ChatLine[] {
  const lines = new Map<string, ChatLine>();
  for (const event of events) {
    const line = lineOf(event, lines);
    if (line === null) continue;
    lines.delete(line.key);
    lines.set(line.key, line);
  }
  return [...lines.values()].slice(-LINES_MAX);
}

function lineOf(event: RoomEvent, lines: ReadonlyMap<string, ChatLine>): ChatLine | null {
  if (event.type === "message.sent") {
    return {
      kind: "message",
      key: event.data.id,
      sender: event.data.sender,
      text: event.data.text,
    };
  }
  if (event.type === "stream.ended") return { kind: "ended", key: `ended ${event.seq}` };
  if (event.type !== "gift.sent" || event.data.count === 0) return null;
  const { id, sender, gift, count, coins, streak } = event.data;
  const key = streak === null ? id : `${sender.id} ${streak.id}`;
  const before = lines.get(key);
  const grown = before?.kind === "gift" ? before : { count: 0, coins: 0 };
  return {
    kind: "gift",
    key,
    sender,
    gift,
    count: grown.count + count,
    coins: grown.coins + coins,
  };
}
