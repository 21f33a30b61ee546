/** The audit, on demand: every balance re-derived from the journal, while the house is running. */
import { auditBooks, auditChecks, type Database } from "@largesse/ledger";
import type { AuditReport } from "@largesse/protocol";
import type { Handler } from "../handlers.ts";

export function runAudit(parts: {
  readonly database: Database;
  readonly clock: () => number;
}): Handler<"runAudit"> {
  const { database, clock } = parts;
  return async () => {
    const startedAtMs = clock();
    const audit = await auditBooks(database);
    const answer: AuditReport = {
      ok: audit.ok,
      startedAt: new Date(startedAtMs).toISOString(),
      endedAt: new Date(clock()).toISOString(),
      transfers: Number(audit.transfers),
      entries: Number(audit.entries),
      accounts: Number(audit.accounts),
      checks: Object.entries(auditChecks).map(([name, says]) => ({
        name,
        ok: !audit.findings.some(({ check }) => check === name),
        checked: Number(checkedBy(name, audit)),
        says,
      })),
      findings: audit.findings.map(({ check, where, says }) => ({ check, where, says })),
    };
    return { answer };
  };
}

/** What a check looked at: accounts, entries or transfers. */
function checkedBy(
  check: string,
  audit: { readonly transfers: bigint; readonly entries: bigint; readonly accounts: bigint },
): bigint {
  if (check === "accounts_agree" || check === "assets_sum_zero") return audit.accounts;
  const ofEntries = ["accounts_known", "entries_gapless", "balances_running", "never_negative"];
  return ofEntries.includes(check) ? audit.entries : audit.transfers;
}
