/**
 * Ids are a prefix that says the kind and a UUID version 7 in Crockford's base 32, so that they
 * sort by time, can be read over the telephone and can never be passed where another kind belongs.
 *
 * Source: RFC 9562 section 5.7 for the UUID, crockford.com/base32.html for the alphabet.
 */
import { z } from "zod";

export const idPrefixes = {
  viewer: "vwr",
  creator: "crt",
  operator: "opr",
  stream: "str",
  quote: "quo",
  order: "ord",
  sentGift: "gft",
  message: "msg",
  payment: "spm",
  overlay: "ovl",
} as const;

export type IdKind = keyof typeof idPrefixes;
export type IdOf<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;
export type ViewerId = IdOf<"viewer">;
export type CreatorId = IdOf<"creator">;
export type OperatorId = IdOf<"operator">;
export type PersonId = ViewerId | CreatorId | OperatorId;
export type StreamId = IdOf<"stream">;
export type QuoteId = IdOf<"quote">;
export type OrderId = IdOf<"order">;
export type SentGiftId = IdOf<"sentGift">;
export type MessageId = IdOf<"message">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const VALUE = new Map([...ALPHABET].map((letter, value) => [letter, BigInt(value)]));
const LENGTH = 26;

let lastMs = 0;
let counter = 0;

/** A UUID version 7; those made in one process strictly rise, also within a millisecond. */
export function uuidv7(nowMs: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = ((random[0] ?? 0) << 3) | ((random[1] ?? 0) >> 5);
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const tail = [...random.subarray(2)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = ((Number.parseInt(tail[0] ?? "0", 16) & 0x3) | 0x8).toString(16);
  const sequence = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`;
}

/** `idOf("stream", uuid)` is "str_01…": the public form of a stored UUID. */
export function idOf<K extends IdKind>(kind: K, uuid: string): IdOf<K> {
  let rest = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let text = "";
  for (let place = 0; place < LENGTH; place++) {
    text = (ALPHABET[Number(rest & 31n)] ?? "") + text;
    rest >>= 5n;
  }
  return `${idPrefixes[kind]}_${text}` as IdOf<K>;
}

/** A new id of a kind. */
export function newId<K extends IdKind>(kind: K): IdOf<K> {
  return idOf(kind, uuidv7());
}

/** The UUID inside an id; `null` when the text is not an id of that kind. */
export function uuidOf(kind: IdKind, id: string): string | null {
  const prefix = `${idPrefixes[kind]}_`;
  if (!id.startsWith(prefix) || id.length !== prefix.length + LENGTH) return null;
  let value = 0n;
  for (const letter of id.slice(prefix.length)) {
    const digit = VALUE.get(letter);
    if (digit === undefined) return null;
    value = (value << 5n) | digit;
  }
  if (value >> 128n !== 0n) return null;
  const hex = value.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A schema that accepts ids of one kind only; a wrong one is refused as malformed. */
export function idSchema<K extends IdKind>(kind: K): z.ZodType<IdOf<K>, string> {
  const pattern = new RegExp(`^${idPrefixes[kind]}_[0-7][${ALPHABET}]{25}$`);
  return z
    .string()
    .regex(pattern)
    .meta({ description: `Id of a ${kind}: ${idPrefixes[kind]}_ and 26 characters.` })
    .transform((text) => text as IdOf<K>) as unknown as z.ZodType<IdOf<K>, string>;
}
