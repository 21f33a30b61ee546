/**
 * Baseline (a): one transaction a gift, written the way a careful person would: lock in order, find
 * the key, check, insert, update, commit; named statements; no lock that all gifts share.
 */
import { hash } from "node:crypto";
import { uuidv7 } from "@largesse/protocol";
import pg from "pg";
import type { GiftToSend } from "../load.ts";

const statements = {
  lockAccounts: `
    select id, balance from baseline.account where id in ($1, $2, $3, $4) order by id for update`,
  lockStream: `select head from baseline.stream where id = $1 for update`,
  findKey: `select request_hash from baseline.gift where sender = $1 and key = $2`,
  findStreak: `select total from baseline.streak where sender = $1 and id = $2`,
  insertGift: `
    insert into baseline.gift (
      id, sender, key, request_hash, stream, seq, gift, count, coins, diamonds, streak, streak_total,
      actor, actor_name, accounts, amounts, balances
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
  moveAccounts: `
    update baseline.account set balance = account.balance + leg.amount
    from unnest($1::bigint[], $2::bigint[]) as leg (id, amount)
    where account.id = leg.id`,
  moveStream: `update baseline.stream set head = $2, coins = coins + $3 where id = $1`,
  growStreak: `
    insert into baseline.streak (sender, id, total) values ($1, $2, $3)
    on conflict (sender, id) do update set total = excluded.total`,
} as const;

export interface OneByOne {
  send(gift: GiftToSend): Promise<void>;
  close(): Promise<void>;
}

export async function openOneByOne(url: string): Promise<OneByOne> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  await client.query("set jit = off");
  const run = async (name: keyof typeof statements, values: unknown[]) =>
    (await client.query({ name, text: statements[name], values })).rows as Record<string, string>[];
  return {
    async send(gift) {
      await client.query("begin");
      await sendInTransaction(run, gift);
      await client.query("commit");
    },
    close: () => client.end(),
  };
}

type Run = (name: keyof typeof statements, values: unknown[]) => Promise<Record<string, string>[]>;

async function sendInTransaction(run: Run, gift: GiftToSend): Promise<void> {
  const { viewer, stream, key, coins, streak } = gift;
  const ids = [viewer.paid, viewer.bonus, stream.change, stream.diamonds];
  const balances = new Map(
    (await run("lockAccounts", ids)).map((row) => [BigInt(row.id ?? 0), BigInt(row.balance ?? 0)]),
  );
  const [room] = await run("lockStream", [stream.uuid]);
  const known = await run("findKey", [viewer.paid, key]);
  if (known.length > 0) throw new Error("a key came twice");
  let count = gift.quantity;
  if (streak !== null) {
    const [counted] = await run("findStreak", [viewer.paid, streak.id]);
    count = streak.total - Number(counted?.total ?? 0);
  }
  const cost = BigInt(count * coins);
  const paid = balances.get(viewer.paid) ?? 0n;
  if (paid < cost) throw new Error("a viewer has no coins left");
  const change = balances.get(stream.change) ?? 0n;
  const diamonds = (change + cost) / 2n;
  const changeMoved = ((change + cost) % 2n) - change;
  const accounts = [viewer.paid, stream.change, stream.diamonds];
  const amounts = [-cost, changeMoved, diamonds];
  const after = accounts.map((id, place) => (balances.get(id) ?? 0n) + (amounts[place] ?? 0n));
  const requestHash = hash("sha256", `${stream.uuid} ${gift.gift} ${count}`, "buffer");
  const seq = BigInt(room?.head ?? 0) + 1n;
  await run("insertGift", [
    uuidv7(),
    viewer.paid,
    key,
    requestHash,
    stream.uuid,
    seq,
    gift.gift,
    count,
    cost,
    diamonds,
    streak?.id ?? null,
    streak?.total ?? null,
    viewer.uuid,
    "Somebody",
    accounts,
    amounts,
    after,
  ]);
  await run("moveAccounts", [accounts, amounts]);
  await run("moveStream", [stream.uuid, seq, cost]);
  if (streak !== null) await run("growStreak", [viewer.paid, streak.id, streak.total]);
}
