/** Wallets, earnings and the operator's books, read from what gifts and purchases wrote. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AuditReport,
  Earning,
  EarningsSummary,
  JournalEntry,
  limits,
  Overview,
  type StreamId,
  TrialBalance,
  WalletEntry,
} from "@largesse/protocol";
import { assertRefused, createWorld, type World } from "./world.ts";

/** All pages of a list, one after the other. */
async function walk<T>(
  read: (after: string | undefined) => Promise<{ data: T[]; next: string | null }>,
): Promise<T[]> {
  const first = await read(undefined);
  const all = [...first.data];
  for (let next = first.next; next !== null; ) {
    const page = await read(next);
    all.push(...page.data);
    next = page.next;
  }
  return all;
}

type Person = Awaited<ReturnType<World["signIn"]>>;

async function createRoom(world: World) {
  const creator = await world.signIn("creator", "Cleo");
  const viewer = await world.signIn("viewer", "Vera");
  const stream = await world.call("startStream", creator, { body: { title: "Songs" } });
  let keys = 0;
  const send = (gift: string, quantity = 1, of: string = stream.id, sender: Person = viewer) => {
    keys += 1;
    const params = { stream: of as StreamId };
    return world.call("sendGift", sender, { key: `g${keys}`, params, body: { gift, quantity } });
  };
  return { creator, viewer, stream, send };
}

test("[S9.1] the wallet tells paid and bonus coins apart, and its version rises", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  assert.deepEqual(await world.call("getWallet", viewer, {}), {
    paidCoins: 0,
    bonusCoins: 0,
    coins: 0,
    version: 0,
  });
  await world.buy(viewer, { bundle: "coins-350" });
  const before = await world.call("getWallet", viewer, {});
  const { wallet } = await send("coffee");
  assert.deepEqual(await world.call("getWallet", viewer, {}), wallet);
  assert.ok(wallet.version > before.version);
  assert.equal(wallet.coins, before.coins - 20);
});

test("[S9.2] the history tells what moved the wallet, what for, and what it held after", async () => {
  await using world = await createWorld();
  const { viewer, send, stream } = await createRoom(world);
  const order = await world.buy(viewer, { bundle: "coins-350" });
  const { sent } = await send("panda", 2);
  await send("guitar");
  const { data, next } = await world.call("listWalletEntries", viewer, { query: {} });
  for (const entry of data) WalletEntry.parse(entry);
  assert.deepEqual(
    data.map(({ kind, paidCoins, bonusCoins, coinsAfter }) => [
      kind,
      paidCoins + bonusCoins,
      coinsAfter,
    ]),
    [
      ["gift", -50, 300],
      ["gift", -10, 350],
      ["purchase", 360, 360],
    ],
  );
  assert.deepEqual(data[1]?.about, {
    sentGift: sent.id,
    gift: "panda",
    count: 2,
    stream: stream.id,
    creator: "Cleo",
  });
  assert.deepEqual(data[2]?.about, { order: order.id, price: order.quote.price });
  assert.equal(next, null);
});

test("[S9.3] pages of the history agree with the whole of it", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer, { bundle: "coins-350" });
  for (const gift of ["rose", "panda", "rose", "heart", "applause"]) await send(gift);
  await world.buy(viewer, { coins: 10 });
  const whole = await world.call("listWalletEntries", viewer, { query: {} });
  const pages = await walk((after) =>
    world.call("listWalletEntries", viewer, { query: { limit: 2, after } }),
  );
  assert.deepEqual(pages, whole.data);
  const bad = { query: { after: "x" } };
  await assertRefused(world.refused("listWalletEntries", viewer, bad), "invalid_field");
});

test("[S9.4] a wallet shows nobody else's history", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer);
  await send("rose");
  const other = await world.signIn("viewer", "Theo");
  assert.deepEqual((await world.call("listWalletEntries", other, { query: {} })).data, []);
});

test("[C1.1] every earning has the day it becomes available, and the reason in words", async () => {
  await using world = await createWorld();
  const { creator, viewer, send } = await createRoom(world);
  await world.buy(viewer);
  await send("panda");
  const { data } = await world.call("listEarnings", creator, { query: {} });
  const earning = Earning.parse(data[0]);
  assert.deepEqual([earning.coins, earning.diamonds, earning.sender.name], [5, 2, "Vera"]);
  assert.equal(Date.parse(earning.availableOn) - Date.parse(earning.at), 14 * 86_400_000);
  assert.match(earning.availableBecause, /14 days \(hold policy 1, since 2026-01-01\)/);
});

test("[C1.2] earnings of all streams are listed newest first, in pages, and only one's own", async () => {
  await using world = await createWorld();
  const { creator, viewer, send, stream } = await createRoom(world);
  await world.buy(viewer);
  for (const gift of ["rose", "panda"]) await send(gift);
  world.move(60_000);
  const next = await world.call("startStream", creator, { body: { title: "Encore" } });
  for (const gift of ["coffee", "heart", "applause"]) await send(gift, 1, next.id);
  const whole = await world.call("listEarnings", creator, { query: {} });
  assert.deepEqual(
    whole.data.map(({ gift, stream: of }) => [gift.id, of]),
    [
      ["applause", next.id],
      ["heart", next.id],
      ["coffee", next.id],
      ["panda", stream.id],
      ["rose", stream.id],
    ],
  );
  const pages = await walk((after) =>
    world.call("listEarnings", creator, { query: { limit: 2, after } }),
  );
  assert.deepEqual(pages, whole.data);
  const other = await world.signIn("creator", "Carl");
  assert.deepEqual((await world.call("listEarnings", other, { query: {} })).data, []);
  for (const bad of ["x", `${stream.id}.x`, `${creator.id}.1`]) {
    const request = { query: { after: bad } };
    await assertRefused(world.refused("listEarnings", creator, request), "invalid_field");
  }
});

test("[C4.1] the summary's balance is the books', and its parts add up to it", async () => {
  await using world = await createWorld();
  const { creator, viewer, send } = await createRoom(world);
  const theo = await world.signIn("viewer", "Theo");
  await world.buy(viewer, { bundle: "coins-1400" });
  await world.buy(theo);
  await send("shiny-diamond");
  await send("panda", 3);
  await send("rose", 1, undefined, theo);
  await send("panda", 1, undefined, theo);
  const summary = EarningsSummary.parse(await world.call("getEarningsSummary", creator, {}));
  // 1000 + 15 + 1 + 5 coins are 1021: 510 diamonds and one coin of change.
  assert.deepEqual([summary.diamonds, summary.changeCoins, summary.worth.minor], [510, 1, 255]);
  assert.deepEqual(summary.today, { coins: 1021, diamonds: 510, gifts: 6 });
  assert.deepEqual(
    summary.byGift.map(({ gift, count, coins }) => [gift.id, count, coins]),
    [
      ["shiny-diamond", 1, 1000],
      ["panda", 4, 20],
      ["rose", 1, 1],
    ],
  );
  assert.equal(
    summary.byGift.reduce((sum, row) => sum + row.diamonds, 0),
    510,
  );
  assert.deepEqual(
    summary.bySupporter.map(({ person, coins, gifts }) => [person.name, coins, gifts]),
    [
      ["Vera", 1015, 4],
      ["Theo", 6, 2],
    ],
  );
  assert.deepEqual(summary.byMinute, [{ at: "2026-10-01T12:00:00.000Z", coins: 1021 }]);
  world.move(24 * 3_600_000);
  const later = await world.call("getEarningsSummary", creator, {});
  assert.deepEqual([later.today.coins, later.byMinute, later.diamonds], [0, [], 510]);
});

test("[O1.1] the overview counts the day and what is owed", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer, { bundle: "coins-350" });
  await send("coffee");
  const operator = await world.signIn("operator", "Olga");
  const overview = Overview.parse(await world.call("getOverview", operator, {}));
  assert.deepEqual(overview.today, { gifts: 1, coins: 20, orders: 1, viewersNew: 1 });
  const { paidCoins, bonusCoins, diamonds } = overview.outstanding;
  assert.deepEqual([paidCoins + bonusCoins, diamonds], [340, 10]);
  assert.deepEqual([overview.streamsLive, overview.viewersNow, overview.demo], [1, 3, true]);
  assert.deepEqual(overview.ordersByState, [{ state: "credited", orders: 1 }]);
  assert.equal(overview.giftsByMinute.length, 1);
});

test("[O2.1] the trial balance explains every kind of account, and every asset sums to zero", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer, { bundle: "coins-700", currency: "EUR", country: "DE" });
  await send("panda");
  const operator = await world.signIn("operator", "Olga");
  const trial = TrialBalance.parse(await world.call("getTrialBalance", operator, {}));
  assert.deepEqual(
    trial.assets.map(({ asset }) => asset),
    ["coin", "diamond", "money.EUR"],
  );
  for (const asset of trial.assets) {
    assert.equal(asset.sum, 0);
    for (const row of asset.rows) assert.ok(row.explains.length > 20);
  }
  assert.equal(trial.transfers, 2);
});

test("[O2.2] the journal is complete, in order, in pages that never tear a transfer", async () => {
  await using world = await createWorld();
  const { viewer, creator, send } = await createRoom(world);
  const order = await world.buy(viewer, { bundle: "coins-700", currency: "EUR", country: "DE" });
  for (let place = 0; place < 5; place++) await send("panda");
  const operator = await world.signIn("operator", "Olga");
  const whole = await world.call("listJournal", operator, { query: { limit: 1_000 } });
  for (const entry of whole.data) JournalEntry.parse(entry);
  const purchase = whole.data.filter(({ transfer }) => transfer === 1);
  assert.deepEqual(
    new Set(purchase.map(({ account }) => account)),
    new Set([
      "platform:coins_sold",
      `viewer:${viewer.id}:paid`,
      "platform:coins_promotional",
      `viewer:${viewer.id}:bonus`,
      "provider:sandbox:clearing",
      "platform:deferred_revenue",
      "tax:DE:payable",
    ]),
  );
  assert.equal(purchase[0]?.principal, `viewer:${viewer.id}:paid`);
  assert.equal(purchase[0]?.reference.order, order.id);
  const [payment] = world.deliveries.map(({ rawBody }) => JSON.parse(String(rawBody)).payment);
  assert.equal(purchase[0]?.key, `payment sandbox ${payment}`);
  assert.ok(whole.data.some(({ account }) => account === `creator:${creator.id}:diamonds`));

  const pages = await walk((after) =>
    world.call("listJournal", operator, { query: { after: Number(after ?? 0), limit: 9 } }),
  );
  assert.deepEqual(pages, whole.data);
});

test("[O2.3] the account whose key it is has a name, also when it was not moved", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer, { bundle: "coins-350" });
  // Bonus coins go first, so this gift leaves the paid account, whose key it is, as it was.
  await send("panda");
  const operator = await world.signIn("operator", "Olga");
  const { data } = await world.call("listJournal", operator, { query: { after: 1 } });
  assert.ok(data.every(({ account }) => account !== `viewer:${viewer.id}:paid`));
  assert.ok(data.every(({ principal }) => principal === `viewer:${viewer.id}:paid`));
});

test("[O3.1] the audit reports what it checked, and that all is well", async () => {
  await using world = await createWorld();
  const { viewer, send } = await createRoom(world);
  await world.buy(viewer);
  await send("rose");
  const operator = await world.signIn("operator", "Olga");
  const report = AuditReport.parse(await world.call("runAudit", operator, {}));
  assert.deepEqual([report.ok, report.transfers, report.findings], [true, 2, []]);
  assert.ok(report.checks.every(({ ok, says }) => ok && says.length > 10));
});

test("[L3.5] the sweep ends silent streaks in order with the room's other events", async () => {
  await using world = await createWorld();
  const { viewer, stream } = await createRoom(world);
  await world.buy(viewer);
  const params = { stream: stream.id as StreamId };
  const body = { gift: "rose", quantity: 1, streak: { id: "s", total: 3 } };
  await world.call("sendGift", viewer, { key: "k", params, body });
  await world.economy.sweep();
  assert.deepEqual(
    world.events.map(({ type }) => type),
    ["gift.sent"],
  );
  world.move(limits.streakGapMs);
  await Promise.all([world.economy.sweep(), world.economy.sweep()]);
  assert.deepEqual(
    world.events.map(({ type, seq }) => [type, seq]),
    [
      ["gift.sent", 1],
      ["streak.ended", 2],
    ],
  );
});
