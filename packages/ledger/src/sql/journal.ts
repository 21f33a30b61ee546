/**
 * Writing and reading the journal. A batch is written by three statements however large it is: the
 * rows, the balances with their checks, and the head.
 */
import type { LockedAccount, PostedTransfer } from "../posting.ts";
import { type Statement, sql } from "./statement.ts";

/**
 * Locks the books for writing: the one row that every poster takes first, and the only lock the books
 * have. It is what makes the journal's numbers gapless and their order the order of commits; and since
 * nobody moves a balance without it, locking accounts one by one would add nothing but work (measured:
 * a tenth of a gift's cost) and a chance of deadlock.
 */
export const lockHead = () => sql<{ sequence: bigint }>`
  select sequence
  from ledger.head
  for no key update`;

/**
 * Accounts as they are now. Sent after the lock, as a statement of its own: each statement sees what
 * was committed before it began, so one that waited for the lock itself would see the time before.
 */
export const readPostable = (ids: readonly bigint[]) => sql<LockedAccount>`
  select id, asset, may_go_negative as "mayGoNegative", balance, sequence
  from ledger.account
  where id = any(${ids}::bigint[])`;

export const moveHead = (sequence: bigint) => sql`
  update ledger.head
  set sequence = ${sequence}
  where single`;

/** A transfer that a key is bound to. */
export interface KnownTransfer {
  readonly sequence: bigint;
  readonly id: string;
  readonly principal: bigint;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly reference: Record<string, unknown>;
  readonly answer: string | null;
}

/** Keys that are bound already. Sent after the lock, like `readPostable` and for the same reason. */
export const readKeys = (principals: readonly bigint[], keys: readonly string[]) =>
  sql<KnownTransfer>`
  select
    transfer.sequence, transfer.id, transfer.principal, transfer.key,
    transfer.request_hash as "requestHash", transfer.reference, transfer.answer
  from unnest(${principals}::bigint[], ${keys}::text[]) as asked (principal, key)
  -- One index lookup a key, whatever the planner believes about the table's size.
  cross join lateral (
    select *
    from ledger.transfer
    where transfer.principal = asked.principal and transfer.key = asked.key
    limit 1
  ) as transfer`;

/** The statements that write a batch. */
export function writeBatch(
  posted: readonly PostedTransfer[],
  touched: Iterable<LockedAccount>,
  head: bigint,
): Statement<unknown>[] {
  const legs = legColumns(posted);
  return [writeTransfers(posted, legs), moveBalances(legs, [...touched]), moveHead(head)];
}

interface LegColumns {
  readonly accounts: bigint[];
  readonly amounts: bigint[];
  readonly sequences: bigint[];
  readonly balances: bigint[];
  /** Where each transfer's legs begin and end, counted from one as SQL does. */
  readonly firsts: number[];
  readonly lasts: number[];
}

function legColumns(posted: readonly PostedTransfer[]): LegColumns {
  const legs: LegColumns = {
    accounts: [],
    amounts: [],
    sequences: [],
    balances: [],
    firsts: [],
    lasts: [],
  };
  for (const { draft, sequences, balances } of posted) {
    legs.firsts.push(legs.accounts.length + 1);
    for (const { account, amount } of draft.legs) {
      legs.accounts.push(account);
      legs.amounts.push(amount);
    }
    legs.sequences.push(...sequences);
    legs.balances.push(...balances);
    legs.lasts.push(legs.accounts.length);
  }
  return legs;
}

/** One row a transfer: its legs are slices of the batch's, so nothing is parsed twice. */
function writeTransfers(posted: readonly PostedTransfer[], legs: LegColumns) {
  return sql<unknown>`
    insert into ledger.transfer (
      sequence, id, principal, event_at, kind, key, request_hash,
      accounts, amounts, sequences, balances, reference, answer
    )
    select
      sequence, id, principal, to_timestamp(event_at_ms / 1000.0), kind, key,
      substring(${Buffer.concat(posted.map(({ draft }) => draft.requestHash))}::bytea
        from (place * 32 - 31)::integer for 32),
      (${legs.accounts}::bigint[])[first:last],
      (${legs.amounts}::bigint[])[first:last],
      (${legs.sequences}::bigint[])[first:last],
      (${legs.balances}::bigint[])[first:last],
      reference::json, answer
    from unnest(
      ${posted.map(({ sequence }) => sequence)}::bigint[],
      ${posted.map(({ draft }) => draft.id ?? null)}::uuid[],
      ${posted.map(({ draft }) => draft.principal)}::bigint[],
      ${posted.map(({ draft }) => draft.eventAtMs)}::bigint[],
      ${posted.map(({ draft }) => draft.kind)}::text[],
      ${posted.map(({ draft }) => draft.key)}::text[],
      ${legs.firsts}::integer[],
      ${legs.lasts}::integer[],
      ${posted.map(({ draft }) => draft.reference)}::text[],
      ${posted.map(({ draft }) => draft.answer ?? null)}::text[]
    ) with ordinality as row (
      sequence, id, principal, event_at_ms, kind, key, first, last, reference, answer, place
    )`;
}

/**
 * New balances, worked out a second time by the database from the legs themselves. It must come to
 * the numbers that were decided, touch as many accounts, and leave every asset's sum where it was.
 */
function moveBalances(legs: LegColumns, touched: readonly LockedAccount[]) {
  return sql<unknown>`
    with moved as (
      -- Legs and what they should come to, side by side without a join.
      select
        account, sum(amount)::bigint as amount, sum(entries)::bigint as entries,
        max(balance) as balance, max(sequence) as sequence
      from (
        select account, amount, 1 as entries, null::bigint as balance, null::bigint as sequence
        from unnest(${legs.accounts}::bigint[], ${legs.amounts}::bigint[]) as leg (account, amount)
        union all
        select account, 0, 0, balance, sequence
        from unnest(
          ${touched.map(({ id }) => id)}::bigint[],
          ${touched.map(({ balance }) => balance)}::bigint[],
          ${touched.map(({ sequence }) => sequence)}::bigint[]
        ) as decided (account, balance, sequence)
      ) as side
      group by account
    ),
    changed as (
      update ledger.account
      set balance = moved.balance, sequence = moved.sequence
      from moved
      -- Found one by one in the index, whatever the planner believes about the table's size.
      cross join lateral (
        select ctid as place
        from ledger.account
        where account.id = moved.account
        limit 1
      ) as found
      where account.ctid = found.place
        and account.balance + moved.amount = moved.balance
        and account.sequence + moved.entries = moved.sequence
      returning account.asset, moved.amount
    ),
    by_asset as (
      select count(*) as accounts, sum(amount) as amount
      from changed
      group by asset
    )
    select ledger.assert(
      sum(accounts) = ${touched.length} and bool_and(amount = 0),
      'balances do not follow from the legs'
    )
    from by_asset`;
}
