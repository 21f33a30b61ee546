/** Promises and proofs: every rule of the specification has a test that quotes it, and every refusal too. */
import { type Finding, isOutside, isTest, lineAt, type Source } from "./sources.ts";

interface Mention {
  readonly id: string;
  readonly path: string;
  readonly line: number;
}

/** Rules as `docs/spec` writes them: `- **G3.2** A streak …`. */
export function listRules(sources: readonly Source[]): Mention[] {
  return sources
    .filter((source) => source.path.startsWith("docs/spec/"))
    .flatMap((source) => mentions(source, /^- \*\*([A-Z]\d+(?:\.\d+)?)\*\*/gm));
}

/** Rules as tests quote them: `[G3.2]` at the beginning of a name. */
export function listQuotes(sources: readonly Source[]): Mention[] {
  return sources
    .filter(isTest)
    .flatMap((source) => mentions(source, /(?<=["'`\]])\s?\[([A-Z]\d+(?:\.\d+)?)\]/g));
}

function mentions(source: Source, pattern: RegExp): Mention[] {
  return [...source.text.matchAll(pattern)].map((match) => ({
    id: match[1] ?? "",
    path: source.path,
    line: lineAt(source.text, match.index),
  }));
}

/** Rules that no test quotes, rules written twice, and quotes of rules that do not exist. */
export function judgeRules(rules: readonly Mention[], quotes: readonly Mention[]): Finding[] {
  const quoted = new Set(quotes.map((quote) => quote.id));
  const written = new Set<string>();
  const findings: Finding[] = [];
  for (const { id, path, line } of rules) {
    if (written.has(id)) findings.push({ path, line, says: `rule ${id} is written twice` });
    written.add(id);
    if (!quoted.has(id)) findings.push({ path, line, says: `no test quotes rule ${id}` });
  }
  for (const { id, path, line } of quotes) {
    if (!written.has(id))
      findings.push({ path, line, says: `there is no rule ${id} in docs/spec` });
  }
  return findings;
}

/** Refusals that no test reaches. */
export function judgeRefusals(codes: readonly string[], sources: readonly Source[]): Finding[] {
  const tests = sources.filter(isOutside).map((source) => source.text);
  return codes
    .filter((code) => !tests.some((text) => text.includes(`"${code}"`)))
    .map((code) => ({
      path: "packages/protocol/src/refusals.ts",
      line: 1,
      says: `no test reaches the refusal ${code}`,
    }));
}
