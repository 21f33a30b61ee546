/**
 * Keys of orders that were refused because the quote had another one. They stay refused: once that
 * other order fails, a late copy of the request would charge a buyer who was told no.
 */
import { sql } from "@largesse/ledger";

/** Beside the gifts' keys of the same viewer; theirs never hold a space. */
const nameOf = (key: string) => `order ${key}`;

export const readUsedKey = (principal: bigint, key: string) => sql<{ requestHash: Buffer }>`
  select request_hash as "requestHash"
  from economy.refused_key
  where principal = ${principal} and key = ${nameOf(key)}`;

export const keepUsedKey = (refused: {
  readonly principal: bigint;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly nowMs: number;
}) => sql`
  insert into economy.refused_key (principal, key, request_hash, refused, details, at)
  values (
    ${refused.principal}, ${nameOf(refused.key)}, ${refused.requestHash}, 'quote_used', '{}',
    ${new Date(refused.nowMs)}
  )
  on conflict (principal, key) do nothing`;
