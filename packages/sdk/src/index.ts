/** The typed way to talk to Largesse, from a browser or from Node. React hooks: `@largesse/sdk/react`. */
export type {
  CallArguments,
  CallInput,
  CallOptions,
  Client,
  ClientOptions,
  GiftToSend,
  MessageToSend,
} from "./client.ts";
export { createClient, newKey } from "./client.ts";
export type { Environment, SocketLike } from "./environment.ts";
export { problemFrom, RefusedError, UnreachableError } from "./errors.ts";
export { clientLimits } from "./limits.ts";
export type { Link, LinkState } from "./link.ts";
export type { RoomState } from "./room-state.ts";
export type { GiftLike, RoomStore } from "./room-store.ts";
export { createRoomStore } from "./room-store.ts";
export type { Position, RoomListener } from "./seats.ts";
export type { TappedStreak } from "./streak-taps.ts";
export type { WalletStore } from "./wallet-store.ts";
