/**
 * The overlay itself: what arrives on the line becomes entrances on the stage and chips on the ribbon.
 *
 * It gets its time, its stage and its line through the constructor and touches nothing else.
 */
import type { AnswerOf, OverlayView, RoomEvent } from "@largesse/protocol";
import type { GiftStage } from "@largesse/ui/stage";
import { actOf } from "./act.ts";
import type { FeedState } from "./feed.ts";
import type { Hint } from "./hint.ts";
import type { Ribbon } from "./ribbon.ts";
import { fromLeaders, nobody, type Supporters, withGift } from "./supporters.ts";

export interface OverlayParts {
  readonly stage: GiftStage;
  readonly ribbon: Ribbon;
  readonly hint: Hint;
  /** Time on the server's clock: the machine that runs OBS may be wrong about it. */
  readonly nowMs: () => number;
  /** Who has supported a stream so far; nobody when that cannot be read. */
  readonly readLeaders: (stream: string) => Promise<AnswerOf<"getLeaderboard">["data"]>;
}

export class Overlay {
  readonly #parts: OverlayParts;
  #supporters: Supporters = nobody;
  #stream: string | null = null;

  constructor(parts: OverlayParts) {
    this.#parts = parts;
  }

  handleState(state: FeedState): void {
    if (state === "revoked") this.#clear();
    this.#parts.hint.handleState(state);
  }

  handleView(view: OverlayView): void {
    this.#parts.hint.handleView(view);
    const stream = view.stream?.id ?? null;
    if (stream === this.#stream) return;
    this.#stream = stream;
    this.#clear();
    if (stream !== null) void this.#restore(stream);
  }

  handleEvent(event: RoomEvent): void {
    const act = actOf(event, this.#parts.nowMs());
    if (act.act === "leave") this.#clear();
    if (act.act === "close-streak" || act.act === "alert") this.#parts.stage.show(act.event);
    if (act.act !== "alert" && act.act !== "record") return;
    this.#supporters = withGift(this.#supporters, act.event.data);
    this.#parts.ribbon.show(this.#supporters);
  }

  /** A source that was refreshed in the middle of a stream knows who led before. */
  async #restore(stream: string): Promise<void> {
    const leaders = await this.#parts.readLeaders(stream);
    if (stream !== this.#stream) return;
    this.#supporters = { ...fromLeaders(leaders), latest: this.#supporters.latest };
    this.#parts.ribbon.show(this.#supporters);
  }

  #clear(): void {
    this.#supporters = nobody;
    this.#parts.ribbon.hide();
  }
}
