/**
 * Reads one gift message in the shape of the common TikTok LIVE tools (the Node, Python and Java
 * libraries name the same facts in different places). Pure: a value comes in, a gift or a reason
 * comes out.
 *
 * A streakable gift (type 1) is told again and again while the streak grows: `repeatCount` is its
 * total, `groupId` its name. Any other gift is told once.
 */
import type { RecordedGift, Unplayable } from "./recorded-gift.ts";

type Facts = Readonly<Record<string, unknown>>;

/** Where the tools put each fact; the first one that is there counts. */
const places = {
  sender: [
    "sender",
    "uniqueId",
    "user.uniqueId",
    "user.unique_id",
    "userId",
    "user.userId",
    "user.id",
  ],
  giftId: ["giftId", "gift.giftId", "gift.id", "gift_id"],
  giftName: ["giftName", "giftDetails.giftName", "extendedGiftInfo.name", "gift.name"],
  coins: [
    "coins",
    "diamondCount",
    "giftDetails.diamondCount",
    "extendedGiftInfo.diamond_count",
    "gift.diamondCount",
    "gift.diamond_count",
    "gift.diamondCost",
  ],
  giftType: ["giftType", "giftDetails.giftType", "gift.type", "gift.giftType"],
  repeatCount: ["repeatCount", "repeat_count", "comboCount"],
  repeatEnd: ["repeatEnd", "repeat_end"],
  groupId: ["groupId", "group_id"],
  messageId: ["msgId", "common.msgId", "common.msg_id", "message_id"],
  room: ["room", "roomId", "common.roomId", "room_id"],
  atMs: ["createTimeMs", "createTime", "timestamp", "common.createTime", "common.create_time"],
} as const;

const STREAKABLE = 1;

/** The gift of a message, or why there is none. */
export function fromTikTok(message: unknown): RecordedGift | Unplayable {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    return { skipped: "it is not an object" };
  }
  const facts = message as Facts;
  const sender = textAt(facts, places.sender);
  const coins = wholeAt(facts, places.coins);
  const count = wholeAt(facts, places.repeatCount) ?? 1;
  const giftName = textAt(facts, places.giftName) ?? textAt(facts, places.giftId);
  if (sender === null) return { skipped: "it names no sender" };
  if (giftName === null) return { skipped: "it names no gift" };
  if (coins === null || coins < 1) return { skipped: "it has no price in whole coins" };
  if (count < 1) return { skipped: "its count is not a whole number from 1" };

  const streak = streakOf(facts);
  if (streak === undefined) {
    return { skipped: "it is one of a growing streak without a group; its end will count" };
  }
  const identity = streak === null ? identityOf(facts) : `${streak} at ${count}`;
  return { sender, giftName, coins, count, streak, identity, atMs: wholeAt(facts, places.atMs) };
}

/** The streak's name; null for a gift that stands alone; undefined when it cannot be told. */
function streakOf(facts: Facts): string | null | undefined {
  if (wholeAt(facts, places.giftType) !== STREAKABLE) return null;
  const group = textAt(facts, places.groupId);
  if (group !== null && group !== "0") {
    return [textAt(facts, places.room), textAt(facts, places.giftId), group].join("/");
  }
  const ended = valueAt(facts, places.repeatEnd);
  return ended === true || ended === 1 ? null : undefined;
}

/** The message's own number; a recording without numbers tells repetitions by the whole content. */
function identityOf(facts: Facts): string {
  const id = textAt(facts, places.messageId);
  return id === null ? JSON.stringify(facts) : `message ${id}`;
}

function valueAt(facts: Facts, paths: readonly string[]): unknown {
  for (const path of paths) {
    let value: unknown = facts;
    for (const part of path.split(".")) {
      value = typeof value === "object" && value !== null ? (value as Facts)[part] : undefined;
    }
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

function textAt(facts: Facts, paths: readonly string[]): string | null {
  const value = valueAt(facts, paths);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Large numbers come as text from tools that fear for their digits. */
function wholeAt(facts: Facts, paths: readonly string[]): number | null {
  const value = valueAt(facts, paths);
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}
