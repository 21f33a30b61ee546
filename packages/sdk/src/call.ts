/**
 * One call by HTTP, tried until it is settled, refused for good, or hopeless.
 *
 * A key is made by the caller once for each intent and kept over all attempts, so that an answer
 * that was lost on the way never pays twice. Calls that are not safe to repeat are repeated only
 * when the server said that nothing happened.
 */
import type { RouteName } from "@largesse/protocol";
import { type Environment, jitterMs, pause } from "./environment.ts";
import { RefusedError, UnreachableError } from "./errors.ts";
import { clientLimits } from "./limits.ts";
import { type CallParts, type PreparedRequest, prepareRequest, readAnswer } from "./request.ts";

export interface CallDoor {
  readonly baseUrl: string;
  readonly token: () => string | null;
  readonly environment: Environment;
}

/** Makes the call; throws `RefusedError`, `UnreachableError`, or the signal's reason. */
export async function callByHttp(
  door: CallDoor,
  name: RouteName,
  parts: CallParts,
  signal?: AbortSignal,
): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const request = prepareRequest(name, parts, { ...door, token: door.token() });
    try {
      return await attemptOnce(door.environment, request, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const waitMs = waitBeforeRetry(error, request.repeatable, attempt, door.environment);
      if (waitMs === null) throw error;
      await pause(door.environment, waitMs, signal);
    }
  }
}

async function attemptOnce(
  environment: Environment,
  request: PreparedRequest,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const silence = new AbortController();
  const cancelSilence = environment.after(clientLimits.attemptMs, () => silence.abort());
  try {
    const response = await environment.fetch(request.address, {
      method: request.method,
      headers: request.headers,
      ...(request.body === null ? {} : { body: request.body }),
      signal: signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]),
    });
    return await readAnswer(response, environment.nowMs());
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnreachableError) throw error;
    throw new UnreachableError("The server cannot be reached.", { cause: error });
  } finally {
    cancelSilence();
  }
}

/** How long to wait before the next attempt; null when another attempt would not help. */
function waitBeforeRetry(
  error: unknown,
  repeatable: boolean,
  attempt: number,
  environment: Environment,
): number | null {
  if (attempt + 1 >= clientLimits.attemptsMax) return null;
  const askedMs = error instanceof RefusedError ? error.retryAfterMs : null;
  if (!mayRetry(error, repeatable) || (askedMs ?? 0) > clientLimits.retryAfterMsMax) return null;
  const bounds = { firstMs: clientLimits.retryWaitMs, maxMs: clientLimits.retryWaitMsMax };
  return (askedMs ?? 0) + jitterMs(environment, attempt, bounds);
}

function mayRetry(error: unknown, repeatable: boolean): boolean {
  if (error instanceof UnreachableError) return repeatable;
  if (!(error instanceof RefusedError)) return false;
  const { retry, code } = error.problem;
  if (retry === "never") return false;
  // "Later" without a time (a stale exchange rate) can mean tomorrow: that is for a person to know.
  if (retry === "later") return error.retryAfterMs !== null;
  // These two tell that nothing was done, so that even a call without a key may be sent again.
  return repeatable || code === "server_busy" || code === "server_stopping";
}
