/** Which pages may talk to this house: its own, those on the list, and nobody else's. */
import type { IncomingHttpHeaders } from "node:http";

export interface OriginRules {
  readonly publicUrl: string;
  readonly allowedOrigins: readonly string[];
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** The origins as a set. A house on loopback has more than one name. */
export function originsOf({ publicUrl, allowedOrigins }: OriginRules): ReadonlySet<string> {
  const own = new URL(publicUrl);
  const aliases = LOOPBACK.includes(own.hostname)
    ? LOOPBACK.map((name) => `${own.protocol}//${name}${own.port === "" ? "" : `:${own.port}`}`)
    : [];
  return new Set([own.origin, ...aliases, ...allowedOrigins]);
}

/** The origin that is refused, or null. Programs that are no browser send none. */
export function refusedOrigin(
  origins: ReadonlySet<string>,
  headers: IncomingHttpHeaders,
): string | null {
  const { origin } = headers;
  return origin === undefined || origins.has(origin) ? null : origin.slice(0, 100);
}
