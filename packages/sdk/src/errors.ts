/** The two ways in which a call fails: the server said no, or nobody knows. */
import type { Problem } from "@largesse/protocol";

/** The server said no. `problem.detail` is a sentence for people, `problem.code` one for programs. */
export class RefusedError extends Error {
  readonly problem: Problem;
  /** What the server asked us to wait before trying again. */
  readonly retryAfterMs: number | null;
  constructor(problem: Problem, retryAfterMs: number | null = null) {
    super(problem.detail);
    this.name = "RefusedError";
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came. Whether something happened is unknown; the same key settles it. */
export class UnreachableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UnreachableError";
  }
}

/** The refusal behind an error, or null when it was something else. */
export function problemFrom(error: unknown): Problem | null {
  return error instanceof RefusedError ? error.problem : null;
}
