/**
 * The ticker's memory: the latest gifts, a streak as one entry that grows, and each supporter's
 * coins in this stream. Plain values: every step answers a new memory and leaves the old one alone.
 */
import type { AnswerOf, SentGift } from "@largesse/protocol";

export interface Latest {
  /** The streak's name for its sender, or the sending's own id. */
  readonly key: string;
  readonly name: string;
  readonly gift: string;
  readonly giftName: string;
  readonly count: number;
}

export interface Supporter {
  readonly id: string;
  readonly name: string;
  readonly coins: number;
}

export interface Supporters {
  readonly latest: readonly Latest[];
  readonly byId: ReadonlyMap<string, Supporter>;
}

/** Entries on the ribbon: as many as fit beside the top supporter at 1080 lines. */
export const LATEST_MAX = 4;

export const nobody: Supporters = { latest: [], byId: new Map() };

/** Starts from the leaderboard, so that a refreshed source knows who led before. */
export function fromLeaders(leaders: AnswerOf<"getLeaderboard">["data"]): Supporters {
  const byId = new Map(
    leaders.map(({ person, coins }) => [person.id, { id: person.id, name: person.name, coins }]),
  );
  return { latest: [], byId };
}

/** Adds one sending: its own count and coins, never the streak's total twice. */
export function withGift(before: Supporters, sent: SentGift): Supporters {
  return { latest: latestWith(before.latest, sent), byId: coinsWith(before.byId, sent) };
}

function latestWith(latest: readonly Latest[], sent: SentGift): readonly Latest[] {
  const key = sent.streak === null ? sent.id : `${sent.sender.id}/${sent.streak.id}`;
  const known = latest.find((entry) => entry.key === key);
  const entry: Latest = {
    key,
    name: sent.sender.name,
    gift: sent.gift.id,
    giftName: sent.gift.name,
    count: sent.streak?.total ?? sent.count,
  };
  if (known !== undefined && known.count > entry.count) return latest;
  return [entry, ...latest.filter((other) => other.key !== key)].slice(0, LATEST_MAX);
}

function coinsWith(byId: Supporters["byId"], sent: SentGift): Supporters["byId"] {
  const { id, name } = sent.sender;
  return new Map(byId).set(id, { id, name, coins: (byId.get(id)?.coins ?? 0) + sent.coins });
}

/** Who gave most in this stream; the earlier one on a tie, so that the ribbon does not flicker. */
export function topOf(supporters: Supporters): Supporter | null {
  let top: Supporter | null = null;
  for (const supporter of supporters.byId.values()) {
    if (supporter.coins > (top?.coins ?? 0)) top = supporter;
  }
  return top;
}
