/** Links between pages of the documentation: each leads to a file that is there. */
import path from "node:path";
import { type Finding, lineAt, type Source } from "./sources.ts";

/** Looks at one page. `exists` is asked with paths from the root of the repository. */
export function judgeLinks(source: Source, exists: (file: string) => boolean): Finding[] {
  if (!source.path.endsWith(".md")) return [];
  const findings: Finding[] = [];
  for (const match of source.text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const target = (match[1] ?? "").split("#")[0] ?? "";
    if (target === "" || /^[a-z]+:/.test(target)) continue;
    const file = path.posix.join(path.posix.dirname(source.path), target);
    if (exists(file)) continue;
    const line = lineAt(source.text, match.index);
    findings.push({ path: source.path, line, says: `there is no ${file}` });
  }
  return findings;
}
