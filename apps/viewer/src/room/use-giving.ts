/** Giving a gift: send it, or first ask for the coins that are missing, then send it after all. */
import type { Gift } from "@largesse/protocol";
import { problemFrom } from "@largesse/sdk";
import type { Room } from "@largesse/sdk/react";
import { useState } from "react";
import { missingCoins } from "./missing.ts";

/** A gift that waits for coins. */
export interface Need {
  readonly gift: Gift;
  readonly missing: number;
  readonly have: number;
}

export interface Giving {
  readonly give: (gift: Gift) => void;
  readonly need: Need | null;
  readonly dropNeed: () => void;
  /** The coins have come: send what waited for them. */
  readonly retry: () => void;
  readonly error: unknown;
}

/** How one gives in a room. */
export function useGiving(room: Room): Giving {
  const [need, setNeed] = useState<Need | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = (gift: Gift, missing: number) =>
    setNeed((known) => known ?? { gift, missing, have: room.wallet?.coins ?? 0 });

  const send = async (gift: Gift) => {
    setError(null);
    try {
      await (gift.streakable ? room.tapStreak(gift) : room.sendGift(gift));
    } catch (failure) {
      const problem = problemFrom(failure);
      const missing = Number(problem?.numbers.missingCoins ?? 0);
      if (problem?.code === "insufficient_coins" && missing > 0) ask(gift, missing);
      else setError(failure);
    }
  };
  return {
    give: (gift) => {
      const missing = missingCoins(gift, room);
      if (missing > 0) ask(gift, missing);
      else void send(gift);
    },
    need,
    dropNeed: () => setNeed(null),
    retry: () => {
      if (need !== null) void send(need.gift);
    },
    error,
  };
}
