/**
 * The accounts as an auditor knows them from the outside: an account's name in the journal tells its
 * owner and its kind. Nothing here is imported from the books; docs/spec/books.md documents the names.
 */

/** The kinds of accounts that belong to people. Every other account is the house's. */
export const personalKinds = {
  paid: "viewer.paid",
  bonus: "viewer.bonus",
  change: "creator.change",
  diamonds: "creator.diamonds",
} as const;

const PERSONAL = new Set<string>(Object.values(personalKinds));

/** "vwr_…:viewer.paid" belongs to "vwr_…". */
export function ownerOf(account: string): string {
  return account.slice(0, account.lastIndexOf(":"));
}

export function kindOf(account: string): string {
  return account.slice(account.lastIndexOf(":") + 1);
}

/** A person's account never falls below zero. */
export function isPersonal(account: string): boolean {
  return PERSONAL.has(kindOf(account));
}
