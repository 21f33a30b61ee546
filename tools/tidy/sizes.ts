/**
 * Small by ratchet: no function over 70 lines, no file over 400, none of a page over 250.
 *
 * The few that are longer stand in `tools/tidy.allow` with their length. They may shrink, never grow,
 * and an entry that is no longer needed must go.
 */
import ts from "typescript";
import { type Finding, isTypeScript, type Source } from "./sources.ts";

const functionLinesMax = 70;
const fileLinesMax = 400;
const pageLinesMax = 250;

export interface Size {
  /** A path, or `path#function`. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly lines: number;
  readonly linesMax: number;
}

/** Every file and function with its length and its limit. */
export function measure(source: Source): Size[] {
  if (!isTypeScript(source)) return [];
  const isPage = /^(apps|packages\/ui)\/.*\.tsx$/.test(source.path);
  const lines = source.text.trimEnd().split("\n").length;
  const file: Size = {
    name: source.path,
    path: source.path,
    line: 1,
    lines,
    linesMax: isPage ? pageLinesMax : fileLinesMax,
  };
  return [file, ...measureFunctions(source)];
}

function measureFunctions(source: Source): Size[] {
  const tree = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const sizes: Size[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined && !isGroup(node)) {
      const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line;
      sizes.push({
        name: `${source.path}#${nameOf(node)}`,
        path: source.path,
        line: first + 1,
        lines: last - first + 1,
        linesMax: functionLinesMax,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return sizes;
}

/** The callback of `describe` groups tests; it is no longer to read than they are. */
function isGroup({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText());
}

function nameOf(node: ts.Node): string {
  if ("name" in node && node.name !== undefined) return (node.name as ts.Node).getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) {
    return parent.name.getText();
  }
  if (ts.isCallExpression(parent)) return `${parent.expression.getText().slice(0, 40)}()`;
  return "(unnamed)";
}

/** Reads `tidy.allow`: lines of a name and its length; `#` at the start of a line is a comment. */
export function readAllowed(text: string): Map<string, number> {
  const linesByName = new Map<string, number>();
  for (const line of text.split("\n")) {
    const match = /^(\S+) (\d+)$/.exec(line.trim());
    if (match?.[1] && !line.startsWith("#")) linesByName.set(match[1], Number(match[2]));
  }
  return linesByName;
}

/** What is too long and not allowed, has grown, or has shrunk without its entry. */
export function judgeSizes(
  sizes: readonly Size[],
  linesAllowedByName: ReadonlyMap<string, number>,
): Finding[] {
  const findings: Finding[] = [];
  const longByName = new Map<string, Size>();
  for (const size of sizes) {
    const known = longByName.get(size.name);
    if (size.lines > size.linesMax && size.lines > (known?.lines ?? 0)) {
      longByName.set(size.name, size);
    }
  }
  for (const [name, { path, line, lines, linesMax }] of longByName) {
    const allowed = linesAllowedByName.get(name);
    if (allowed !== undefined && lines <= allowed) continue;
    const limit = allowed === undefined ? `the limit is ${linesMax}` : `it had ${allowed}`;
    findings.push({ path, line, says: `${name} has ${lines} lines; ${limit}` });
  }
  for (const [name, allowed] of linesAllowedByName) {
    const lines = longByName.get(name)?.lines ?? 0;
    if (lines >= allowed) continue;
    const advice = lines === 0 ? "remove the entry" : `write ${lines}`;
    const says = `${name} is allowed ${allowed} lines and needs fewer: ${advice}`;
    findings.push({ path: "tools/tidy.allow", line: 1, says });
  }
  return findings;
}
