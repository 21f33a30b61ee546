/** What the ways in (HTTP, sockets, event streams) share: the rooms behind them, and the state of the house. */
import type { Economy } from "@largesse/economy";
import type { Sandbox } from "@largesse/provider-kit";
import type { Clock, Heartbeat, RoomHub } from "@largesse/realtime";
import type { Authenticator } from "./auth/authenticator.ts";
import type { Tokens } from "./auth/tokens.ts";
import type { Config } from "./config.ts";
import type { WorkInHand } from "./http/in-hand.ts";
import type { OverlayStreams } from "./http/overlay-streams.ts";
import type { RateWindow } from "./http/rate-window.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Connections } from "./ws/connections.ts";

export interface Door {
  readonly config: Config;
  /** As browsers reach the house, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly economy: Economy;
  /** In the demo only. */
  readonly sandbox: Sandbox | null;
  readonly hub: RoomHub;
  readonly heartbeat: Heartbeat;
  readonly tokens: Tokens;
  readonly authenticator: Authenticator;
  readonly rates: RateWindow;
  readonly connections: Connections;
  readonly overlayStreams: OverlayStreams;
  /** Whether the database answers; the readiness question. */
  readonly checkReady: () => Promise<void>;
  /** Compare each answer with its schema: on in tests, where a difference is a fault. */
  readonly checkAnswers: boolean;
  readonly inHand: WorkInHand;
  readonly state: { stopping: boolean };
}
