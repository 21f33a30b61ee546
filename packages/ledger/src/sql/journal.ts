/**
 * Writing and reading the journal. A batch is written by three statements however large it is: the
 * rows, the balances with their checks, and the head.
 */
import type { LockedAccount, PostedPart, Posting } from "../posting.ts";
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
  select id, asset, may_go_negative as "mayGoNegative", ctid::text as place, balance, sequence
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
  from (
    select unnest(${principals}::bigint[]) as principal, unnest(${keys}::text[]) as key
  ) as asked
  -- One index lookup a key, whatever the planner believes about the table's size.
  cross join lateral (
    select *
    from ledger.transfer
    where transfer.principal = asked.principal and transfer.key = asked.key
    limit 1
  ) as transfer`;

/** The statements that write what was posted. */
export function writeBatch(posting: Posting): Statement<unknown>[] {
  return [...writePosted(posting), ...writeBalances(posting)];
}

/**
 * Writes what was accepted since the last call, so that PostgreSQL writes the first part of a batch
 * while the next is decided. `writeBalances` must follow in the same transaction.
 */
export function writePosted(posting: Posting): Statement<unknown>[] {
  const part = posting.takePosted();
  return part.posted.length === 0 ? [] : [writeTransfers(part)];
}

/** Ends a batch: the balances, checked against all its legs, and the head. */
export function writeBalances(posting: Posting): Statement<unknown>[] {
  return [moveBalances(posting), moveHead(posting.head)];
}

/**
 * One row a transfer. Its legs are slices of the batch's columns, so nothing is read twice; the lists
 * are unnested in the select list, which streams them where `from unnest(…)` would store each apart.
 */
function writeTransfers({ posted, legs }: PostedPart) {
  const firsts = new Int32Array(posted.length);
  const lasts = new Int32Array(posted.length);
  let last = 0;
  for (const [place, { draft }] of posted.entries()) {
    firsts[place] = last + 1;
    last += draft.legs.length;
    lasts[place] = last;
  }
  return sql<unknown>`
    insert into ledger.transfer (
      sequence, id, principal, event_at, kind, key, request_hash,
      accounts, amounts, sequences, balances, reference, answer
    )
    select
      sequence, id, principal, to_timestamp(event_at_ms / 1000.0), kind, key,
      substring(${Buffer.concat(posted.map(({ draft }) => draft.requestHash))}::bytea
        from place * 32 - 31 for 32),
      (${legs.accounts}::bigint[])[first:last],
      (${legs.amounts}::bigint[])[first:last],
      (${legs.sequences}::bigint[])[first:last],
      (${legs.balances}::bigint[])[first:last],
      reference::json, answer
    from (
      select
        unnest(${posted.map(({ sequence }) => sequence)}::bigint[]) as sequence,
        unnest(${posted.map(({ draft }) => draft.id ?? null)}::uuid[]) as id,
        unnest(${posted.map(({ draft }) => draft.principal)}::bigint[]) as principal,
        unnest(${posted.map(({ draft }) => BigInt(draft.eventAtMs))}::bigint[]) as event_at_ms,
        unnest(${posted.map(({ draft }) => draft.kind)}::text[]) as kind,
        unnest(${posted.map(({ draft }) => draft.key)}::text[]) as key,
        unnest(${firsts}::integer[]) as first,
        unnest(${lasts}::integer[]) as last,
        unnest(${posted.map(({ draft }) => draft.reference)}::text[]) as reference,
        unnest(${posted.map(({ draft }) => draft.answer ?? null)}::text[]) as answer,
        generate_series(1, ${posted.length}::integer) as place
    ) as row`;
}

/**
 * New balances, worked out a second time by the database from the legs themselves. It must come to
 * the numbers that were decided, touch as many accounts, and leave every asset's sum where it was.
 */
function moveBalances({ legs, touched }: Posting) {
  const accounts = [...touched];
  return sql<unknown>`
    with moved as (
      -- Legs and what they should come to, side by side without a join.
      select
        account, sum(amount)::bigint as amount, sum(entries)::bigint as entries,
        max(balance) as balance, max(sequence) as sequence, max(place) as place
      from (
        select
          unnest(${legs.accounts}::bigint[]) as account,
          unnest(${legs.amounts}::bigint[]) as amount,
          1 as entries, null::bigint as balance, null::bigint as sequence, null::tid as place
        union all
        select
          unnest(${accounts.map(({ id }) => id)}::bigint[]), 0, 0,
          unnest(${accounts.map(({ balance }) => balance)}::bigint[]),
          unnest(${accounts.map(({ sequence }) => sequence)}::bigint[]),
          unnest(${accounts.map(({ place }) => place)}::tid[])
      ) as side
      group by account
    ),
    changed as (
      update ledger.account
      set balance = moved.balance, sequence = moved.sequence
      from moved
      -- Where it was read under the lock of the books; were another row there now, it would not fit.
      where account.ctid = moved.place
        and account.id = moved.account
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
      sum(accounts) = ${accounts.length}::bigint and bool_and(amount = 0),
      'balances do not follow from the legs'
    )
    from by_asset`;
}
