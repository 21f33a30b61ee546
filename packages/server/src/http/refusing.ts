/** Every no on HTTP, in one form: `application/problem+json`, with when to come back if that helps. */
import { type Problem, problemOf, type Refusal, refusals } from "@largesse/protocol";
import type { FastifyReply } from "fastify";

export type FieldErrors = Problem["errors"];

/** Seconds until a busy or restarting server is worth another try; jitter is the client's part. */
const RETRY_SECONDS = 1;

export function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  errors?: FieldErrors,
): FastifyReply {
  const { status } = refusals[refusal.refused];
  const seconds = refusal.details.seconds;
  if (status === 429 || status === 503) {
    void reply.header("Retry-After", typeof seconds === "number" ? seconds : RETRY_SECONDS);
  }
  if (status === 401) void reply.header("WWW-Authenticate", "Bearer");
  const problem = problemOf(refusal, reply.request.id);
  return reply
    .status(status)
    .header("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(errors === undefined ? problem : { ...problem, errors }));
}
