/** Do wallets and their histories show what the journal holds? I12, at rest. */
import type { JournalEntry } from "@largesse/protocol";
import { kindOf, ownerOf, personalKinds } from "./chart.ts";
import { add, finding } from "./judge-books.ts";
import type { Exports, Finding } from "./notebook.ts";

/** [I12] a wallet is its accounts' sums, and its history names every transfer that moved it. */
export function judgeWallets(
  journal: readonly JournalEntry[],
  { wallets, walletEntries }: Pick<Exports, "wallets" | "walletEntries">,
): Finding[] {
  const findings: Finding[] = [];
  const held = new Map<string, bigint>();
  const moved = new Map<string, Set<string>>();
  for (const { account, amount, transfer } of journal) {
    add(held, `${ownerOf(account)} ${kindOf(account)}`, amount);
    const transfers = moved.get(ownerOf(account)) ?? new Set();
    moved.set(ownerOf(account), transfers.add(String(transfer)));
  }
  for (const [viewer, wallet] of wallets) {
    const paid = held.get(`${viewer} ${personalKinds.paid}`) ?? 0n;
    const bonus = held.get(`${viewer} ${personalKinds.bonus}`) ?? 0n;
    if (BigInt(wallet.paidCoins) === paid && BigInt(wallet.bonusCoins) === bonus) continue;
    const says = `shows ${wallet.paidCoins} + ${wallet.bonusCoins}, the journal ${paid} + ${bonus}`;
    findings.push(finding("I12", viewer, says));
  }
  for (const [viewer, entries] of walletEntries) {
    const listed = new Set(entries.map(({ id }) => id));
    const expected = moved.get(viewer) ?? new Set<string>();
    const same = listed.size === expected.size && [...listed].every((id) => expected.has(id));
    if (same && listed.size === entries.length) continue;
    const says = `lists ${entries.length} entries, the journal has ${expected.size} transfers`;
    findings.push(finding("I12", `${viewer} history`, says));
  }
  return findings;
}
