import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeRefusals, judgeRules, listQuotes, listRules } from "./coverage.ts";
import { judgeHabits } from "./habits.ts";
import { judgeLinks } from "./links.ts";
import { judgeSizes, measure, readAllowed } from "./sizes.ts";
import type { Source } from "./sources.ts";
import { judgeWords } from "./words.ts";

const says = (findings: readonly { says: string }[]): string[] => findings.map((one) => one.says);
const functionOf = (lines: number): string =>
  `export function long(): void {\n${"  work();\n".repeat(lines - 2)}}\n`;
const sizesOf = (text: string, path = "packages/x/src/a.ts") => measure({ path, text });

test("[H1.1] a function may have 70 lines and not 71", () => {
  assert.deepEqual(judgeSizes(sizesOf(functionOf(70)), new Map()), []);
  assert.deepEqual(says(judgeSizes(sizesOf(functionOf(71)), new Map())), [
    "packages/x/src/a.ts#long has 71 lines; the limit is 70",
  ]);
});

test("[H1.1] a component file has a limit of its own", () => {
  const text = "work();\n".repeat(251);
  assert.equal(judgeSizes(sizesOf(text), new Map()).length, 0);
  assert.equal(judgeSizes(sizesOf(text, "apps/viewer/src/a.tsx"), new Map()).length, 1);
});

test("[H1.1] what is allowed may shrink and never grow, and its entry goes with it", () => {
  const allowed = readAllowed("# why\npackages/x/src/a.ts#long 80\n");
  assert.deepEqual(says(judgeSizes(sizesOf(functionOf(80)), allowed)), []);
  assert.match(says(judgeSizes(sizesOf(functionOf(81)), allowed))[0] ?? "", /81 lines; it had 80/);
  assert.match(says(judgeSizes(sizesOf(functionOf(75)), allowed))[0] ?? "", /write 75/);
  assert.match(says(judgeSizes(sizesOf(functionOf(9)), allowed))[0] ?? "", /remove the entry/);
});

test("[H1.2] habits are seen where they are broken, and only there", () => {
  const cases: readonly (readonly [path: string, text: string, says: string | null])[] = [
    ["packages/x/src/a.ts", "const q = `select id from account`;", "SQL lives in"],
    ["packages/x/src/sql/a.ts", "const q = `select id from account`;", null],
    ["packages/x/src/a.test.ts", "const q = `select id from account`;", null],
    ["packages/x/src/a.ts", 'const label = "Select a gift from the tray";', null],
    ["packages/x/src/a.ts", 'import pg from "pg";', "only files in sql/"],
    ["packages/x/src/a.ts", 'import type pg from "pg";', null],
    ["packages/x/src/a.ts", "export const port = process.env.PORT;", "only config.ts"],
    ["packages/x/src/config.ts", "export const port = process.env.PORT;", null],
    ["packages/x/src/a.ts", 'await fetch("/x");', "only the SDK"],
    ["packages/sdk/src/a.ts", 'await fetch("/x");', null],
    ["packages/x/src/decide-gift.ts", "const now = Date.now();", "a decision is pure"],
    ["packages/x/src/send-gift.ts", "const now = Date.now();", null],
  ];
  for (const [path, text, expected] of cases) {
    const found = says(judgeHabits({ path, text }))[0] ?? null;
    assert.equal(found === null, expected === null, `${path}: ${text} -> ${found}`);
    if (expected !== null) assert.ok(found?.startsWith(expected), `${path}: ${found}`);
  }
});

test("[H1.3] rules and tests are compared both ways", () => {
  const spec = (text: string): Source => ({ path: "docs/spec/gifts.md", text });
  const quoting = (id: string) => `test("[${id}] late", () => {});\n`;
  const text = quoting("Z3.2") + quoting("Z9.9");
  const quotes = listQuotes([{ path: "packages/x/src/a.test.ts", text }]);
  const rules = listRules([spec("- **Z3.2** Late.\n- **Z3.3** Early.\n- **Z3.2** Again.\n")]);
  assert.deepEqual(says(judgeRules(rules, quotes)), [
    "no test quotes rule Z3.3",
    "rule Z3.2 is written twice",
    "there is no rule Z9.9 in docs/spec",
  ]);
});

test("[H1.3] a refusal needs a test that names it", () => {
  const tests: Source[] = [{ path: "a.test.ts", text: 'refused: "stream_ended"' }];
  const found = says(judgeRefusals(["stream_ended", "quote_used"], tests));
  assert.deepEqual(found, ["no test reaches the refusal quote_used"]);
});

test("[H1.4] what belongs to one machine stays there", () => {
  const home = ["", "home", "somebody", "x"].join("/");
  assert.equal(judgeWords({ path: "docs/a.md", text: `see ${home}` }).length, 1);
  assert.equal(judgeWords({ path: "docs/a.md", text: "see https://example.org/home/x" }).length, 0);
});

test("[H1.5] a link leads to a file that is there", () => {
  const text = "[a](../a.md#part) [b](b.md) [c](https://example.org/c) [d](#here)";
  const found = judgeLinks({ path: "docs/spec/x.md", text }, (file) => file === "docs/a.md");
  assert.deepEqual(says(found), ["there is no docs/spec/b.md"]);
});
