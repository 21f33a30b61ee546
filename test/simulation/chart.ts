/**
 * The accounts as an auditor knows them from the outside: an account's name in the journal tells its
 * owner and its kind: "viewer:vwr_…:paid", "creator:crt_…:diamonds", "platform:coins_sold".
 */

/** The kinds of accounts that belong to people. Every other account is the house's. */
export const personalKinds = {
  paid: "viewer_paid",
  bonus: "viewer_bonus",
  change: "creator_change",
  diamonds: "creator_diamonds",
} as const;

const PERSONAL = new Set<string>(Object.values(personalKinds));

/** "viewer:vwr_…:paid" belongs to "vwr_…"; what is not a person's belongs to its whole name. */
export function ownerOf(account: string): string {
  return isPersonal(account) ? (account.split(":")[1] ?? "") : account;
}

/** The chart's kind: "viewer:vwr_…:paid" is a "viewer_paid". */
export function kindOf(account: string): string {
  const parts = account.split(":");
  const last = parts.at(-1) ?? "";
  return parts[0] === "platform" ? last : `${parts[0]}_${last}`;
}

/** A person's account never falls below zero. */
export function isPersonal(account: string): boolean {
  return PERSONAL.has(kindOf(account));
}

/** The name of a person's account. */
export function accountOf(owner: string, kind: keyof typeof personalKinds): string {
  return `${personalKinds[kind].split("_")[0]}:${owner}:${kind}`;
}
