/** Price lists, as they were published. */
import { type Queryable, sql } from "@largesse/ledger";
import type { BundlePrice, PriceList } from "../price-list.ts";

export const publishPriceList = (list: PriceList) => sql`
  insert into economy.price_list (version, id, valid_from, bundles)
  values (
    ${list.version}, ${list.id}, ${new Date(list.validFromMs)},
    ${JSON.stringify(list.bundles.map(toRow))}::jsonb
  )
  on conflict (version) do nothing`;

export async function readPriceLists(database: Queryable): Promise<PriceList[]> {
  const rows = await database.query(sql<ListRow>`
    select version, id, valid_from as "validFrom", bundles
    from economy.price_list
    order by version`);
  return rows.map(({ version, id, validFrom, bundles }) => ({
    id,
    version,
    validFromMs: validFrom.getTime(),
    bundles: [toBundle(bundles[0]), ...bundles.slice(1).map(toBundle)],
  }));
}

interface ListRow {
  readonly version: number;
  readonly id: string;
  readonly validFrom: Date;
  readonly bundles: readonly [BundleRow, ...BundleRow[]];
}

interface BundleRow {
  readonly id: string;
  readonly coins: number;
  readonly bonusCoins: number;
  readonly usdMinor: number;
}

function toRow({ id, coins, bonusCoins, usdMinor }: BundlePrice): BundleRow {
  return {
    id,
    coins: Number(coins),
    bonusCoins: Number(bonusCoins),
    usdMinor: Number(usdMinor),
  };
}

function toBundle({ id, coins, bonusCoins, usdMinor }: BundleRow): BundlePrice {
  return {
    id,
    coins: BigInt(coins),
    bonusCoins: BigInt(bonusCoins),
    usdMinor: BigInt(usdMinor),
  };
}
