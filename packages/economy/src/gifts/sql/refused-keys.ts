/** Keys that were answered with no, and stay answered so. */
import { sql } from "@largesse/ledger";
import type { Refusal } from "@largesse/protocol";

export interface RefusedKey {
  readonly principal: bigint;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly refused: Refusal["refused"];
  readonly details: Refusal["details"];
}

/** Sent after the locks, like the journal's keys. */
export const readRefusedKeys = (principals: readonly bigint[], keys: readonly string[]) =>
  sql<RefusedKey>`
  select
    refused_key.principal, refused_key.key, refused_key.request_hash as "requestHash",
    refused_key.refused, refused_key.details
  from (select unnest(${principals}::bigint[]) as principal, unnest(${keys}::text[]) as key) as asked
  -- One index lookup a key, whatever the planner believes about the table's size.
  cross join lateral (
    select *
    from economy.refused_key
    where refused_key.principal = asked.principal and refused_key.key = asked.key
    limit 1
  ) as refused_key`;

export const writeRefusedKeys = (rows: readonly RefusedKey[], nowMs: number) => sql<unknown>`
  insert into economy.refused_key (principal, key, request_hash, refused, details, at)
  select
    principal, key, decode(request_hash, 'hex'), refused, details::json,
    to_timestamp(${nowMs}::bigint / 1000.0)
  from (
    select
      unnest(${rows.map(({ principal }) => principal)}::bigint[]) as principal,
      unnest(${rows.map(({ key }) => key)}::text[]) as key,
      unnest(${rows.map(({ requestHash }) => requestHash.toString("hex"))}::text[]) as request_hash,
      unnest(${rows.map(({ refused }) => refused)}::text[]) as refused,
      unnest(${rows.map(({ details }) => JSON.stringify(details))}::text[]) as details
  ) as row`;
