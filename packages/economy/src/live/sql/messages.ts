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

export const readMessage = (sender: string, key: string) => sql<
  Pick<MessagePlace, "requestHash" | "stream" | "seq">
>`
  select request_hash as "requestHash", stream, seq
  from economy.message
  where sender = ${sender} and key = ${key}`;

/** Nothing comes back when the key is taken. */
export const insertMessage = (message: MessagePlace) => sql<{ seq: bigint }>`
  insert into economy.message (sender, key, request_hash, id, stream, seq)
  values (
    ${message.sender}, ${message.key}, ${message.requestHash}, ${message.id}, ${message.stream},
    ${message.seq}
  )
  on conflict (sender, key) do nothing
  returning seq`;
