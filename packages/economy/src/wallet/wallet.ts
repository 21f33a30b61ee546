/** The viewer's wallet: what it holds, and what moved it, read from the journal. */
import {
  balanceAt,
  type Database,
  readAccounts,
  type TransferRow,
  transfersOf,
} from "@largesse/ledger";
import { idOf, type Money, type Wallet, type WalletEntry } from "@largesse/protocol";
import { type ActorWithAccounts, viewerOf } from "../actor.ts";
import { walletOf } from "../gifts/accounts.ts";
import type { Handler } from "../handlers.ts";
import { badCursor, pageLimit, pageOf } from "../page.ts";
import { type GiftPlace, readGiftPlaces } from "./sql/gift-places.ts";

export function getWallet(database: Database): Handler<"getWallet"> {
  return async (actor) => ({ answer: await readWallet(database, viewerOf(actor)) });
}

async function readWallet(database: Database, viewer: ActorWithAccounts): Promise<Wallet> {
  const rows = await readAccounts(database, viewer.accounts);
  const accountOf = (id: bigint) => {
    const account = rows.find((row) => row.id === id);
    if (account === undefined) throw new Error(`account ${id} of a wallet is missing`);
    return account;
  };
  return walletOf(accountOf(viewer.accounts[0]), accountOf(viewer.accounts[1]));
}

export function listWalletEntries(database: Database): Handler<"listWalletEntries"> {
  return async (actor, { query }) => {
    const viewer = viewerOf(actor);
    const limit = pageLimit(query);
    if (query.after !== undefined && !/^\d{1,15}$/.test(query.after)) return badCursor();
    const before = query.after === undefined ? null : BigInt(query.after);
    const principal = viewer.accounts[0];
    const rows = await transfersOf(database, { principal, before, limit: limit + 1 });
    const places = await placesOf(database, rows);
    let coinsAfter = rows[0] === undefined ? 0n : await heldAfter(database, viewer, rows[0]);
    const entries = rows.map((row) => {
      const paid = amountOf(row, viewer.accounts[0]);
      const bonus = amountOf(row, viewer.accounts[1]);
      const entry = entryOf(row, { paid, bonus, coinsAfter }, places);
      // Newest first: before this transfer the wallet held what it added less.
      coinsAfter -= paid + bonus;
      return entry;
    });
    return { answer: pageOf(entries, limit, { item: (entry) => entry, cursor: ({ id }) => id }) };
  };
}

/** Both accounts together, right after a transfer: it may have touched only one of them. */
async function heldAfter(
  database: Database,
  { accounts }: ActorWithAccounts,
  { sequence }: TransferRow,
): Promise<bigint> {
  const [principal] = accounts;
  const held = await Promise.all(
    accounts.map((account) => balanceAt(database, { principal, account, sequence })),
  );
  return held.reduce((sum, balance) => sum + balance, 0n);
}

function amountOf(row: TransferRow, account: bigint): bigint {
  return row.amounts[row.accounts.indexOf(account)] ?? 0n;
}

function entryOf(
  row: TransferRow,
  moved: { readonly paid: bigint; readonly bonus: bigint; readonly coinsAfter: bigint },
  places: ReadonlyMap<string, GiftPlace>,
): WalletEntry {
  return {
    id: String(row.sequence),
    kind: kindOf(row.kind),
    paidCoins: Number(moved.paid),
    bonusCoins: Number(moved.bonus),
    coinsAfter: Number(moved.coinsAfter),
    at: row.eventAt.toISOString(),
    about: aboutOf(row, places),
  };
}

function kindOf(kind: string): WalletEntry["kind"] {
  return kind === "purchase" || kind === "gift" ? kind : "adjustment";
}

function aboutOf(row: TransferRow, places: ReadonlyMap<string, GiftPlace>): WalletEntry["about"] {
  if (row.kind === "purchase") {
    const { order, price } = row.reference as { order?: string; price?: Money };
    return { ...(order === undefined ? {} : { order }), ...(price === undefined ? {} : { price }) };
  }
  const place = places.get(placeKey(row));
  if (place === undefined) return {};
  return {
    sentGift: idOf("sentGift", row.id),
    gift: place.gift,
    count: place.count,
    stream: idOf("stream", place.stream),
    creator: place.creatorName,
  };
}

function placeKey({ reference }: TransferRow): string {
  return `${String(reference.stream)} ${String(reference.seq)}`;
}

/** Which gift each gift transfer was, and whose stream it went to: the events say so. */
async function placesOf(
  database: Database,
  rows: readonly TransferRow[],
): Promise<Map<string, GiftPlace>> {
  const gifts = rows.filter(({ kind }) => kind === "gift");
  const places = await database.query(
    readGiftPlaces(
      gifts.map(({ reference }) => String(reference.stream)),
      gifts.map(({ reference }) => BigInt(String(reference.seq))),
    ),
  );
  return new Map(places.map((place) => [`${place.stream} ${place.seq}`, place]));
}
