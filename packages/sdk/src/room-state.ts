/**
 * What a page knows of a room, and how each fact changes it. All of it is pure.
 *
 * The stream's coins grow by an event only when the event is newer than the picture of the stream,
 * so that replayed events are shown and never added twice.
 */
import type { Me, Problem, RoomEvent, Stream, Wallet } from "@largesse/protocol";
import { clientLimits } from "./limits.ts";
import type { TappedStreak } from "./streak-taps.ts";

export interface RoomState {
  readonly connection: "connecting" | "live" | "reconnecting" | "closed";
  /** Null until the room is known. `coins` and `seq` grow with the events. */
  readonly stream: Stream | null;
  /** The newest events, oldest first, each once. */
  readonly events: readonly RoomEvent[];
  readonly viewers: number;
  /** Null for a guest and until the first answer. */
  readonly wallet: Wallet | null;
  readonly me: Me | null;
  /** The streak this person is tapping right now. */
  readonly streak: TappedStreak | null;
  /** Why there is no room to show, when there is none. */
  readonly problem: Problem | null;
}

export const emptyRoom: RoomState = {
  connection: "connecting",
  stream: null,
  events: [],
  viewers: 0,
  wallet: null,
  me: null,
  streak: null,
  problem: null,
};

/** A picture of the stream came; an older one than ours is of no use. */
export function withStream(state: RoomState, stream: Stream): RoomState {
  const known = state.stream;
  if (known !== null && known.epoch === stream.epoch && known.seq > stream.seq) return state;
  return { ...state, stream, viewers: stream.viewers, problem: null };
}

/** The position was lost: the snapshot and its recent events replace everything. */
export function withSnapshot(
  state: RoomState,
  snapshot: Stream,
  recent: readonly RoomEvent[],
): RoomState {
  const events = recent.slice(-clientLimits.roomEventsKept);
  return { ...state, stream: snapshot, viewers: snapshot.viewers, events };
}

export function withEvent(state: RoomState, event: RoomEvent): RoomState {
  const last = state.events.at(-1);
  if (last !== undefined && last.epoch === event.epoch && event.seq <= last.seq) return state;
  const events = [...state.events, event].slice(-clientLimits.roomEventsKept);
  return { ...state, events, stream: state.stream && streamAfter(state.stream, event) };
}

function streamAfter(stream: Stream, event: RoomEvent): Stream {
  if (event.epoch !== stream.epoch || event.seq <= stream.seq) return stream;
  const moved = { ...stream, seq: event.seq };
  if (event.type === "gift.sent") return { ...moved, coins: stream.coins + event.data.coins };
  if (event.type === "stream.changed") return { ...moved, ...event.data };
  if (event.type === "stream.ended") return { ...moved, state: "ended", endedAt: event.at };
  return moved;
}
