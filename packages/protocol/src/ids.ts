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
const PAIRS = Array.from({ length: 1024 }, (_, value) => {
  return ALPHABET.charAt(value >> 5) + ALPHABET.charAt(value & 31);
});
const LENGTH = 26;
const DASH = 0x2d;

let lastMs = 0;
let counter = 0;

/** Randomness is fetched in blocks: one call to the system for each id would cost more than the id. */
const random = new Uint8Array(4096);
let randomUsed = random.length;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function randomByte(): number {
  if (randomUsed === random.length) {
    crypto.getRandomValues(random);
    randomUsed = 0;
  }
  return random[randomUsed++] ?? 0;
}

function randomHex(bytes: number): string {
  let text = "";
  for (let place = 0; place < bytes; place++) text += HEX[randomByte()];
  return text;
}

/** A UUID version 7; those made in one process strictly rise, also within a millisecond. */
export function uuidv7(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = (randomByte() << 3) | (randomByte() >> 5);
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const sequence = counter.toString(16).padStart(3, "0");
  const variant = HEX[(randomByte() & 0x3f) | 0x80];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${variant}${randomHex(1)}-${randomHex(6)}`;
}

/** `idOf("stream", uuid)` is "str_01…": the public form of a stored UUID. */
export function idOf<K extends IdKind>(kind: K, uuid: string): IdOf<K> {
  let text = `${idPrefixes[kind]}_`;
  // 26 letters of 5 bits are 130: two zero bits come before the 128 of the UUID. Two letters at once
  // make half as many strings.
  let waiting = 0;
  let bits = 2;
  for (let place = 0; place < uuid.length; place++) {
    const code = uuid.charCodeAt(place);
    if (code === DASH) continue;
    // "0" to "9" are 0x30 to 0x39; "a" to "f" are 0x61 to 0x66, "A" to "F" 0x41 to 0x46.
    waiting = (waiting << 4) | (code < 0x40 ? code & 0xf : (code & 0xf) + 9);
    bits += 4;
    if (bits < 10) continue;
    bits -= 10;
    text += PAIRS[(waiting >> bits) & 1023];
    waiting &= (1 << bits) - 1;
  }
  return text as IdOf<K>;
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
    .regex(pattern, `must be the id of a ${kind}: ${idPrefixes[kind]}_ and 26 characters.`)
    .meta({ description: `Id of a ${kind}: ${idPrefixes[kind]}_ and 26 characters.` })
    .transform((text) => text as IdOf<K>) as unknown as z.ZodType<IdOf<K>, string>;
}
