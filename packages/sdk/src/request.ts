/** A row of the table of calls and its input become an HTTP request; an answer becomes a value. */
import { Problem, type Route, type RouteName, routes } from "@largesse/protocol";
import { RefusedError, UnreachableError } from "./errors.ts";

/** What a call may be given; which of them a call takes is in its row. */
export interface CallParts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly key?: string;
}

export interface PreparedRequest {
  readonly address: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** Doing it twice does no more than doing it once. */
  readonly repeatable: boolean;
}

/** Writes the request of a call. */
export function prepareRequest(
  name: RouteName,
  parts: CallParts,
  door: { readonly baseUrl: string; readonly token: string | null },
): PreparedRequest {
  const route: Route = routes[name];
  const path = route.path.replace(/:(\w+)/g, (_, field: string) =>
    encodeURIComponent(String(parts.params?.[field])),
  );
  const headers: Record<string, string> = { accept: "application/json" };
  if (door.token !== null) headers.authorization = `Bearer ${door.token}`;
  if (parts.body !== undefined) headers["content-type"] = "application/json";
  if (route.keyed && parts.key !== undefined) headers["idempotency-key"] = parts.key;
  return {
    address: `${door.baseUrl.replace(/\/$/, "")}${path}${queryText(parts.query ?? {})}`,
    method: route.method,
    headers,
    body: parts.body === undefined ? null : JSON.stringify(parts.body),
    repeatable: route.method !== "POST" || route.keyed === true,
  };
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return "";
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Reads an answer: its value, or the refusal as an error. */
export async function readAnswer(response: Response, nowMs: number): Promise<unknown> {
  const body = await bodyOf(response);
  if (response.ok && body !== undefined) return body;
  const problem = Problem.safeParse(body);
  const retryAfterMs = retryAfterOf(response.headers.get("retry-after"), nowMs);
  if (problem.success) throw new RefusedError(problem.data, retryAfterMs);
  throw new UnreachableError(`The server answered ${response.status} without an explanation.`);
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, or an answer cut short: whoever reads on treats it as no answer.
    return undefined;
  }
}

/** `Retry-After` in milliseconds: a number of seconds or a date, by RFC 9110 section 10.2.3. */
export function retryAfterOf(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
