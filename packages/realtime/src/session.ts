/**
 * One reader of rooms, as far as the room needs to know: somewhere to put bytes, and how many of
 * them still wait. A WebSocket and a server-sent event stream are both this.
 */
import type { Framing } from "./framing.ts";

export interface Session {
  readonly framing: Framing;
  /** Whether people see it as a viewer: an overlay watches but is not one. */
  readonly counted: boolean;
  send(bytes: Buffer): void;
  /** Bytes given to `send` that the network has not taken yet. */
  bufferedBytes(): number;
  /** Ends the connection by a WebSocket close code; other transports just end. */
  close(code: number, reason: string): void;
}

/** Close codes of RFC 6455 and its registry, by what they mean here. */
export const closeCodes = {
  policy: 1008,
  tooBig: 1009,
  restarting: 1012,
  tooSlow: 1013,
} as const;
