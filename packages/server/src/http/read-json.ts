/**
 * JSON as strangers send it, read strictly.
 *
 * `JSON.parse` forgives what two programs may read differently: a key given twice (which one counts?),
 * `1e3` or `5.0` or a number too long to be exact where a count is meant, text that is not UTF-8, a NUL
 * that a database refuses. Money is involved, so all of these are refused before anyone looks.
 */

/** The value, or a sentence saying why the text is not acceptable. */
export type ReadJson = { readonly value: unknown } | { readonly why: string };

/** The deepest honest body has three levels; deeper ones only cost stack. */
const DEPTH_MAX = 16;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function readJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { why: "it is not UTF-8." };
  }
  try {
    // The grammar first: in text that is JSON every string closes, so the scan is linear.
    const value: unknown = JSON.parse(text);
    const why = scan(text);
    return why === null ? { value } : { why };
  } catch {
    return { why: "it is not JSON." };
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[0-9.eE+-]*|[{}[\]]/gs;
const AFTER_KEY = /\s*:/y;

/** Looks for what the grammar allows and we do not; null when there is nothing. */
function scan(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const first = token[0];
    if (first === "{" || first === "[") {
      open.push(first === "{" ? new Set() : null);
      if (open.length > DEPTH_MAX) return `it is nested deeper than ${DEPTH_MAX} levels.`;
    } else if (first === "}" || first === "]") {
      open.pop();
    } else if (first !== '"') {
      if (!/^-?\d{1,16}$/.test(token)) return "numbers must be whole, written with digits only.";
    } else {
      const why = checkString(text, match.index + token.length, token, open.at(-1) ?? null);
      if (why !== null) return why;
    }
  }
  return null;
}

function checkString(
  text: string,
  end: number,
  token: string,
  keys: Set<string> | null,
): string | null {
  const value = JSON.parse(token) as string;
  if (!value.isWellFormed() || value.includes("\0")) return "it holds characters that are no text.";
  AFTER_KEY.lastIndex = end;
  if (keys === null || !AFTER_KEY.test(text)) return null;
  if (keys.has(value)) return `the field ${JSON.stringify(value.slice(0, 40))} comes twice.`;
  if (value === "__proto__") return "a field may not be called __proto__.";
  keys.add(value);
  return null;
}
