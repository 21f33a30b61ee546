/**
 * The price lists that come with the house: what coins cost in US dollars.
 *
 * A list is dated and never changed once published; a new price is a new version. Larger packs carry
 * bonus coins, because round prices alone would make some of them dearer per coin than small ones.
 * Rules: docs/spec/store.md, S1.
 */
export interface BundlePrice {
  readonly id: string;
  readonly coins: bigint;
  readonly bonusCoins: bigint;
  readonly usdMinor: bigint;
}

export interface PriceList {
  readonly id: string;
  readonly version: number;
  readonly validFromMs: number;
  /** Smallest first; the first one sets the price of a single coin. */
  readonly bundles: readonly [BundlePrice, ...BundlePrice[]];
}

export const packagedPriceLists: readonly [PriceList, ...PriceList[]] = [
  {
    id: "standard",
    version: 1,
    validFromMs: Date.parse("2026-01-01T00:00:00Z"),
    bundles: [
      { id: "coins-100", coins: 100n, bonusCoins: 0n, usdMinor: 129n },
      { id: "coins-350", coins: 350n, bonusCoins: 10n, usdMinor: 449n },
      { id: "coins-700", coins: 700n, bonusCoins: 30n, usdMinor: 899n },
      { id: "coins-1400", coins: 1_400n, bonusCoins: 80n, usdMinor: 1_799n },
      { id: "coins-3500", coins: 3_500n, bonusCoins: 250n, usdMinor: 4_499n },
      { id: "coins-7000", coins: 7_000n, bonusCoins: 600n, usdMinor: 8_999n },
      { id: "coins-10000", coins: 10_000n, bonusCoins: 1_000n, usdMinor: 12_999n },
    ],
  },
];

/** The newest list that is valid at the time; null before the first one. */
export function priceListAt(lists: readonly PriceList[], nowMs: number): PriceList | null {
  return lists
    .filter((list) => list.validFromMs <= nowMs)
    .reduce<PriceList | null>(
      (newest, list) => (newest === null || list.version > newest.version ? list : newest),
      null,
    );
}
