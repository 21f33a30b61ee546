/** From what was sent to what a handler receives: each part against its schema, nothing unknown. */
import { limits, type Problem, type Refusal, type Route, refuse } from "@largesse/protocol";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";

export interface RequestParts {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  key?: string;
}

/** A refusal, with every field that is wrong and not just the first. */
export interface Unreadable {
  readonly refusal: Refusal;
  readonly errors?: Problem["errors"];
}

const ISSUES_MAX = 10;
const WHY_CHARS_MAX = 200;
const KEY = /^[\x21-\x7e]+$/;

export function readRequest(route: Route, request: FastifyRequest): RequestParts | Unreadable {
  const parts: RequestParts = {};
  for (const part of ["params", "query", "body"] as const) {
    const schema = route[part];
    const given = request[part];
    if (schema === undefined) {
      if (!isEmpty(given) && part !== "params") return unexpected(part, given);
      continue;
    }
    const parsed = schema.safeParse(part === "body" ? given : { ...(given as object) });
    if (!parsed.success) return unreadable(parsed.error);
    parts[part] = parsed.data;
  }
  if (route.keyed === undefined) return parts;
  const key = readKey(request);
  return typeof key === "string" ? { ...parts, key } : { refusal: key };
}

export function isUnreadable(value: RequestParts | Unreadable): value is Unreadable {
  return "refusal" in value;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function unexpected(part: string, given: unknown): Unreadable {
  const [field = part] = typeof given === "object" && given !== null ? Object.keys(given) : [part];
  const why = "is not taken by this call.";
  return { refusal: refuse("invalid_field", { field: short(field), why }) };
}

/** The first issue explains the refusal; all of them are listed beside it. */
export function unreadable(error: z.ZodError): Unreadable {
  const errors = error.issues.slice(0, ISSUES_MAX).map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const path = [...issue.path.map(String), ...(unknown === undefined ? [] : [unknown])];
    return {
      field: short(path.join(".") || "body"),
      says: unknown === undefined ? short(issue.message) : "is not taken by this call.",
    };
  });
  const first = errors[0] ?? { field: "body", says: "is not readable." };
  return { refusal: refuse("invalid_field", { field: first.field, why: first.says }), errors };
}

function short(text: string): string {
  return text.length <= WHY_CHARS_MAX ? text : `${text.slice(0, WHY_CHARS_MAX)}…`;
}

function readKey(request: FastifyRequest): string | Refusal {
  const key = request.headers["idempotency-key"];
  if (key === undefined || key === "") return refuse("key_missing");
  // Node joins repeated headers with a comma and a space; the space makes them unfit here.
  if (typeof key !== "string" || key.length > limits.keyCharsMax || !KEY.test(key)) {
    return refuse("key_invalid", { charsMax: limits.keyCharsMax });
  }
  return key;
}
