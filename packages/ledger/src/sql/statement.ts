/**
 * The `sql` tag: a statement is its text with `$1…` and its values, never text glued from values.
 *
 * Each text has a name made from its hash, so PostgreSQL parses and plans it once a connection. Lists
 * become array literals here because a batch sends a dozen of them, each with thousands of elements,
 * and the driver's own serialiser quotes every element (measured: 6 times slower for numbers).
 */
import { createHash } from "node:crypto";

/** What a `${}` may be. A list becomes an array, an object becomes JSON. */
export type SqlValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | Date
  | Buffer
  | readonly (string | number | bigint | boolean | null)[]
  | { readonly [name: string]: unknown };

/** A statement with its values; `Row` is what it yields. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | Buffer | null)[];
  /** Never present: carries the type of the rows. */
  readonly row?: Row;
}

const known = new WeakMap<TemplateStringsArray, { name: string; text: string }>();

/** Writes a statement; every `${}` becomes a parameter. */
export function sql<Row = Record<string, never>>(
  parts: TemplateStringsArray,
  ...values: readonly SqlValue[]
): Statement<Row> {
  let prepared = known.get(parts);
  if (prepared === undefined) {
    const text = parts.reduce((whole, part, place) => `${whole}$${place}${part}`);
    const hash = createHash("sha256").update(text).digest("hex");
    prepared = { name: `s_${hash.slice(0, 20)}`, text };
    known.set(parts, prepared);
  }
  return { ...prepared, values: values.map(parameterOf) };
}

function parameterOf(value: SqlValue): string | Buffer | null {
  if (value === null || typeof value === "string" || value instanceof Buffer) return value;
  if (Array.isArray(value)) return arrayParameter(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

type Element = string | number | bigint | boolean | null;

/** A list whose first element is a `bigint` is a `bigint[]`, in binary; any other is a literal. */
export function arrayParameter(list: readonly Element[]): string | Buffer {
  if (typeof list[0] === "bigint") return bigintArray(list as readonly (bigint | null)[]);
  if (typeof list[0] === "string") return textArray(list);
  return `{${list.map((element) => (element === null ? "NULL" : elementLiteral(element))).join(",")}}`;
}

const HEADER_BYTES = 20;
const ELEMENT_BYTES = 12;
const INT8_OID = 20;

/**
 * `bigint[]` as PostgreSQL's binary format has it: dimensions, "has nulls", element type, length, lower
 * bound, then each element's length and value. Reading digits is a tenth of a batch's cost on both sides.
 */
function bigintArray(list: readonly (bigint | null)[]): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + list.length * ELEMENT_BYTES);
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  view.setInt32(0, 1);
  view.setInt32(8, INT8_OID);
  view.setInt32(12, list.length);
  view.setInt32(16, 1);
  let nulls = 0;
  let place = HEADER_BYTES;
  for (const element of list) {
    if (element === null) {
      view.setInt32(place, -1);
      place += 4;
      nulls = 1;
    } else {
      view.setInt32(place, 8);
      view.setBigInt64(place + 4, element);
      place += ELEMENT_BYTES;
    }
  }
  view.setInt32(4, nulls);
  return buffer.subarray(0, place);
}

/** A list of texts: quoted together, and one by one only where a letter needs it. */
function textArray(list: readonly Element[]): string {
  if (list.includes(null)) {
    return `{${list.map((element) => (element === null ? "NULL" : elementLiteral(element))).join(",")}}`;
  }
  const together = list.join('","');
  // Every quote that is not one of ours, and every backslash, must be escaped.
  const isPlain = together.split('"').length === list.length * 2 - 1 && !together.includes("\\");
  return isPlain
    ? `{"${together}"}`
    : `{${list.map((element) => elementLiteral(element ?? "")).join(",")}}`;
}

function elementLiteral(element: string | number | bigint | boolean): string {
  if (typeof element !== "string") return String(element);
  return `"${element.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
