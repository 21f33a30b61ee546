/**
 * Asks the house over HTTP, as somebody else's client would, and checks each answer against its
 * published schema. An answer that was not heard whole is "nothing": it tells neither yes nor no.
 */
import { type AnswerOf, type InputOf, Problem, type RouteName, routes } from "@largesse/protocol";
import type { Outcome } from "./notebook.ts";

export interface Asker {
  readonly baseUrl: string;
  readonly token: string | null;
}

export interface AskOptions {
  /** Hangs up after this long. */
  readonly hangUpMs?: number | null;
}

/** Long enough for a house that is starting again; a house that takes longer has lost the request. */
const WAIT_MS_MAX = 15_000;

/** An answer that does not look as the contract says: a fault of the house. */
export class ContractError extends Error {}

/** Asks once. */
export async function ask<N extends RouteName>(
  { baseUrl, token }: Asker,
  name: N,
  input: InputOf<N>,
  { hangUpMs = null }: AskOptions = {},
): Promise<Outcome<AnswerOf<N>>> {
  const { method, path } = routes[name];
  const { params = {}, query = {}, body, key } = input as Parts;
  const address = new URL(
    path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(String(params[field]))),
    baseUrl,
  );
  for (const [field, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(field, String(value));
  }
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      signal: AbortSignal.timeout(hangUpMs ?? WAIT_MS_MAX),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch (error) {
    return { heard: "nothing", why: String(error) };
  }
  return readOutcome(name, response, text);
}

/**
 * Asks until it is answered: for preparations and exports, where a refusal is a failed test. A house
 * that is just being started again is waited for.
 */
export async function must<N extends RouteName>(
  asker: Asker,
  name: N,
  input: InputOf<N>,
): Promise<AnswerOf<N>> {
  const until = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const outcome = await ask(asker, name, input);
    if (outcome.heard === "answer") return outcome.answer;
    const final = outcome.heard === "refusal" && outcome.problem.retry === "never";
    if (final || Date.now() > until) {
      throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(outcome)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly key?: string;
}

function readOutcome<N extends RouteName>(
  name: N,
  response: Response,
  text: string,
): Outcome<AnswerOf<N>> {
  const replayed = response.headers.get("idempotent-replayed") === "true";
  const value = parse(name, text);
  if (response.ok) {
    const read = routes[name].answer.safeParse(value);
    if (!read.success) throw new ContractError(`${name} answered ${text}: ${read.error.message}`);
    return { heard: "answer", answer: value as AnswerOf<N>, replayed };
  }
  const problem = Problem.safeParse(value);
  const type = response.headers.get("content-type") ?? "";
  if (problem.success && type.startsWith("application/problem+json")) {
    return { heard: "refusal", problem: problem.data, replayed };
  }
  throw new ContractError(`${name} refused as ${type} ${response.status}: ${text}`);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ContractError(`${name} answered no JSON: ${text.slice(0, 500)}`);
  }
}
