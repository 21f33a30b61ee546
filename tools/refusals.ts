/** Writes the page of refusals from the protocol's table: `node tools/refusals.ts`. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { refusals } from "@largesse/protocol";
import { root } from "./workspace.ts";

export const refusalsPage = "docs/reference/refusals.md";

const retryWords = {
  never: "no: change something first",
  later: "yes, after `Retry-After`",
  "same-key": "yes, with the same key",
} as const;

/** The page's text. */
export function describeRefusals(): string {
  const rows = Object.entries(refusals).map(
    ([code, { status, retry, says }]) =>
      `| \`${code}\` | ${status} | ${retryWords[retry]} | ${says} |`,
  );
  return [
    "# Refusals",
    "",
    "Everything that a good client can be told no for. An answer is `application/problem+json` with this",
    "`code`, the sentence with its numbers filled in, and the numbers apart. A refused request has changed",
    "nothing. This page is made from `packages/protocol/src/refusals.ts` by `node tools/refusals.ts`.",
    "",
    "| code | status | try again? | sentence |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (import.meta.main) await writeFile(path.join(root, refusalsPage), describeRefusals());
