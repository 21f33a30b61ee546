/** What the live room's commands work with, given once when the economy is put together. */
import type { Database } from "@largesse/ledger";
import type { RoomEvent } from "@largesse/protocol";

export interface LiveParts {
  readonly database: Database;
  readonly clock: () => number;
  /** How many are watching now, as this node knows. */
  readonly presence: (streamId: string) => number;
  /** Takes events once they are committed. */
  readonly publish: (events: readonly RoomEvent[]) => void;
  /** Where pages are reached, for overlay links. */
  readonly publicUrl: string;
}
