/**
 * What a room's event means for the stage: who sent how many of what, and which combo it grows.
 *
 * Combos are told apart by sender and streak, so that two people's roses never merge.
 */
import type { GiftRef, Person, RoomEvent } from "@largesse/protocol";

export interface Entrance {
  /** The same for everything that grows one combo. */
  readonly key: string;
  readonly gift: GiftRef;
  readonly sender: Person;
  /** Gifts that this event added. */
  readonly count: number;
  /** Gifts in the combo up to now. */
  readonly total: number;
}

/** The entrance of an event, or null when it shows nothing. */
export function entranceOf(event: RoomEvent): Entrance | null {
  if (event.type !== "gift.sent" || event.data.count === 0) return null;
  const { gift, sender, count, streak } = event.data;
  const key = `${sender.id} ${gift.id} ${streak === null ? "" : streak.id}`;
  return { key, gift, sender, count, total: streak?.total ?? count };
}

/** Two entrances of one combo as one: counts add up, the total never falls. */
export function merge(before: Entrance, after: Entrance): Entrance {
  const count = before.count + after.count;
  return { ...after, count, total: Math.max(before.total, after.total, count) };
}
