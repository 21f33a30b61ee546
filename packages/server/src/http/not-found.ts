/** No such address, or not by this method: which of the two, the table of calls knows. */
import { type Refusal, refuse, routes } from "@largesse/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Addresses of calls as patterns, to tell a wrong method from a wrong address. */
const callPatterns = Object.values(routes).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/:[a-zA-Z]+/g, "[^/]+")}$`),
}));

export function notFound(request: FastifyRequest, reply: FastifyReply): Refusal {
  const path = request.url.split("?", 1)[0] ?? "";
  const methods = callPatterns.filter(({ pattern }) => pattern.test(path)).map((c) => c.method);
  if (methods.length === 0) return refuse("not_found");
  void reply.header("Allow", methods.join(", "));
  return refuse("method_not_allowed", { method: request.method });
}
