/** Habits of the house that a machine can see: where SQL, the environment, the clock and the network are. */
import ts from "typescript";
import { type Finding, isOutside, isTypeScript, type Source } from "./sources.ts";

/** Whispered or shouted; a sentence that begins with "Select" is for people. */
const statement =
  /^\s*(--.*\n\s*)*(select\s[\s\S]*\sfrom\s|insert into\s|update\s+[\w."]+\s+set\s|delete from\s|create (table|index)\s|with \w+ as \()/;
const isSql = (text: string): boolean =>
  statement.test(text) || (/^\s*[A-Z]{4,}\s/.test(text) && statement.test(text.toLowerCase()));

const inSqlFolder = (path: string): boolean => /(^|\/)sql\//.test(path);
const isConfig = (path: string): boolean => /(^|\/)(config|vite|vite\.config)\.ts$/.test(path);
/** Decisions know no clock and no chance: both are facts that somebody read before. */
const isDecision = (path: string): boolean => /(^|\/)decide-?[\w-]*\.ts$/.test(path);
const mayFetch = (path: string): boolean =>
  /^(packages\/(sdk|cli|ui)|apps|providers|examples)\//.test(path) || /\/webhooks\//.test(path);

/** Looks at one file; the product's own, tests and tools are free in this. */
export function judgeHabits(source: Source): Finding[] {
  if (!isTypeScript(source) || isOutside(source)) return [];
  const tree = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const says = judgeNode(node, source.path);
    if (says !== null) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      findings.push({ path: source.path, line, says });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return findings;
}

function judgeNode(node: ts.Node, path: string): string | null {
  if (isText(node) && isSql(textOf(node)) && !inSqlFolder(path)) {
    return "SQL lives in a folder called sql/";
  }
  if (ts.isImportDeclaration(node) && !inSqlFolder(path)) {
    const from = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : "";
    const isTypeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    if (from === "pg" && !isTypeOnly) return "only files in sql/ import pg";
  }
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    if (name === "process.env" && !isConfig(path)) return "only config.ts reads the environment";
    if (isDecision(path) && (name === "Date.now" || name === "Math.random")) {
      return `a decision is pure: take what ${name} gives as a fact`;
    }
  }
  if (ts.isCallExpression(node) && !mayFetch(path)) {
    const callee = node.expression.getText();
    if (callee === "fetch" || callee === "globalThis.fetch") {
      return "only the SDK, providers and webhook delivery use fetch";
    }
  }
  return null;
}

function isText(node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteral {
  return ts.isStringLiteral(node) || ts.isTemplateLiteral(node);
}

function textOf(node: ts.StringLiteral | ts.TemplateLiteral): string {
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : node.text;
}
