/** The room: sessions, stream rooms, fan-out, resume and back-pressure. No SQL and no HTTP here. */
export type { Clock } from "./clock.ts";
export { systemClock } from "./clock.ts";
export type { Framing } from "./framing.ts";
export { frameGoodbye, frameOf, namedLines } from "./framing.ts";
export type { HeartbeatOptions, Pulse } from "./heartbeat.ts";
export { Heartbeat } from "./heartbeat.ts";
export type { Greet, Position, RoomHubLimits, RoomHubOptions } from "./room-hub.ts";
export { createRoomHub, RoomHub } from "./room-hub.ts";
export type { Session } from "./session.ts";
export { closeCodes } from "./session.ts";
export type { EventSlice } from "./stream-room.ts";
export { TokenBucket } from "./token-bucket.ts";
