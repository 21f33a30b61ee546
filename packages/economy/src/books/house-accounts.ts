/**
 * The house's own accounts, opened when first needed and then known by their number.
 *
 * They are few: a handful of assets, one clearing account a provider and currency, one tax account a
 * country and currency.
 */
import { openAccounts, type Queryable } from "@largesse/ledger";
import { type AccountKind, accountSpec } from "./chart.ts";

export interface HouseAccount {
  readonly owner: string;
  readonly kind: AccountKind;
  readonly asset: string;
}

export interface HouseAccounts {
  /** The numbers of accounts, in the order asked. Opened outside of any caller's transaction. */
  numbersOf(accounts: readonly HouseAccount[]): Promise<bigint[]>;
}

export function createHouseAccounts(database: Queryable): HouseAccounts {
  const numberByName = new Map<string, Promise<bigint>>();

  async function open({ owner, kind, asset }: HouseAccount): Promise<bigint> {
    const [number] = await openAccounts(database, [accountSpec(owner, kind, asset)]);
    if (number === undefined) throw new Error(`the account ${owner} ${kind} ${asset} did not open`);
    return number;
  }

  function numberOf(account: HouseAccount): Promise<bigint> {
    const name = `${account.owner} ${account.kind} ${account.asset}`;
    let number = numberByName.get(name);
    if (number === undefined) {
      number = open(account);
      numberByName.set(name, number);
      // A failed opening is not remembered: the next caller tries again.
      number.catch(() => numberByName.delete(name));
    }
    return number;
  }

  return { numbersOf: (accounts) => Promise.all(accounts.map(numberOf)) };
}
