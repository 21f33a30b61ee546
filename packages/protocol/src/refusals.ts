/**
 * The table of refusals: everything a good client can be told no for, with the HTTP status, whether
 * trying again can help, and a sentence for people. A code stands here and nowhere else.
 *
 * `retry`: `never` (change something first), `later` (the same request may succeed, see
 * Retry-After), `same-key` (unknown outcome: send again with the same key).
 */

type Retry = "never" | "later" | "same-key";
interface RefusalRow {
  readonly status: number;
  readonly retry: Retry;
  readonly says: string;
}

export const refusals = {
  // What was sent.
  malformed: { status: 400, retry: "never", says: "The request is not readable: {why}" },
  invalid_field: { status: 400, retry: "never", says: "{field}: {why}" },
  body_too_large: {
    status: 413,
    retry: "never",
    says: "The request is larger than {bytesMax} bytes.",
  },
  unsupported_media_type: { status: 415, retry: "never", says: "Send JSON." },
  not_found: { status: 404, retry: "never", says: "There is nothing at this address." },
  method_not_allowed: { status: 405, retry: "never", says: "This address does not take {method}." },
  // Who asks.
  sign_in_required: { status: 401, retry: "never", says: "Sign in first." },
  token_invalid: { status: 401, retry: "never", says: "The token is not valid here: {why}" },
  token_expired: { status: 401, retry: "never", says: "The token has expired. Sign in again." },
  forbidden: {
    status: 403,
    retry: "never",
    says: "This is for {needs}; you are signed in as {role}.",
  },
  demo_only: { status: 403, retry: "never", says: "This exists in the demo only." },
  origin_refused: {
    status: 403,
    retry: "never",
    says: "Pages from {origin} may not connect here.",
  },
  // The key.
  key_missing: { status: 400, retry: "never", says: "Send an Idempotency-Key: this moves value." },
  key_invalid: {
    status: 400,
    retry: "never",
    says: "The Idempotency-Key must be 1 to {charsMax} visible ASCII characters.",
  },
  key_reused: {
    status: 422,
    retry: "never",
    says: "This key was used for another request. Use a new key.",
  },
  // The server.
  rate_limited: {
    status: 429,
    retry: "later",
    says: "Too many requests. Try again in {seconds} s.",
  },
  server_busy: {
    status: 503,
    retry: "same-key",
    says: "The server is busy. Nothing was charged. Try again in a moment.",
  },
  server_stopping: {
    status: 503,
    retry: "same-key",
    says: "The server is restarting. Try again in a moment.",
  },
  books_unreachable: {
    status: 503,
    retry: "same-key",
    says: "The books cannot be reached at the moment. Try again with the same key; you will not pay twice.",
  },
  internal: {
    status: 500,
    retry: "same-key",
    says: "Something broke on our side. Try again with the same key; you will not pay twice.",
  },
  // Gifts, in the order of the ladder.
  stream_not_found: { status: 404, retry: "never", says: "There is no such stream." },
  gift_not_found: { status: 404, retry: "never", says: "There is no gift called {gift}." },
  quantity_invalid: {
    status: 400,
    retry: "never",
    says: "Send between 1 and {quantityMax} at once.",
  },
  gift_not_streakable: {
    status: 400,
    retry: "never",
    says: "{gift} is sent one by one: streaks are for gifts up to {coinsMax} coins.",
  },
  stream_ended: { status: 409, retry: "never", says: "The stream has ended. Nothing was charged." },
  streak_conflict: {
    status: 409,
    retry: "never",
    says: "This streak was begun with another gift or in another stream.",
  },
  insufficient_coins: {
    status: 402,
    retry: "never",
    says: "This costs {costCoins} coins; you have {walletCoins}. {missingCoins} are missing.",
  },
  // Streams and chat.
  not_your_stream: {
    status: 403,
    retry: "never",
    says: "Only the creator of the stream can do this.",
  },
  too_many_rooms: {
    status: 409,
    retry: "never",
    says: "One connection can follow {roomsMax} streams. Leave one first.",
  },
  hello_first: { status: 400, retry: "never", says: "The first frame must be hello." },
  message_empty: { status: 400, retry: "never", says: "Write something first." },
  overlay_revoked: {
    status: 410,
    retry: "never",
    says: "This overlay link was revoked. Make a new one in the studio.",
  },
  overlays_too_many: {
    status: 409,
    retry: "never",
    says: "There are {overlaysMax} overlay links already. Revoke one first.",
  },
  position_invalid: {
    status: 400,
    retry: "never",
    says: "The position {after} is beyond the room's last event.",
  },
  // The store.
  bundle_not_found: {
    status: 404,
    retry: "never",
    says: "There is no bundle called {bundle} on this price list.",
  },
  currency_unavailable: {
    status: 400,
    retry: "never",
    says: "Prices in {currency} are not offered.",
  },
  fx_stale: {
    status: 503,
    retry: "later",
    says: "The exchange rate is of {date}, older than {daysMax} days. Prices in {currency} return with a fresh rate.",
  },
  coins_out_of_range: {
    status: 400,
    retry: "never",
    says: "Buy between {coinsMin} and {coinsMax} coins at once.",
  },
  quote_not_found: { status: 404, retry: "never", says: "There is no such quote." },
  quote_expired: {
    status: 409,
    retry: "never",
    says: "This price was good until {expiresAt}. Ask for a new one.",
  },
  quote_used: { status: 409, retry: "never", says: "This quote has already been ordered." },
  provider_unknown: {
    status: 400,
    retry: "never",
    says: "There is no payment provider called {provider}.",
  },
  provider_unreachable: {
    status: 503,
    retry: "same-key",
    says: "The payment provider did not answer. Try again: you will not pay twice.",
  },
  payment_method_invalid: { status: 400, retry: "never", says: "{why}" },
  order_not_found: { status: 404, retry: "never", says: "There is no such order." },
  webhook_signature_invalid: { status: 400, retry: "never", says: "The signature does not match." },
  // The books.
  account_unknown: { status: 422, retry: "never", says: "There is no account {account}." },
  amount_invalid: {
    status: 422,
    retry: "never",
    says: "An amount must be a whole number from 1 to {amountMax}.",
  },
  legs_invalid: {
    status: 422,
    retry: "never",
    says: "A transfer has 2 to {legsMax} legs, each account once.",
  },
  legs_unbalanced: {
    status: 422,
    retry: "never",
    says: "The legs in {asset} do not add up to zero.",
  },
  balance_overflow: {
    status: 422,
    retry: "never",
    says: "The account would hold more than the books can count.",
  },
  balance_insufficient: {
    status: 422,
    retry: "never",
    says: "The account {account} would fall below zero.",
  },
} as const satisfies Record<string, RefusalRow>;

export type RefusalCode = keyof typeof refusals;
/** The numbers that explain a refusal, by the names in its sentence. */
export type RefusalDetails = Readonly<Record<string, string | number>>;

/** A refusal is a value: what a decision answers instead of doing it. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly details: RefusalDetails;
}

/** Says no, with the numbers that explain it. */
export function refuse(code: RefusalCode, details: RefusalDetails = {}): Refusal {
  return { refused: code, details };
}

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}

/** The sentence for people, with its numbers put in. */
export function sentenceOf(refusal: Refusal): string {
  return refusals[refusal.refused].says.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = refusal.details[name];
    return value === undefined ? "?" : typeof value === "number" ? groupDigits(value) : value;
  });
}

function groupDigits(value: number): string {
  return new Intl.NumberFormat("en").format(value);
}

/** A refusal on its way through code that can only throw: caught once, at the edge. */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(sentenceOf(refusal));
    this.name = "RefusalError";
    this.refusal = refusal;
  }
}
