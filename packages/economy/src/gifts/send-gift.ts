/** The public call `sendGift`: each sending joins the batcher and gets its own reply. */
import { hash } from "node:crypto";
import { createBatcher, type Database, type HotConnection } from "@largesse/ledger";
import {
  limits,
  type RequestOf,
  type RoomEvent,
  refuse,
  type SendGiftAnswer,
  uuidOf,
} from "@largesse/protocol";
import type { Actor, Handler, Reply } from "../handlers.ts";
import { openGiftAccounts } from "./accounts.ts";
import type { GiftWish } from "./decide-gift.ts";
import type { GiftOrder } from "./gift-batch.ts";
import { sendGifts } from "./send-gifts.ts";
import { type Payee, readPayee } from "./sql/rooms.ts";

export interface Gifts {
  readonly sendGift: Handler<"sendGift">;
  /** Waits for the gifts in hand. */
  stop(): Promise<void>;
}

/** Streams whose payee is remembered: 200 bytes each, and the oldest are forgotten first. */
const PAYEES_MAX = 50_000;

export async function createGifts(options: {
  readonly database: Database;
  readonly hot: HotConnection;
  readonly clock: () => number;
  readonly onEvents: (events: RoomEvent[]) => void;
}): Promise<Gifts> {
  const { database } = options;
  const engine = { ...options, house: await openGiftAccounts(database) };
  const batcher = createBatcher<GiftOrder, Reply<SendGiftAnswer>>({
    batchMax: limits.batchGiftsMax,
    queueMax: limits.batchQueueMax,
    work: (orders) => sendGifts(engine, orders),
  });
  const streams = createStreamMemory(database);
  return {
    async sendGift(actor, request) {
      const known =
        streams.recall(request.params.stream) ?? (await streams.find(request.params.stream));
      const order = orderOf(actor, request, known);
      return order === null ? refuse("forbidden", forbidden(actor)) : await batcher.add(order);
    },
    stop: () => batcher.stop(),
  };
}

interface KnownStream {
  readonly uuid: string;
  readonly payee: Payee | null;
}

/** Remembers whom a stream's gifts are for: it never changes, and every gift asks. */
function createStreamMemory(database: Database) {
  const streamById = new Map<string, KnownStream>();
  return {
    recall: (id: string) => streamById.get(id),
    async find(id: string): Promise<KnownStream> {
      const uuid = uuidOf("stream", id) ?? "00000000-0000-0000-0000-000000000000";
      const found = { uuid, payee: await readPayee(database, uuid) };
      // A stream that is not there may be there later: only what was found is remembered.
      if (found.payee !== null) streamById.set(id, found);
      for (const oldest of streamById.keys()) {
        if (streamById.size <= PAYEES_MAX) break;
        streamById.delete(oldest);
      }
      return found;
    },
  };
}

function orderOf(
  actor: Actor | null,
  { key, body }: RequestOf<"sendGift">,
  { uuid, payee }: KnownStream,
): GiftOrder | null {
  if (actor?.role !== "viewer" || actor.accounts === null) return null;
  const [paidAccount, bonusAccount] = actor.accounts;
  const wish = { gift: body.gift, quantity: body.quantity, streak: body.streak ?? null };
  const sender = {
    uuid: actor.uuid,
    name: actor.name,
    avatar: actor.avatar,
    paidAccount,
    bonusAccount,
  };
  return { sender, key, requestHash: hashOf(uuid, wish), stream: uuid, payee, wish };
}

function forbidden(actor: Actor | null): { needs: string; role: string } {
  return { needs: "viewers", role: actor?.role ?? "not anyone" };
}

/** Of everything that decides what the request means, so that a key stands for one request only. */
function hashOf(stream: string, { gift, quantity, streak }: GiftWish): Buffer {
  const meaning = ["sendGift", stream, gift, quantity, streak?.id ?? null, streak?.total ?? null];
  return hash("sha256", JSON.stringify(meaning), "buffer");
}
