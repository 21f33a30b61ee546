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
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A list as PostgreSQL writes it: `{1,2,NULL,"a \"b\""}`. */
export function arrayLiteral(list: readonly (string | number | bigint | boolean | null)[]): string {
  return typeof list[0] === "number" || typeof list[0] === "bigint"
    ? `{${list.map((element) => element ?? "NULL").join(",")}}`
    : `{${list.map(elementLiteral).join(",")}}`;
}

/** Letters that need no quotes inside an array literal; an unquoted NULL would be read as null. */
const PLAIN = /^[A-Za-z0-9_.:+-]+$/;

function elementLiteral(element: string | number | bigint | boolean | null): string {
  if (element === null) return "NULL";
  const text = String(element);
  if (PLAIN.test(text) && text.toLowerCase() !== "null") return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
