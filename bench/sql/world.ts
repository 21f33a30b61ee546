/** Tables and people for measuring: funded viewers, creators who are live, and the baselines' own tables. */
import { readFileSync } from "node:fs";
import { type Database, openAccounts, postTransfers, sql } from "@largesse/ledger";
import { idOf, uuidv7 } from "@largesse/protocol";
import pg from "pg";

export interface BenchViewer {
  readonly uuid: string;
  readonly paid: bigint;
  readonly bonus: bigint;
}
export interface BenchStream {
  readonly uuid: string;
  readonly id: string;
  readonly creator: string;
  readonly change: bigint;
  readonly diamonds: bigint;
}
export interface BenchWorld {
  readonly viewers: readonly BenchViewer[];
  readonly streams: readonly BenchStream[];
}

const FUNDS_COINS = 1_000_000_000n;

/** Runs the SQL file of the baselines. */
export async function createBaselineTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(readFileSync(new URL("./baseline.sql", import.meta.url), "utf8"));
  await client.end();
}

export async function createWorld(
  database: Database,
  size: { viewers: number; streams: number },
): Promise<BenchWorld> {
  const viewers = await createPeople(database, size.viewers, "viewer");
  const creators = await createPeople(database, size.streams, "creator");
  await fund(database, viewers);
  const streams = creators.map((creator) => {
    const uuid = uuidv7();
    const [change, diamonds] = [creator.paid, creator.bonus];
    return { uuid, id: idOf("stream", uuid), creator: creator.uuid, change, diamonds };
  });
  await database.query(sql`
    insert into economy.stream (id, creator, title, scene, started_at, epoch)
    select id, creator, 'bench', 'dawn', now(), 'bench'
    from unnest(
      ${streams.map(({ uuid }) => uuid)}::uuid[], ${streams.map(({ creator }) => creator)}::uuid[]
    ) as row (id, creator)`);
  await database.query(sql`
    insert into baseline.account select id, balance, may_go_negative from ledger.account`);
  await database.query(sql`insert into baseline.stream select id, 0, 0 from economy.stream`);
  await database.query(sql`analyze`);
  return { viewers, streams };
}

async function createPeople(
  database: Database,
  count: number,
  role: "viewer" | "creator",
): Promise<BenchViewer[]> {
  const people: BenchViewer[] = [];
  const [first, second] =
    role === "viewer"
      ? (["viewer_paid", "viewer_bonus"] as const)
      : (["creator_change", "creator_diamonds"] as const);
  const secondAsset = role === "viewer" ? "coin" : "diamond";
  for (let from = 0; from < count; from += 5_000) {
    const uuids = Array.from({ length: Math.min(5_000, count - from) }, () => uuidv7());
    const ids = await openAccounts(
      database,
      uuids.flatMap((owner) => [
        { owner, kind: first, asset: "coin" },
        { owner, kind: second, asset: secondAsset },
      ]),
    );
    for (const [place, uuid] of uuids.entries()) {
      people.push({ uuid, paid: ids[place * 2] ?? 0n, bonus: ids[place * 2 + 1] ?? 0n });
    }
  }
  await database.query(sql`
    insert into economy.person (id, role, subject, name, account_first, account_second, created_at)
    select id, ${role}, id::text, 'Somebody', account_first, account_second, now()
    from unnest(
      ${people.map(({ uuid }) => uuid)}::uuid[],
      ${people.map(({ paid }) => paid)}::bigint[],
      ${people.map(({ bonus }) => bonus)}::bigint[]
    ) as row (id, account_first, account_second)`);
  return people;
}

async function fund(database: Database, viewers: readonly BenchViewer[]): Promise<void> {
  const [issued = 0n] = await openAccounts(database, [
    { owner: "platform", kind: "coins_issued", asset: "coin", mayGoNegative: true },
  ]);
  for (let from = 0; from < viewers.length; from += 2_000) {
    const drafts = viewers.slice(from, from + 2_000).map(({ uuid, paid }) => ({
      kind: "purchase",
      principal: paid,
      key: uuid,
      requestHash: Buffer.alloc(32),
      legs: [
        { account: issued, amount: -FUNDS_COINS },
        { account: paid, amount: FUNDS_COINS },
      ],
      reference: "{}",
      eventAtMs: Date.now(),
    }));
    await database.transaction((tx) => postTransfers(tx, drafts));
  }
}
