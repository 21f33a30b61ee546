/** The files that tidy looks at, read once, and what a rule says about them. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

const textual = /\.(ts|tsx|mjs|cjs|sql|md|json|html|css|yml|yaml)$|^\.ci\/run$/;

/** Files under version control, and new ones that are not ignored. */
export function readSources(root: string): Source[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z"],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  return listed
    .split("\0")
    .filter((file) => textual.test(file) && file !== "package-lock.json")
    .filter((file) => existsSync(path.join(root, file)))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }));
}

export function isTypeScript(source: Source): boolean {
  return /\.tsx?$/.test(source.path);
}

/** A contract is a suite that several tests run. */
export function isTest(source: Source): boolean {
  return /(\.test\.tsx?|(^|\/)contract\.ts)$/.test(source.path);
}

/** Tests, tools and measurements: they look at the product from outside. */
export function isOutside(source: Source): boolean {
  return isTest(source) || /^((test|tools|bench)|[a-z]+\/[a-z]+\/test)\//.test(source.path);
}

/** The line, counted from one, at which a text's offset lies. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
