/** Books for a test: a house account that issues coins, and wallets. */
import {
  createDatabase,
  type Database,
  openAccounts,
  postTransfers,
  type TransferDraft,
} from "@largesse/ledger";
import { createTestDatabase } from "../../../test/support/database.ts";

export interface Books extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  readonly issued: bigint;
  /** Opens a wallet that holds so many coins. */
  wallet(name: string, coins?: bigint): Promise<bigint>;
  post(drafts: readonly TransferDraft[]): ReturnType<typeof postTransfers>;
}

export async function createBooks(options: { poolMax?: number } = {}): Promise<Books> {
  const own = await createTestDatabase();
  const database = createDatabase({ url: own.url, poolMax: options.poolMax ?? 10 });
  const [issued = 0n] = await openAccounts(database, [
    { owner: "platform", kind: "issued", asset: "coin", mayGoNegative: true },
  ]);
  const post = (drafts: readonly TransferDraft[]) =>
    database.transaction((tx) => postTransfers(tx, drafts));
  return {
    url: own.url,
    database,
    issued,
    post,
    async wallet(name, coins = 0n) {
      const [id = 0n] = await openAccounts(database, [
        { owner: name, kind: "wallet", asset: "coin" },
      ]);
      if (coins > 0n) await post([move(issued, id, coins, { key: `fund ${name}` })]);
      return id;
    },
    async [Symbol.asyncDispose]() {
      await database.close();
      await own[Symbol.asyncDispose]();
    },
  };
}

/** Coins from one account to another; the key is the first one's unless told. */
export function move(
  from: bigint,
  to: bigint,
  coins: bigint,
  more: { key: string; principal?: bigint; content?: string; answer?: string },
): TransferDraft {
  return {
    kind: "move",
    principal: more.principal ?? from,
    key: more.key,
    requestHash: Buffer.alloc(32, more.content ?? `${from} ${to} ${coins}`),
    legs: [
      { account: from, amount: -coins },
      { account: to, amount: coins },
    ],
    reference: JSON.stringify({ about: more.key }),
    answer: more.answer ?? null,
    eventAtMs: Date.UTC(2026, 0, 1),
  };
}
