/** Quotes: written once, read by their owner. */
import { sql } from "@largesse/ledger";
import type { Quote } from "@largesse/protocol";

export const insertQuote = (row: {
  readonly uuid: string;
  readonly viewer: string;
  readonly quote: Quote;
  readonly request: { readonly [name: string]: unknown };
}) => sql`
  insert into economy.quote (id, viewer, quote, request, created_at, expires_at)
  values (
    ${row.uuid}, ${row.viewer}, ${row.quote}::jsonb, ${row.request}::jsonb,
    ${row.quote.createdAt}::timestamptz, ${row.quote.expiresAt}::timestamptz
  )`;

/** Locked, so that two orders of one quote wait for each other. */
export const lockQuote = (viewer: string, id: string) => sql<{ quote: Quote }>`
  select quote
  from economy.quote
  where id = ${id} and viewer = ${viewer}
  for update`;
