/** The requests in work right now: what a full house counts, and a stopping one waits for. */
import type { FastifyRequest } from "fastify";

export class RequestsInHand {
  readonly #requests = new Set<FastifyRequest>();

  get count(): number {
    return this.#requests.size;
  }

  add(request: FastifyRequest): void {
    this.#requests.add(request);
  }

  /** Answered, gone, or become a stream that is open for as long as somebody watches. */
  remove(request: FastifyRequest): void {
    this.#requests.delete(request);
  }
}
