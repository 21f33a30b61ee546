/**
 * Are the books a set of books? Judged from the exported journal alone, with plain sums: I01, I02,
 * I03, I04, I05, I15, I16, and the trial balance and audit report against them.
 */
import type { AuditReport, JournalEntry, TrialBalance } from "@largesse/protocol";
import { isPersonal, kindOf } from "./chart.ts";
import type { Finding } from "./notebook.ts";

/** Every finding about a journal in itself; none when it is sound. */
export function judgeJournal(journal: readonly JournalEntry[]): Finding[] {
  return [
    ...judgeOrder(journal),
    ...judgeTransfers(journal),
    ...judgeAccounts(journal),
    ...judgeAmounts(journal),
  ];
}

/** [I05] what was read earlier is the beginning of what is read later, to the byte. */
export function judgePrefix(
  before: readonly JournalEntry[],
  after: readonly JournalEntry[],
): Finding[] {
  for (const [place, entry] of before.entries()) {
    const [was, is] = [JSON.stringify(entry), JSON.stringify(after[place])];
    if (was === is) continue;
    return [finding("I05", `entry ${place}`, `a written entry changed from ${was} to ${is}`)];
  }
  return [];
}

/** [I02] the operator's trial balance and audit say what the journal says. */
export function judgeReports(
  journal: readonly JournalEntry[],
  trialBalance: TrialBalance,
  audit: AuditReport,
): Finding[] {
  const findings: Finding[] = [];
  const own = new Map<string, bigint>();
  for (const entry of journal) add(own, `${entry.asset} ${kindOf(entry.account)}`, entry.amount);
  for (const { asset, sum, rows } of trialBalance.assets) {
    if (sum !== 0) findings.push(finding("I02", asset, `the trial balance sums to ${sum}`));
    for (const { kind, balance } of rows) {
      const expected = own.get(`${asset} ${kind}`) ?? 0n;
      own.delete(`${asset} ${kind}`);
      if (BigInt(balance) === expected) continue;
      findings.push(finding("I02", `${asset} ${kind}`, `says ${balance}, journal ${expected}`));
    }
  }
  for (const [name, sum] of own) {
    if (sum !== 0n) findings.push(finding("I02", name, "is missing from the trial balance"));
  }
  const transfers = new Set(journal.map((entry) => entry.transfer)).size;
  if (trialBalance.transfers !== transfers) {
    const says = `the trial balance counts ${trialBalance.transfers} transfers of ${transfers}`;
    findings.push(finding("I02", "transfers", says));
  }
  if (!audit.ok)
    findings.push(finding("I03", "audit", JSON.stringify(audit.findings).slice(0, 500)));
  if (audit.entries !== journal.length || audit.transfers !== transfers) {
    const says = `the audit read ${audit.entries} entries of ${journal.length}`;
    findings.push(finding("I03", "audit", says));
  }
  return findings;
}

/** Transfers are numbered 1, 2, 3…, and the entries of one stand together. */
function judgeOrder(journal: readonly JournalEntry[]): Finding[] {
  const findings: Finding[] = [];
  let last = 0;
  for (const { transfer } of journal) {
    if (transfer !== last && transfer !== last + 1) {
      findings.push(finding("I05", `transfer ${transfer}`, `follows transfer ${last}`));
    }
    last = transfer;
  }
  return findings;
}

/** [I01] each transfer moves, nothing more; [I06] one transfer a key; one header a transfer. */
function judgeTransfers(journal: readonly JournalEntry[]): Finding[] {
  const findings: Finding[] = [];
  const sums = new Map<string, bigint>();
  const headers = new Map<number, string>();
  const transferByKey = new Map<string, number>();
  const touched = new Set<string>();
  for (const entry of journal) {
    const where = `transfer ${entry.transfer}`;
    add(sums, `${where} ${entry.asset}`, entry.amount);
    const header = JSON.stringify([entry.id, entry.kind, entry.principal, entry.key]);
    if ((headers.get(entry.transfer) ?? header) !== header) {
      findings.push(finding("I05", where, "its entries disagree about id, kind or key"));
    }
    headers.set(entry.transfer, header);
    const key = JSON.stringify([entry.principal, entry.key]);
    if ((transferByKey.get(key) ?? entry.transfer) !== entry.transfer) {
      findings.push(finding("I06", where, `uses the key ${entry.key} again`));
    }
    transferByKey.set(key, entry.transfer);
    const leg = `${where} ${entry.account} ${entry.asset}`;
    if (touched.has(leg)) findings.push(finding("I13", where, `moves ${entry.account} twice`));
    touched.add(leg);
  }
  for (const [where, sum] of sums) {
    if (sum !== 0n) findings.push(finding("I01", where, `its entries add up to ${sum}`));
  }
  return findings;
}

/** [I03] balances follow, [I04] people never owe, [I15] entries of an account are numbered. */
function judgeAccounts(journal: readonly JournalEntry[]): Finding[] {
  const findings: Finding[] = [];
  const balances = new Map<string, bigint>();
  const sequences = new Map<string, number>();
  for (const entry of journal) {
    const name = `${entry.account} ${entry.asset}`;
    const where = `transfer ${entry.transfer} ${name}`;
    const sequence = (sequences.get(name) ?? 0) + 1;
    if (entry.accountSequence !== sequence) {
      const says = `entry is numbered ${entry.accountSequence}, not ${sequence}`;
      findings.push(finding("I15", where, says));
    }
    sequences.set(name, entry.accountSequence);
    const balance = add(balances, name, entry.amount);
    if (BigInt(entry.balanceAfter) !== balance) {
      findings.push(finding("I03", where, `holds ${entry.balanceAfter}, entries say ${balance}`));
    }
    if (balance < 0n && isPersonal(entry.account)) {
      findings.push(finding("I04", where, `falls to ${balance}`));
    }
  }
  return findings;
}

/** [I16] every amount is a whole number other than zero that JSON carries exactly. */
function judgeAmounts(journal: readonly JournalEntry[]): Finding[] {
  return journal
    .filter(({ amount }) => !Number.isSafeInteger(amount) || amount === 0)
    .map((entry) => finding("I16", `transfer ${entry.transfer}`, `moves ${entry.amount}`));
}

/** Adds to a sum kept in a map and answers the new sum; what is not whole counts as nothing. */
export function add(sums: Map<string, bigint>, name: string, amount: number): bigint {
  const whole = Number.isSafeInteger(amount) ? BigInt(amount) : 0n;
  const sum = (sums.get(name) ?? 0n) + whole;
  sums.set(name, sum);
  return sum;
}

export function finding(rule: string, where: string, says: string): Finding {
  return { rule, where, says };
}
