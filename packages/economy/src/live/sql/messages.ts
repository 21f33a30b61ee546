/** Keys of messages: a sender's key stands for one message, for ever. */
import { sql } from "@largesse/ledger";

export interface MessagePlace {
  readonly sender: string;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly id: string;
  readonly stream: string;
  readonly seq: bigint;
}

/** Sent after the rooms' locks: only then does it see what others said while this waited. */
export const readMessages = (senders: readonly string[], keys: readonly string[]) =>
  sql<MessagePlace>`
  select
    message.sender, message.key, message.request_hash as "requestHash", message.id,
    message.stream, message.seq
  from unnest(${senders}::uuid[], ${keys}::text[]) as asked (sender, key)
  join economy.message on message.sender = asked.sender and message.key = asked.key`;

export const insertMessages = (places: readonly MessagePlace[]) => sql`
  insert into economy.message (sender, key, request_hash, id, stream, seq)
  select sender, key, decode(request_hash, 'hex'), id, stream, seq
  from unnest(
    ${places.map(({ sender }) => sender)}::uuid[],
    ${places.map(({ key }) => key)}::text[],
    ${places.map(({ requestHash }) => requestHash.toString("hex"))}::text[],
    ${places.map(({ id }) => id)}::uuid[],
    ${places.map(({ stream }) => stream)}::uuid[],
    ${places.map(({ seq }) => seq)}::bigint[]
  ) as place (sender, key, request_hash, id, stream, seq)`;

/** Another node bound the key after it was looked for: PostgreSQL's code for a broken unique key. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
