/** The store over a real database: quotes that hold, orders that deliver once, refusals that change nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "@largesse/ledger";
import { AdminOrder, BundleList, GiftList, limits, newId, Order, Quote } from "@largesse/protocol";
import { assertRefused, cards, createWorld } from "./world.ts";

test("[S1.1] the price list is told with its version, labels, exact top-up and currencies", async () => {
  await using world = await createWorld();
  const list = BundleList.parse(await world.call("listBundles", null, { query: {} }));
  assert.equal(list.data.length, 7);
  assert.deepEqual([list.priceList.version, list.fx], [1, null]);
  assert.equal(list.exact.perCoin, "0.012900");
  assert.ok(list.currencies.includes("JPY"));
  const yen = BundleList.parse(
    await world.call("listBundles", null, { query: { currency: "JPY" } }),
  );
  assert.equal(yen.fx?.date, "2026-09-29");
  assert.deepEqual(yen.data[0]?.price, { currency: "JPY", minor: 206 });
  assert.deepEqual(yen.data[0]?.standard, { currency: "USD", minor: 129 });
});

test("[S1.6] a published price list cannot be changed, only followed by a newer one", async () => {
  await using world = await createWorld();
  await world.call("listBundles", null, { query: {} });
  await assert.rejects(
    world.database.query(sql`update economy.price_list set valid_from = now()`),
    /immutable/,
  );
  await world.database.query(sql`
    insert into economy.price_list (version, id, valid_from, bundles)
    values (2, 'standard', '2026-10-01T12:01:00Z',
      '[{"id":"coins-100","coins":100,"bonusCoins":0,"usdMinor":199}]')`);
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { bundle: "coins-100" } });
  world.move(61_000);
  const newer = await world.call("listBundles", null, { query: {} });
  assert.deepEqual([newer.priceList.version, newer.data[0]?.price.minor], [2, 199]);
  const order = await world.call("createOrder", viewer, {
    key: "k",
    body: { quote: quote.id as never, provider: "sandbox", method: { card: cards.good } },
  });
  assert.deepEqual(order.quote, quote);
  assert.equal((await world.sandbox.fetchPayment(order.id as never))?.money.minor, 129);
});

test("[S3.1] a quote says price, rate, date, source, markup, tax, price a coin and USD price", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera", "DE");
  const body = { bundle: "coins-700", currency: "EUR" } as const;
  const quote = Quote.parse(await world.call("createQuote", viewer, { body }));
  assert.deepEqual(quote.price, { currency: "EUR", minor: 803 });
  assert.deepEqual(quote.standard, { currency: "USD", minor: 899 });
  assert.equal(quote.perCoin, "0.011000");
  assert.equal(quote.fx?.rate, "0.880226");
  assert.equal(quote.fx?.markupBasisPoints, 150);
  assert.equal(quote.fx?.source, "currency-api daily rates, 2026-09-29 (CC0)");
  assert.deepEqual([quote.tax?.country, quote.tax?.money.minor], ["DE", 128]);
  assert.equal(Date.parse(quote.expiresAt) - Date.parse(quote.createdAt), limits.quoteLifeMs);
});

test("[S3.10] the country of the request decides the tax, else that of the person", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera", "DE");
  const taxIn = async (country?: string) => {
    const quote = await world.call("createQuote", viewer, { body: { coins: 100, country } });
    return quote.tax?.country ?? null;
  };
  assert.deepEqual([await taxIn(), await taxIn("FR"), await taxIn("US")], ["DE", "FR", null]);
});

test("[S3.11] a stored quote cannot be changed or deleted", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  await world.call("createQuote", viewer, { body: { coins: 100 } });
  for (const change of [
    sql`update economy.quote set quote = '{}'`,
    sql`delete from economy.quote`,
    sql`truncate economy.quote cascade`,
  ]) {
    await assert.rejects(world.database.query(change), /immutable/);
  }
});

test("[S3.12] quotes that cannot be made are refused", async () => {
  await using world = await createWorld({ fxAgeDaysMax: 2 });
  const viewer = await world.signIn("viewer", "Vera");
  const quote = (body: object) => world.refused("createQuote", viewer, { body });
  await assertRefused(quote({ bundle: "coins-101" }), "bundle_not_found");
  await assertRefused(quote({ coins: 0 }), "coins_out_of_range");
  await assertRefused(quote({ coins: limits.purchaseCoinsMax + 1 }), "coins_out_of_range");
  assert.equal(
    (await world.call("createQuote", viewer, { body: { coins: 1, currency: "EUR" } })).price.minor,
    1,
  );
  world.move(2 * 86_400_000);
  await assertRefused(quote({ coins: 1, currency: "EUR" }), "fx_stale");
  const stale = { query: { currency: "EUR" } } as const;
  await assertRefused(world.refused("listBundles", null, stale), "fx_stale");
  await assertRefused(world.refused("listGifts", null, stale), "fx_stale");
  await world.call("createQuote", viewer, { body: { coins: 1 } });
});

test("[S2.4] a viewer one gift short buys precisely what is missing", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const order = await world.buy(viewer, { coins: 37 });
  assert.deepEqual([order.state, order.quote.price.minor], ["credited", 48]);
  const wallet = await world.call("getWallet", viewer, {});
  assert.deepEqual([wallet.paidCoins, wallet.bonusCoins], [37, 0]);
});

test("[S6.1] a good card is credited at once, paid and bonus apart", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const order = Order.parse(await world.buy(viewer, { bundle: "coins-700" }));
  assert.equal(order.state, "credited");
  assert.ok(order.creditedAt);
  const wallet = await world.call("getWallet", viewer, {});
  assert.deepEqual(wallet, { paidCoins: 700, bonusCoins: 30, coins: 730, version: 2 });
});

test("[S6.7] a declined card leaves a failed order, a reason and no coins; the quote may be tried again", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const order = await world.buy(viewer, { card: cards.declined });
  assert.deepEqual([order.state, order.failure?.code], ["failed", "card_declined"]);
  assert.equal((await world.call("getWallet", viewer, {})).coins, 0);
  const again = await world.call("createOrder", viewer, {
    key: "second try",
    body: { quote: order.quote.id as never, provider: "sandbox", method: { card: cards.good } },
  });
  assert.equal(again.state, "credited");
});

test("[S6.8] a card that needs 3-D Secure is pending with an address, and ends by the answer", async () => {
  await using world = await createWorld({ deliver: true });
  const viewer = await world.signIn("viewer", "Vera");
  for (const [verdict, state, coins] of [
    ["deny", "failed", 0],
    ["approve", "credited", 100],
  ] as const) {
    const order = await world.buy(viewer, { card: cards.challenged });
    assert.equal(order.state, "pending");
    const payment = order.nextAction?.url.split("/").at(-1) ?? "";
    await world.sandbox.complete(payment, verdict);
    await world.sandbox.idle();
    const after = await world.call("getOrder", viewer, { params: { order: order.id as never } });
    assert.deepEqual([after.state, after.nextAction], [state, null]);
    assert.equal((await world.call("getWallet", viewer, {})).coins, coins);
  }
});

test("[S6.9] a retry with the same key gets the first answer, also after the order has moved on", async () => {
  await using world = await createWorld({ deliver: true });
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const body = {
    quote: quote.id as never,
    provider: "sandbox",
    method: { card: cards.challenged },
  };
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => world.economy.handlers.createOrder(viewer, { key: "k", body })),
  );
  const [first] = answers;
  assert.ok(first !== undefined && "answer" in first);
  for (const answer of answers) assert.deepEqual("answer" in answer && answer.answer, first.answer);
  await world.sandbox.complete(first.answer.nextAction?.url.split("/").at(-1) ?? "", "approve");
  await world.sandbox.idle();
  const late = await world.economy.handlers.createOrder(viewer, { key: "k", body });
  assert.deepEqual(late, { answer: first.answer, replayed: true });
  assert.equal((await world.call("getWallet", viewer, {})).coins, 50);
});

test("[S6.10] the same key with another body is refused; card numbers are no part of it", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const first = await world.buy(viewer, { key: "k" });
  const other = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const body = { quote: other.id as never, provider: "sandbox", method: { card: cards.good } };
  await assertRefused(world.refused("createOrder", viewer, { key: "k", body }), "key_reused");
  const same = { ...body, quote: first.quote.id as never, method: { card: cards.declined } };
  const again = await world.economy.handlers.createOrder(viewer, { key: "k", body: same });
  assert.deepEqual(again, { answer: first, replayed: true });
});

test("[S6.11] a quote is ordered once, also by simultaneous orders with different keys", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const body = { quote: quote.id as never, provider: "sandbox", method: { card: cards.good } };
  const replies = await Promise.all(
    ["a", "b", "c", "d"].map((key) => world.economy.handlers.createOrder(viewer, { key, body })),
  );
  assert.equal(replies.filter((reply) => "answer" in reply).length, 1);
  assert.deepEqual(
    replies.flatMap((reply) => ("refused" in reply ? [reply.refused] : [])),
    ["quote_used", "quote_used", "quote_used"],
  );
  assert.equal((await world.call("getWallet", viewer, {})).coins, 50);
});

test("[S6.11] an order that was refused for another one stays refused under its key", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const order = (key: string, card: string, of: string = quote.id) => {
    const body = { quote: of as never, provider: "sandbox", method: { card } };
    return world.economy.handlers.createOrder(viewer, { key, body });
  };
  const first = await order("first", cards.challenged);
  const late = await order("late", cards.good);
  assert.equal("refused" in late && late.refused, "quote_used");
  assert.ok("answer" in first);
  const payment = first.answer.nextAction?.url.split("/").at(-1) ?? "";
  await world.sandbox.complete(payment, "deny");
  world.move(limits.reconcileAfterMs);
  await world.economy.reconcile();
  // The quote is free again, but not for a copy of the request that was told no.
  assert.deepEqual(await order("late", cards.good), late);
  const other = await world.call("createQuote", viewer, { body: { coins: 5 } });
  const reused = await order("late", cards.good, other.id);
  assert.equal("refused" in reused && reused.refused, "key_reused");
  assert.ok("answer" in (await order("new", cards.good)));
  assert.equal((await world.call("getWallet", viewer, {})).coins, 50);
});

test("[S6.12] orders that cannot be are refused, in this order, and leave nothing behind", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const thief = await world.signIn("viewer", "Theo");
  const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const body = { quote: quote.id as never, provider: "sandbox", method: { card: cards.good } };
  const order = (actor: typeof viewer, other: object) =>
    world.refused("createOrder", actor, { key: "k", body: { ...body, ...other } });
  await assertRefused(order(viewer, { provider: "swindle" }), "provider_unknown");
  await assertRefused(
    order(viewer, { method: { card: "4111111111111111" } }),
    "payment_method_invalid",
  );
  await assertRefused(order(viewer, { method: undefined }), "payment_method_invalid");
  await assertRefused(order(viewer, { quote: newId("quote") }), "quote_not_found");
  await assertRefused(order(thief, {}), "quote_not_found");
  world.move(limits.quoteLifeMs);
  await assertRefused(order(viewer, {}), "quote_expired");
  const rows = await world.database.query(sql`select id from economy.purchase_order`);
  assert.equal(rows.length, 0);
  assert.equal(world.deliveries.length, 0);
});

test("[S6.13] someone else's order does not exist", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const thief = await world.signIn("viewer", "Theo");
  const order = await world.buy(viewer);
  const params = { order: order.id as never };
  await assertRefused(world.refused("getOrder", thief, { params }), "order_not_found");
  const unknown = { params: { order: newId("order") } };
  await assertRefused(world.refused("getOrder", viewer, unknown), "order_not_found");
  assert.deepEqual(await world.call("listOrders", thief, { query: {} }), { data: [], next: null });
});

test("[S6.14] orders are listed newest first, in pages; the operator sees all of them", async () => {
  await using world = await createWorld();
  const [vera, theo] = [await world.signIn("viewer", "Vera"), await world.signIn("viewer", "Theo")];
  const made = [await world.buy(vera), await world.buy(theo), await world.buy(vera)];
  const first = await world.call("listOrders", vera, { query: { limit: 1 } });
  assert.deepEqual(
    first.data.map(({ id }) => id),
    [made[2]?.id],
  );
  const rest = await world.call("listOrders", vera, { query: { after: first.next ?? "" } });
  assert.deepEqual([rest.data.map(({ id }) => id), rest.next], [[made[0]?.id], null]);
  const operator = await world.signIn("operator", "Olga");
  const all = await world.call("listAdminOrders", operator, { query: {} });
  assert.deepEqual(
    all.data.map((row) => AdminOrder.parse(row).viewer.name),
    ["Vera", "Theo", "Vera"],
  );
  const bad = { query: { after: "nonsense" } };
  await assertRefused(world.refused("listOrders", vera, bad), "invalid_field");
  await assertRefused(world.refused("listAdminOrders", operator, bad), "invalid_field");
});

test("[S6.15] a purchase stands in the books with its tax, in euros, yen and dinars", async () => {
  await using world = await createWorld();
  const operator = await world.signIn("operator", "Olga");
  for (const [currency, country] of [
    ["EUR", "DE"],
    ["JPY", "JP"],
    ["KWD", "KW"],
  ] as const) {
    const viewer = await world.signIn("viewer", `Vera ${currency}`);
    const { quote } = await world.buy(viewer, { bundle: "coins-350", currency, country });
    const trial = await world.call("getTrialBalance", operator, {});
    const money = trial.assets.find(({ asset }) => asset === `money.${currency}`);
    const held = (kind: string) => money?.rows.find((row) => row.kind === kind)?.balance ?? 0;
    const tax = quote.tax?.money.minor ?? 0;
    assert.equal(money?.sum, 0);
    assert.equal(held("provider_clearing"), quote.price.minor);
    assert.equal(held("tax_payable"), tax === 0 ? 0 : -tax);
    assert.equal(held("deferred_revenue"), tax - quote.price.minor);
  }
  assert.ok((await world.call("runAudit", operator, {})).ok);
});

test("[S3.13] gifts are priced in the asker's money at the list's price of one coin", async () => {
  await using world = await createWorld();
  const dollars = GiftList.parse(await world.call("listGifts", null, { query: {} }));
  const panda = dollars.data.find(({ id }) => id === "panda");
  assert.deepEqual([panda?.coins, panda?.price], [5, { currency: "USD", minor: 6 }]);
  const euros = await world.call("listGifts", null, { query: { currency: "EUR" } });
  assert.equal(euros.fx?.to, "EUR");
  assert.equal(euros.data.find(({ id }) => id === "shiny-diamond")?.price.minor, 1_153);
});
