/** A refusal on the wire: `application/problem+json` by RFC 9457, with our code and numbers. */
import { z } from "zod";
import { type Refusal, type RefusalCode, refusals, sentenceOf } from "./refusals.ts";

export const Problem = z
  .strictObject({
    type: z.string().meta({ description: "Where the refusal is documented." }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "A sentence a person understands." }),
    code: z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]),
    retry: z.enum(["never", "later", "same-key"]),
    numbers: z.record(z.string(), z.union([z.string(), z.number()])),
    errors: z.array(z.strictObject({ field: z.string(), says: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** The refusal as a problem document. */
export function problemOf(refusal: Refusal, requestId?: string): Problem {
  const row = refusals[refusal.refused];
  return {
    type: `/docs/refusals#${refusal.refused}`,
    title: refusal.refused.replaceAll("_", " "),
    status: row.status,
    detail: sentenceOf(refusal),
    code: refusal.refused,
    retry: row.retry,
    numbers: { ...refusal.details },
    ...(requestId === undefined ? {} : { requestId }),
  };
}
