/** Giving a gift: send it, or first ask for the coins that are missing, then send it after all. */
import type { Gift } from "@largesse/protocol";
import { problemFrom } from "@largesse/sdk";
import { type Room, useClient } from "@largesse/sdk/react";
import { useState } from "react";
import { missingCoins } from "./missing.ts";

/** How long a tap may seem to do nothing while the balance is asked for. */
const ASK_PATIENCE_MS = 800;

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
  const client = useClient();
  const [need, setNeed] = useState<Need | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = (gift: Gift, missing: number) =>
    setNeed((known) => known ?? { gift, missing, have: Math.max(0, gift.coins - missing) });

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
  /** Nobody buys by an old balance: another tab may have spent or bought meanwhile. */
  const askOrSend = async (gift: Gift) => {
    const soon = AbortSignal.timeout(ASK_PATIENCE_MS);
    const wallet = await client.call("getWallet", {}, { signal: soon }).catch(() => room.wallet);
    const missing = missingCoins(gift, { wallet, streak: room.streak });
    if (missing > 0) ask(gift, missing);
    else await send(gift);
  };
  return {
    give: (gift) => void (missingCoins(gift, room) > 0 ? askOrSend(gift) : send(gift)),
    need,
    dropNeed: () => setNeed(null),
    retry: () => {
      if (need !== null) void send(need.gift);
    },
    error,
  };
}
