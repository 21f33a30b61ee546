/**
 * Overlays: a browser source that follows its creator from stream to stream.
 *
 * It reads one address for ever. Which stream is live, and whether the link still holds, is looked up
 * when something here changed it, and every two seconds because another node may have.
 */
import type { Economy } from "@largesse/economy";
import { isRefusal, type OverlayView, type Refusal } from "@largesse/protocol";
import { type Clock, namedLines, type RoomHub } from "@largesse/realtime";
import type { EventSession } from "./event-session.ts";

export interface OverlayStreamsOptions {
  readonly economy: Pick<Economy, "handlers">;
  readonly hub: RoomHub;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
}

interface OpenOverlay {
  readonly token: string;
  readonly session: EventSession;
  /** The stream it follows; kept after its end until the next one begins. */
  following: string | null;
  /** What it was told last. */
  told: string;
}

const LOOK_EVERY_MS = 2_000;

export class OverlayStreams {
  readonly #options: OverlayStreamsOptions;
  readonly #open = new Map<EventSession, OpenOverlay>();
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(options: OverlayStreamsOptions) {
    this.#options = options;
    this.#lookLater();
  }

  view(token: string): Promise<OverlayView | Refusal> {
    return this.#options.economy.handlers
      .viewOverlay(null, { params: { token } })
      .then((reply) => (isRefusal(reply) ? reply : reply.answer));
  }

  /** Begins with what is live now, from the position the overlay knows when it is of this stream. */
  async open(
    session: EventSession,
    token: string,
    view: OverlayView,
    last: { epoch: string; after: number } | undefined,
  ): Promise<void> {
    const overlay: OpenOverlay = { token, session, following: null, told: "" };
    this.#open.set(session, overlay);
    const sameStream = last !== undefined && last.epoch === view.stream?.epoch;
    // It was away and another stream began meanwhile: it has missed that one from its first event.
    const after = sameStream ? last.after : last === undefined ? undefined : 0;
    await this.#show(overlay, view, after);
  }

  close(session: EventSession): void {
    this.#open.delete(session);
  }

  /** A link was revoked or a stream began or ended here. */
  lookAgain(): void {
    for (const overlay of this.#open.values()) void this.#look(overlay);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #lookLater(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(LOOK_EVERY_MS, () => {
      this.lookAgain();
      this.#lookLater();
    });
  }

  async #look(overlay: OpenOverlay): Promise<void> {
    try {
      const view = await this.view(overlay.token);
      if (!this.#open.has(overlay.session)) return;
      if (isRefusal(view)) this.#revoke(overlay);
      // What began while it watched, it sees from the first event.
      else await this.#show(overlay, view, 0);
    } catch (fault) {
      this.#options.onFault(fault);
    }
  }

  async #show(overlay: OpenOverlay, view: OverlayView, after: number | undefined): Promise<void> {
    const { session } = overlay;
    const told = `${view.creator.name} ${view.stream?.id} ${view.stream?.title}`;
    if (told !== overlay.told) {
      overlay.told = told;
      session.send(Buffer.from(namedLines("overlay", view)));
    }
    const stream = view.stream?.id ?? null;
    if (stream === null || stream === overlay.following) return;
    if (overlay.following !== null) this.#options.hub.leave(session, overlay.following);
    overlay.following = stream;
    await this.#options.hub.join(session, { stream, after }, () => {});
  }

  #revoke(overlay: OpenOverlay): void {
    this.#open.delete(overlay.session);
    this.#options.hub.leaveAll(overlay.session);
    overlay.session.send(Buffer.from(namedLines("revoked", {})));
    overlay.session.close();
  }
}
