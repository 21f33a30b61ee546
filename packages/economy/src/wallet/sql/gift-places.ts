/** What a wallet's history needs to know of sent gifts. */
import { sql } from "@largesse/ledger";

export interface GiftPlace {
  readonly stream: string;
  readonly seq: bigint;
  readonly gift: string;
  readonly count: number;
  readonly creatorName: string;
}

export const readGiftPlaces = (streams: readonly string[], seqs: readonly bigint[]) =>
  sql<GiftPlace>`
  select
    event.stream, event.seq, event.gift, event.count, person.name as "creatorName"
  from unnest(${streams}::uuid[], ${seqs}::bigint[]) as place (stream, seq)
  join economy.room_event as event on event.stream = place.stream and event.seq = place.seq
  join economy.stream on stream.id = event.stream
  join economy.person on person.id = stream.creator`;
