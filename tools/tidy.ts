/** `npm run tidy`: the rules of STYLE.md that a machine can check. Each line says where and what. */
import { existsSync } from "node:fs";
import path from "node:path";
import { refusals } from "@largesse/protocol";
import { describeRefusals, refusalsPage } from "./refusals.ts";
import { judgeRefusals, judgeRules, listQuotes, listRules } from "./tidy/coverage.ts";
import { judgeHabits } from "./tidy/habits.ts";
import { judgeLinks } from "./tidy/links.ts";
import { judgeSizes, measure, readAllowed } from "./tidy/sizes.ts";
import { type Finding, readSources, type Source } from "./tidy/sources.ts";
import { judgeWords } from "./tidy/words.ts";
import { root, say } from "./workspace.ts";

function judgePage(sources: readonly Source[]): Finding[] {
  const page = sources.find((source) => source.path === refusalsPage);
  if (page?.text === describeRefusals()) return [];
  return [{ path: refusalsPage, line: 1, says: "is not current: run node tools/refusals.ts" }];
}

const sources = readSources(root);
const allowed = sources.find((source) => source.path === "tools/tidy.allow")?.text ?? "";
const findings = [
  ...judgeSizes(sources.flatMap(measure), readAllowed(allowed)),
  ...sources.flatMap(judgeHabits),
  ...sources.flatMap(judgeWords),
  ...sources.flatMap((source) => judgeLinks(source, (file) => existsSync(path.join(root, file)))),
  ...judgeRules(listRules(sources), listQuotes(sources)),
  ...judgeRefusals(Object.keys(refusals), sources),
  ...judgePage(sources),
];
for (const { path, line, says } of findings) say(`${path}:${line}  ${says}`);
say(findings.length === 0 ? "tidy" : `${findings.length} to tidy`);
process.exitCode = findings.length > 0 ? 1 : 0;
