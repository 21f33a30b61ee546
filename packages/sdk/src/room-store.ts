/**
 * A room as an external store: subscribe, read a snapshot, act. Pages draw it; React needs nothing
 * but `useSyncExternalStore`. Facts from the socket are gathered for one turn of the event loop, so
 * that a burst of a hundred events is one drawing.
 */
import type { RoomEvent, SendGiftAnswer, SendMessageAnswer, Stream } from "@largesse/protocol";
import { type Client, newKey } from "./client.ts";
import { jitterMs, pause } from "./environment.ts";
import { RefusedError } from "./errors.ts";
import { clientLimits } from "./limits.ts";
import { emptyRoom, type RoomState, withEvent, withSnapshot, withStream } from "./room-state.ts";
import { StreakTaps } from "./streak-taps.ts";

/** A gift by its slug, or any object that carries it as `id`. */
export type GiftLike = string | { readonly id: string };

export interface RoomStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RoomState;
  /** Sends so many of a gift at once; rejects with `RefusedError` when the server says no. */
  readonly sendGift: (gift: GiftLike, quantity?: number) => Promise<SendGiftAnswer>;
  /** One more in a streak of taps; resolves when this tap is paid for. */
  readonly tapStreak: (gift: GiftLike) => Promise<SendGiftAnswer>;
  readonly sendMessage: (text: string) => Promise<SendMessageAnswer>;
  readonly close: () => void;
}

export function createRoomStore(client: Client, streamId: string): RoomStore {
  const closing = new AbortController();
  const listeners = new Set<() => void>();
  let state = emptyRoom;
  let told = emptyRoom;
  let cancelTelling: (() => void) | null = null;

  const tell = () => {
    cancelTelling = null;
    told = state;
    for (const listener of [...listeners]) listener();
  };
  const set = (next: RoomState) => {
    if (next === state || closing.signal.aborted) return;
    state = next;
    cancelTelling ??= client.environment.after(0, tell);
  };
  const stopFollowing = followClient(client, (part) => set({ ...state, ...part }));

  const taps = new StreakTaps({
    environment: client.environment,
    newKey,
    send: (claim) => client.sendGift({ stream: streamId, ...claim }),
    onChange: (streak) => set({ ...state, streak }),
  });

  let leave = () => {};
  const enter = async () => {
    const stream = await loadStream(client, streamId, closing.signal);
    if (closing.signal.aborted) return;
    set(withStream(state, stream));
    leave = client.link().join(streamId, openingPosition(stream), {
      onJoined: (joined) => set(withStream(state, joined)),
      onEvent: (event: RoomEvent) => set(withEvent(state, event)),
      onResync: (snapshot, recent) => set(withSnapshot(state, snapshot, recent)),
      onStats: ({ viewers }) => set({ ...state, viewers }),
      onRefused: (problem) => set({ ...state, problem }),
    });
  };
  enter().catch((error: unknown) => {
    if (error instanceof RefusedError) set({ ...state, problem: error.problem });
    else if (!closing.signal.aborted) throw error;
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => told,
    sendGift: (gift, quantity = 1) =>
      client.sendGift({ stream: streamId, gift: slugOf(gift), quantity, key: newKey() }),
    tapStreak: (gift) => taps.tap(slugOf(gift)),
    sendMessage: (text) => client.sendMessage({ stream: streamId, text, key: newKey() }),
    close: () => {
      closing.abort();
      cancelTelling?.();
      taps.close();
      stopFollowing();
      leave();
    },
  };
}

/** The room opens with its recent past, so that nobody looks at an empty chat. */
function openingPosition(stream: Stream) {
  return { after: Math.max(0, stream.seq - clientLimits.roomBackfill), epoch: stream.epoch };
}

/** The first picture of the room; an unreachable server is asked until the page is left. */
async function loadStream(client: Client, stream: string, signal: AbortSignal): Promise<Stream> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await client.call("getStream", { params: { stream } }, { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RefusedError && error.problem.retry === "never") throw error;
      const bounds = {
        firstMs: clientLimits.reconnectWaitMs,
        maxMs: clientLimits.reconnectWaitMsMax,
      };
      await pause(client.environment, jitterMs(client.environment, attempt, bounds), signal);
    }
  }
}

/** Who one is, how the link stands and what the wallet holds are the client's, not one room's. */
function followClient(client: Client, set: (part: Partial<RoomState>) => void): () => void {
  const link = client.link();
  let askedFor: string | null = null;
  const handleLink = () => {
    const connection = link.state === "idle" ? "connecting" : link.state;
    set({ connection, me: link.me });
    if (link.me?.role === "viewer" && link.me.id !== askedFor) {
      askedFor = link.me.id;
      // The wallet comes by the store below; without it the page simply shows no balance yet.
      client.call("getWallet").catch(() => undefined);
    }
  };
  const handleWallet = () => set({ wallet: client.wallet.get() });
  const stops = [link.subscribe(handleLink), client.wallet.subscribe(handleWallet)];
  handleLink();
  handleWallet();
  return () => {
    for (const stop of stops) stop();
  };
}

function slugOf(gift: GiftLike): string {
  return typeof gift === "string" ? gift : gift.id;
}
