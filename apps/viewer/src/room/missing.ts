/** How many coins are missing for one more gift. Pure: taps on their way count as spent. */
import type { Gift } from "@largesse/protocol";
import type { Room } from "@largesse/sdk/react";

/** 0 when it can be sent, or when the balance is not known yet: the server decides then. */
export function missingCoins(
  gift: Pick<Gift, "id" | "coins">,
  room: Pick<Room, "wallet" | "streak">,
): number {
  if (room.wallet === null) return 0;
  const { streak } = room;
  const onTheirWay = streak?.gift === gift.id ? (streak.total - streak.sentTotal) * gift.coins : 0;
  return Math.max(0, gift.coins + onTheirWay - room.wallet.coins);
}
