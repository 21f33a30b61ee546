/** What the store's commands work with, given once when the economy is put together. */
import type { Database } from "@largesse/ledger";
import type { PaymentProvider } from "@largesse/provider-kit";
import type { HouseAccounts } from "../books/house-accounts.ts";
import type { Log } from "../log.ts";
import type { PriceBook } from "./price-book.ts";

export interface StoreParts {
  readonly database: Database;
  readonly clock: () => number;
  readonly providers: ReadonlyMap<string, PaymentProvider>;
  readonly accounts: HouseAccounts;
  readonly prices: PriceBook;
  readonly log: Log;
}
