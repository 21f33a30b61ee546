/**
 * When earnings become available: a dated policy, with its reason in words.
 *
 * Gifts are bought with cards, and most disputes come within weeks. Until then the coins behind an
 * earning may still be taken back, so it waits. Rules: docs/spec/creators.md, C1.
 */
export interface HoldPolicy {
  readonly version: number;
  readonly validFromMs: number;
  readonly days: number;
}

export const holdPolicies: readonly [HoldPolicy, ...HoldPolicy[]] = [
  { version: 1, validFromMs: Date.parse("2026-01-01T00:00:00Z"), days: 14 },
];

const DAY_MS = 86_400_000;

/** When an earning of that time is available, and why not sooner. */
export function availabilityOf(
  earnedAtMs: number,
  policies: readonly [HoldPolicy, ...HoldPolicy[]] = holdPolicies,
): { readonly onMs: number; readonly because: string } {
  const policy = policies.findLast(({ validFromMs }) => validFromMs <= earnedAtMs) ?? policies[0];
  const since = new Date(policy.validFromMs).toISOString().slice(0, 10);
  return {
    onMs: earnedAtMs + policy.days * DAY_MS,
    because:
      `Gifts are bought with payments that can be disputed, so earnings are held for ` +
      `${policy.days} days (hold policy ${policy.version}, since ${since}).`,
  };
}
