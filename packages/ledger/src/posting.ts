/**
 * Posting decides transfers while the books are locked, one after the other, without a database:
 * each accepted one gets its numbers (journal sequence, entry numbers, balances after), each refused
 * one changes nothing. The database checks the sums again when they are written.
 *
 * The ladder, in order: account_unknown, amount_invalid, legs_invalid, legs_unbalanced,
 * balance_overflow, balance_insufficient. (A key that is known is answered before; see `keys.ts`.)
 */
import { limits, type Refusal, refuse } from "@largesse/protocol";
import { Int64Column } from "./sql/statement.ts";

/** An account as it was read under the lock of the books; `balance` and `sequence` then move with the posting. */
export interface LockedAccount {
  readonly id: bigint;
  readonly asset: string;
  readonly mayGoNegative: boolean;
  /** Where its row lies, so that writing the balance need not look for it a second time. */
  readonly place: string;
  balance: bigint;
  sequence: bigint;
}

export interface Leg {
  readonly account: bigint;
  /** What the account gains; negative is what it gives. */
  readonly amount: bigint;
}

export interface TransferDraft {
  /** UUID; made when absent. */
  readonly id?: string;
  readonly kind: string;
  /** The account whose key it is. */
  readonly principal: bigint;
  readonly key: string;
  /** SHA-256 of the input: the same key with another hash is refused. */
  readonly requestHash: Buffer;
  readonly legs: readonly Leg[];
  /** What it is for, in the host's words: JSON. */
  readonly reference: string;
  /** What the caller is answered; a retry gets exactly it. */
  readonly answer?: string | null;
  readonly eventAtMs: number;
}

/** An accepted transfer with its number in the journal. */
export interface PostedTransfer {
  readonly sequence: bigint;
  readonly draft: TransferDraft;
}

/** All legs of what was posted, side by side, in order: the n-th of each column belong together. */
export interface PostedLegs {
  readonly accounts: Int64Column;
  readonly amounts: Int64Column;
  /** Of each account: the number of this entry, and the balance after it. */
  readonly sequences: Int64Column;
  readonly balances: Int64Column;
}

/** Some transfers and their own legs, ready to be sent. */
export interface PostedPart {
  readonly posted: readonly PostedTransfer[];
  readonly legs: { readonly [Column in keyof PostedLegs]: Buffer };
}

/** PostgreSQL's bigint. */
const BALANCE_MAX = 2n ** 63n - 1n;

export class Posting {
  readonly #accountById = new Map<bigint, LockedAccount>();
  readonly legs: PostedLegs = {
    accounts: new Int64Column(),
    amounts: new Int64Column(),
    sequences: new Int64Column(),
    balances: new Int64Column(),
  };
  readonly #posted: PostedTransfer[] = [];
  readonly #touched = new Set<LockedAccount>();
  #head: bigint;

  #written = { transfers: 0, legs: 0 };

  constructor(accounts: readonly LockedAccount[], head: bigint) {
    this.know(accounts);
    this.#head = head;
  }

  /** Adds accounts, read before anything here was written; those known already have moved on and stay. */
  know(accounts: readonly LockedAccount[]): void {
    for (const account of accounts) {
      if (!this.#accountById.has(account.id)) this.#accountById.set(account.id, account);
    }
  }

  /** What was accepted since it was last asked for, to be written. */
  takePosted(): PostedPart {
    const { transfers, legs } = this.#written;
    this.#written = { transfers: this.#posted.length, legs: this.legs.accounts.length };
    const slice = (column: Int64Column) => column.slice(legs, this.#written.legs);
    const { accounts, amounts, sequences, balances } = this.legs;
    return {
      posted: this.#posted.slice(transfers),
      legs: {
        accounts: slice(accounts),
        amounts: slice(amounts),
        sequences: slice(sequences),
        balances: slice(balances),
      },
    };
  }

  /** The journal's last number, with what was posted here. */
  get head(): bigint {
    return this.#head;
  }

  /** What was accepted, in order. */
  get posted(): readonly PostedTransfer[] {
    return this.#posted;
  }

  /** The accounts that moved, as they are now. */
  get touched(): Iterable<LockedAccount> {
    return this.#touched;
  }

  /** The balance now, with what was posted here; the account must have been locked. */
  balanceOf(account: bigint): bigint {
    return this.account(account).balance;
  }

  /** The account as it stands; a fault when it was not locked. */
  account(id: bigint): LockedAccount {
    const account = this.#accountById.get(id);
    if (account === undefined) throw new Error(`account ${id} was not locked`);
    return account;
  }

  /** Accepts with its numbers, or refuses and changes nothing. */
  apply(draft: TransferDraft): PostedTransfer | Refusal {
    const accounts: LockedAccount[] = [];
    for (const leg of draft.legs) {
      const account = this.#accountById.get(leg.account);
      if (account === undefined) return refuse("account_unknown", { account: String(leg.account) });
      accounts.push(account);
    }
    const refusal = refusalOf(draft.legs, accounts);
    if (refusal !== null) return refusal;
    return this.#accept(draft, accounts);
  }

  #accept(draft: TransferDraft, accounts: readonly LockedAccount[]): PostedTransfer {
    const { legs } = this;
    for (let place = 0; place < accounts.length; place++) {
      const account = accounts[place];
      const leg = draft.legs[place];
      if (account === undefined || leg === undefined) throw new Error("a leg has no account");
      account.balance += leg.amount;
      account.sequence += 1n;
      legs.accounts.push(account.id);
      legs.amounts.push(leg.amount);
      legs.sequences.push(account.sequence);
      legs.balances.push(account.balance);
      this.#touched.add(account);
    }
    this.#head += 1n;
    const posted = { sequence: this.#head, draft };
    this.#posted.push(posted);
    return posted;
  }
}

function refusalOf(legs: readonly Leg[], accounts: readonly LockedAccount[]): Refusal | null {
  if (!legs.every(hasValidAmount)) {
    return refuse("amount_invalid", { amountMax: Number(limits.amountMax) });
  }
  if (legs.length < 2 || legs.length > limits.transferLegsMax || hasTwin(accounts)) {
    return refuse("legs_invalid", { legsMax: limits.transferLegsMax });
  }
  const unbalanced = unbalancedAsset(legs, accounts);
  if (unbalanced !== null) return refuse("legs_unbalanced", { asset: unbalanced });
  let insufficient: Refusal | null = null;
  for (let place = 0; place < accounts.length; place++) {
    const account = accounts[place];
    if (account === undefined) continue;
    const balance = account.balance + (legs[place]?.amount ?? 0n);
    if (balance > BALANCE_MAX || balance < -BALANCE_MAX) {
      return refuse("balance_overflow", { account: String(account.id) });
    }
    if (balance < 0n && !account.mayGoNegative) {
      insufficient ??= refuse("balance_insufficient", { account: String(account.id) });
    }
  }
  return insufficient;
}

function hasValidAmount({ amount }: Leg): boolean {
  // Callers without types may hand in 1.5, "1" or null: only a whole number counts.
  if (typeof amount !== "bigint") return false;
  return amount !== 0n && amount <= limits.amountMax && amount >= -limits.amountMax;
}

// A transfer has a handful of legs: looking back over them beats a set or a map for each one.

function hasTwin(accounts: readonly LockedAccount[]): boolean {
  for (let place = 1; place < accounts.length; place++) {
    for (let before = 0; before < place; before++) {
      if (accounts[before] === accounts[place]) return true;
    }
  }
  return false;
}

function unbalancedAsset(legs: readonly Leg[], accounts: readonly LockedAccount[]): string | null {
  for (let place = 0; place < accounts.length; place++) {
    const asset = accounts[place]?.asset ?? "";
    let sum = 0n;
    let isFirst = true;
    for (let other = 0; other < accounts.length && isFirst; other++) {
      if (accounts[other]?.asset !== asset) continue;
      if (other < place) isFirst = false;
      sum += legs[other]?.amount ?? 0n;
    }
    if (isFirst && sum !== 0n) return asset;
  }
  return null;
}
