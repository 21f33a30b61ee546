/** Words that must not get into the repository: paths of one machine, and addresses packages came from. */
import { type Finding, lineAt, type Source } from "./sources.ts";

const forbidden: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /(?<![\w.])\/(work|home|Users)\/[a-z]/g, says: "a path of one machine" },
  { pattern: /\bfile:\/\/\/\w/g, says: "a path of one machine" },
  { pattern: /https?:\/\/[\w.-]*(registry|artifact|mirror)[\w.-]*/g, says: "a registry's address" },
  { pattern: /\b(TODO|FIXME)\b/g, says: "unfinished work: finish it or open an issue" },
];

/** Looks at one file of any kind; this one has to spell the patterns. */
export function judgeWords(source: Source): Finding[] {
  if (source.path.startsWith("tools/tidy/")) return [];
  const findings: Finding[] = [];
  for (const { pattern, says } of forbidden) {
    for (const match of source.text.matchAll(pattern)) {
      const line = lineAt(source.text, match.index);
      findings.push({ path: source.path, line, says: `${says}: ${match[0]}` });
    }
  }
  return findings;
}
