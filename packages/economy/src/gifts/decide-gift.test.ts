import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal, limits, type RefusalCode } from "@largesse/protocol";
import fc from "fast-check";
import { catalogue, findGift } from "./catalogue.ts";
import { decideGift, type GiftFacts, type GiftWish } from "./decide-gift.ts";
import { rateCardAt } from "./rate-card.ts";
import { splitGift } from "./split-gift.ts";

const stream = "11111111-1111-7111-8111-111111111111";
const plain: GiftWish = { gift: "panda", quantity: 1, streak: null };
const good: GiftFacts = {
  stream: { uuid: stream, ended: false },
  gift: findGift("panda"),
  streak: null,
  walletCoins: 1_000n,
};
const crown: GiftWish = { gift: "crown", quantity: 0, streak: { id: "s", total: 0 } };
const foreign = { stream: "another", gift: "rose", total: 1, ended: false };
const ended = { uuid: stream, ended: true };

// Each row also breaks every rung below it that it can: the first one decides.
const ladder: readonly (readonly [RefusalCode, GiftWish, Partial<GiftFacts>])[] = [
  ["stream_not_found", crown, { stream: null, gift: null, streak: foreign, walletCoins: 0n }],
  ["gift_not_found", crown, { stream: ended, gift: null, streak: foreign, walletCoins: 0n }],
  [
    "quantity_invalid",
    crown,
    { stream: ended, gift: findGift("crown"), streak: foreign, walletCoins: 0n },
  ],
  [
    "gift_not_streakable",
    { ...crown, streak: { id: "s", total: 1 } },
    { stream: ended, gift: findGift("crown"), streak: foreign, walletCoins: 0n },
  ],
  [
    "stream_ended",
    { ...plain, streak: { id: "s", total: 9 } },
    { stream: ended, streak: foreign, walletCoins: 0n },
  ],
  [
    "streak_conflict",
    { ...plain, streak: { id: "s", total: 9 } },
    { streak: foreign, walletCoins: 0n },
  ],
  ["insufficient_coins", plain, { walletCoins: 4n }],
];

test("[G2.1] a sending is refused by the first rung that fails", () => {
  for (const [code, wish, facts] of ladder) {
    const decided = decideGift(wish, { ...good, ...facts });
    assert.ok(isRefusal(decided), code);
    assert.equal(decided.refused, code);
  }
  assert.ok(!isRefusal(decideGift(plain, good)));
});

test("[G2.1] the numbers of a refusal explain it", () => {
  const poor = decideGift({ ...plain, quantity: 3 }, { ...good, walletCoins: 4n });
  const details = { costCoins: 15, walletCoins: 4, missingCoins: 11 };
  assert.deepEqual(poor, { refused: "insufficient_coins", details });
  for (const quantity of [0, -1, 1.5, limits.giftQuantityMax + 1, Number.NaN, 2 ** 53]) {
    const refused = decideGift({ ...plain, quantity }, good);
    assert.ok(isRefusal(refused) && refused.refused === "quantity_invalid", String(quantity));
  }
});

test("[G1.1] [G1.2] the catalogue is whole", () => {
  assert.equal(new Set(catalogue.map(({ id }) => id)).size, catalogue.length);
  const tierOf = (id: string) => findGift(id)?.tier;
  const tiers = ["coffee", "guitar", "confetti", "crown", "fireworks", "shiny-diamond"].map(tierOf);
  assert.deepEqual(tiers, ["small", "medium", "medium", "large", "large", "grand"]);
  for (const { coins, streakable } of catalogue) assert.equal(streakable, coins <= 99);
});

test("[G2.3] a Panda gives 2 diamonds, the next one 3", () => {
  const rate = { coins: 2, diamonds: 1 };
  const first = splitGift(5n, { bonusCoins: 0n, changeCoins: 0n }, rate);
  assert.deepEqual([first.diamonds, first.changeCoins, first.spentCoins], [2n, 1n, 4n]);
  const second = splitGift(5n, { bonusCoins: 0n, changeCoins: 1n }, rate);
  assert.deepEqual([second.diamonds, second.changeCoins, second.spentCoins], [3n, -1n, 6n]);
});

const coins = fc.bigInt(1n, 10n ** 9n);
const rate = fc.record({
  coins: fc.integer({ min: 1, max: 1000 }),
  diamonds: fc.integer({ min: 1, max: 50 }),
});

test("[G2.2] bonus coins are spent before paid ones", () => {
  fc.assert(
    fc.property(coins, fc.bigInt(0n, 10n ** 9n), rate, (cost, bonusCoins, card) => {
      const split = splitGift(cost, { bonusCoins, changeCoins: 0n }, card);
      assert.equal(split.bonusCoins + split.paidCoins, cost);
      assert.ok(split.bonusCoins <= bonusCoins && split.paidCoins >= 0n);
      assert.ok(split.paidCoins === 0n || split.bonusCoins === bonusCoins);
    }),
  );
});

test("[G2.3] nothing is lost or minted by many gifts, at any rate", () => {
  fc.assert(
    fc.property(fc.array(coins, { minLength: 1, maxLength: 50 }), rate, (gifts, card) => {
      let [changeCoins, diamonds, spent] = [0n, 0n, 0n];
      for (const cost of gifts) {
        const split = splitGift(cost, { bonusCoins: 0n, changeCoins }, card);
        changeCoins += split.changeCoins;
        diamonds += split.diamonds;
        spent += split.spentCoins;
        assert.ok(changeCoins >= 0n && changeCoins < BigInt(card.coins));
      }
      const sum = gifts.reduce((total, cost) => total + cost, 0n);
      assert.equal(spent + changeCoins, sum);
      assert.equal(diamonds, (sum / BigInt(card.coins)) * BigInt(card.diamonds));
    }),
  );
});

test("[G2.10] the card in force is the newest whose date has come", () => {
  const card = (version: number, validFrom: string) => ({
    version,
    validFrom,
    coins: 2,
    diamonds: 1,
    diamondsPerUsd: 200,
  });
  const cards = [card(1, "2026-01-01T00:00:00.000Z"), card(2, "2026-06-01T00:00:00.000Z")];
  const versionAt = (at: string) => rateCardAt(Date.parse(at), cards).version;
  assert.equal(versionAt("2026-05-31T23:59:59.999Z"), 1);
  assert.equal(versionAt("2026-06-01T00:00:00.000Z"), 2);
  assert.equal(versionAt("2020-01-01T00:00:00.000Z"), 1);
});

test("[G3.1] a streak's messages come to the highest total in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1 }), (totals) => {
      let [counted, paid] = [0, 0];
      for (const total of totals) {
        const streak =
          counted === 0 ? null : { stream, gift: "panda", total: counted, ended: false };
        const wish = { ...plain, streak: { id: "s", total } };
        const decided = decideGift(wish, { ...good, streak, walletCoins: 10n ** 6n });
        assert.ok(!isRefusal(decided));
        counted = decided.streak?.total ?? 0;
        paid += decided.count;
      }
      assert.equal(paid, Math.max(...totals));
    }),
  );
});
