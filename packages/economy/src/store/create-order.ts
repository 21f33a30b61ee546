/**
 * Buys what was quoted: the order is written, then the provider is asked for a payment outside of any
 * transaction, with the order's id as its idempotency key, and what it says is settled.
 *
 * A retry with the same key finds the order. Where the first try broke off before the provider
 * answered, the retry asks again: the provider knows the order and makes no second payment.
 */
import { createHash } from "node:crypto";
import type { Tx } from "@largesse/ledger";
import {
  idOf,
  isRefusal,
  limits,
  type Order,
  type Refusal,
  type RequestOf,
  refuse,
  uuidOf,
  uuidv7,
} from "@largesse/protocol";
import type { MethodFields, PaymentProvider } from "@largesse/provider-kit";
import { type ActorWithAccounts, viewerOf } from "../actor.ts";
import type { Handler } from "../handlers.ts";
import { orderOf } from "./order-of-row.ts";
import type { StoreParts } from "./parts.ts";
import { settlePayment } from "./settle-payment.ts";
import {
  hasGoodOrder,
  insertOrder,
  type OrderRow,
  readOrder,
  readOrderOfKey,
  rememberAnswer,
} from "./sql/orders.ts";
import { lockQuote } from "./sql/quotes.ts";
import { keepUsedKey, readUsedKey } from "./sql/refused-orders.ts";

type OrderWish = RequestOf<"createOrder">;

export function createOrder(parts: StoreParts): Handler<"createOrder"> {
  return async (actor, wish) => {
    const viewer = viewerOf(actor);
    const provider = parts.providers.get(wish.body.provider);
    if (provider === undefined) return refuse("provider_unknown", { provider: wish.body.provider });
    const method = wish.body.method ?? {};
    const unusable = provider.checkMethod(method);
    if (unusable !== null) return unusable;

    const placed = await placeOrder(parts, viewer, wish);
    if (isRefusal(placed)) return placed;
    if (placed.row.answer !== null) return { answer: placed.row.answer, replayed: true };
    const unreached = await payOrder(parts, provider, { row: placed.row, method });
    if (unreached !== null) return unreached;
    const answer = await firstAnswer(parts, placed.row.id);
    return placed.fresh ? { answer } : { answer, replayed: true };
  };
}

/** Writes the order, or finds the one of this key. */
async function placeOrder(
  parts: StoreParts,
  viewer: ActorWithAccounts,
  wish: OrderWish,
): Promise<{ row: OrderRow; fresh: boolean } | Refusal> {
  const requestHash = hashOf(wish);
  const quoteUuid = uuidOf("quote", wish.body.quote) ?? "";
  return await parts.database.transaction(async (tx) => {
    // The quote's lock comes first, so that of two simultaneous orders the second sees the first.
    const [found] = await tx.query(lockQuote(viewer.uuid, quoteUuid));
    const [known] = await tx.query(readOrderOfKey(viewer.uuid, wish.key));
    if (known !== undefined) return replayOf(known, requestHash);
    if (found === undefined) return refuse("quote_not_found");
    const nowMs = parts.clock();
    const used = await refuseUsed(tx, { viewer, key: wish.key, requestHash, quoteUuid, nowMs });
    if (used !== null) return used;
    const { expiresAt } = found.quote;
    if (nowMs >= Date.parse(expiresAt)) return refuse("quote_expired", { expiresAt });

    const [inserted] = await tx.query(
      insertOrder({
        id: uuidv7(),
        viewer: viewer.uuid,
        key: wish.key,
        requestHash,
        quote: quoteUuid,
        provider: wish.body.provider,
        nowMs,
        expiresAtMs: nowMs + limits.orderLifeMs,
      }),
    );
    const [row] = await tx.query(readOrderOfKey(viewer.uuid, wish.key));
    if (row === undefined) throw new Error("an order just written was not found");
    // The same key came with another quote at the same instant, and was first.
    return inserted === undefined ? replayOf(row, requestHash) : { row, fresh: true };
  });
}

/** A quote that has a good order takes no other; the key that was told so hears it for ever. */
async function refuseUsed(
  tx: Tx,
  asked: {
    readonly viewer: ActorWithAccounts;
    readonly key: string;
    readonly requestHash: Buffer;
    readonly quoteUuid: string;
    readonly nowMs: number;
  },
): Promise<Refusal | null> {
  const [principal] = asked.viewer.accounts;
  const [told] = await tx.query(readUsedKey(principal, asked.key));
  if (told !== undefined) {
    return refuse(told.requestHash.equals(asked.requestHash) ? "quote_used" : "key_reused");
  }
  const [used] = await tx.query(hasGoodOrder(asked.quoteUuid));
  if (!used?.good) return null;
  await tx.query(keepUsedKey({ ...asked, principal }));
  return refuse("quote_used");
}

function replayOf(row: OrderRow, requestHash: Buffer): { row: OrderRow; fresh: false } | Refusal {
  return row.requestHash.equals(requestHash) ? { row, fresh: false } : refuse("key_reused");
}

/**
 * What makes two requests the same. Of the method only the names of its fields count: the hash of a
 * card number gives the number away to anyone who tries them all.
 */
function hashOf({ body }: OrderWish): Buffer {
  const fields = Object.keys(body.method ?? {}).sort();
  const content = JSON.stringify([body.quote, body.provider, fields]);
  return createHash("sha256").update(content).digest();
}

/** Asks the provider unless it has been; null when there is an answer to tell. */
async function payOrder(
  parts: StoreParts,
  provider: PaymentProvider,
  { row, method }: { row: OrderRow; method: MethodFields },
): Promise<Refusal | null> {
  if (row.state !== "created" || parts.clock() >= row.expiresAt.getTime()) return null;
  const order = idOf("order", row.id);
  try {
    const money = row.quote.price;
    const event = await provider.createPayment({ order, money, method });
    await settlePayment(parts, provider.id, event);
    return null;
  } catch (error) {
    // Unknown, not failed: the retry with the same key, a webhook or reconciliation will tell.
    parts.log.error({ order, provider: provider.id, error }, "a payment's outcome is not known");
    return refuse("provider_unreachable");
  }
}

async function firstAnswer({ database }: StoreParts, id: string): Promise<Order> {
  const [row] = await database.query(readOrder(id));
  if (row === undefined) throw new Error("the order vanished");
  const [kept] = await database.query(rememberAnswer(id, orderOf(row)));
  return kept?.answer ?? orderOf(row);
}
