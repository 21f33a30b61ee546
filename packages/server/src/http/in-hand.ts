/** The work in hand right now, requests and commands: what a full house counts, a stopping one awaits. */
export class WorkInHand {
  readonly #pieces = new Set<object>();

  get count(): number {
    return this.#pieces.size;
  }

  add(piece: object): void {
    this.#pieces.add(piece);
  }

  /** Answered, gone, or become a stream that is open for as long as somebody watches. */
  remove(piece: object): void {
    this.#pieces.delete(piece);
  }
}
