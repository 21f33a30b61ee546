/**
 * A quiet word for whoever sets the overlay up, at `?preview` only: on stream nothing is ever written.
 */
import type { OverlayView } from "@largesse/protocol";
import type { FeedState } from "./feed.ts";

export class Hint {
  readonly #element: HTMLElement;
  readonly #wanted: boolean;
  #state: FeedState = "connecting";
  #view: OverlayView | null = null;

  constructor(element: HTMLElement, wanted: boolean) {
    this.#element = element;
    this.#wanted = wanted;
  }

  handleState(state: FeedState): void {
    this.#state = state;
    this.#write();
  }

  handleView(view: OverlayView): void {
    this.#view = view;
    this.#write();
  }

  #write(): void {
    const text = hintOf(this.#state, this.#view);
    this.#element.hidden = !this.#wanted || text === null;
    this.#element.textContent = text ?? "";
  }
}

/** What the hint says; null when all is well and a gift may come at any moment. */
export function hintOf(state: FeedState, view: OverlayView | null): string | null {
  if (state === "revoked")
    return "This link was revoked, or is not whole. Make a new one in the studio.";
  if (state === "lost") return "The connection was lost. Coming back; no gift is missed.";
  if (state === "connecting" || view === null) return "Connecting…";
  if (view.stream === null)
    return `Ready. ${view.creator.name} is offline: nothing shows until the stream begins.`;
  return null;
}
