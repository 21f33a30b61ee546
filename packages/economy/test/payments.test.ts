/** Paid means delivered, once: webhooks, answers and questions in any order, at once, and after crashes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "@largesse/ledger";
import { ClientFrame, limits, newId, type OrderId, type StreamId } from "@largesse/protocol";
import { type PaymentEvent, type PaymentProvider, signWebhook } from "@largesse/provider-kit";
import { assertRefused, cards, createWorld, type World, webhookSecret } from "./world.ts";

/** A webhook as the sandbox would sign it, with contents of our choice. */
function deliver(world: World, event: PaymentEvent, id: string = newId("payment")) {
  const rawBody = Buffer.from(JSON.stringify({ id, environment: "sandbox", ...event }));
  const headers = signWebhook(webhookSecret, { id, rawBody, atMs: world.now() });
  return world.economy.applyWebhook("sandbox", rawBody, headers);
}

async function pending(world: World, viewer: Awaited<ReturnType<World["signIn"]>>) {
  const order = await world.buy(viewer, { card: cards.challenged });
  const payment = order.nextAction?.url.split("/").at(-1) ?? "";
  const told = (type: PaymentEvent["type"], other: Partial<PaymentEvent> = {}): PaymentEvent => ({
    type,
    order: order.id as OrderId,
    payment,
    money: order.quote.price,
    actionUrl: null,
    failure: type === "payment.failed" ? { code: "late", says: "Too late." } : null,
    ...other,
  });
  const state = async () =>
    (await world.call("getOrder", viewer, { params: { order: order.id as never } })).state;
  return { order, payment, told, state };
}

const coinsOf = async (world: World, viewer: Awaited<ReturnType<World["signIn"]>>) =>
  (await world.call("getWallet", viewer, {})).coins;

test("[S6.2] webhooks, answers and questions at once credit a payment once", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  for (let round = 1; round <= 5; round++) {
    const { payment, told } = await pending(world, viewer);
    await world.sandbox.complete(payment, "approve");
    await world.sandbox.idle();
    const webhook = world.deliveries.at(-1);
    assert.ok(webhook);
    world.move(limits.reconcileAfterMs + 60_000);
    const headers = signWebhook(webhookSecret, {
      id: webhook.headers["webhook-id"] ?? "",
      rawBody: webhook.rawBody,
      atMs: world.now(),
    });
    await Promise.all([
      world.economy.applyWebhook("sandbox", webhook.rawBody, headers),
      world.economy.applyWebhook("sandbox", webhook.rawBody, headers),
      deliver(world, told("payment.settled")),
      deliver(world, told("payment.settled")),
      world.economy.reconcile(),
      world.economy.reconcile(),
    ]);
    assert.equal(await coinsOf(world, viewer), round * 100);
  }
  const credits = await world.database.query(sql<{ key: string }>`
    select key from ledger.transfer where kind = 'purchase'`);
  assert.equal(new Set(credits.map(({ key }) => key)).size, 5);
});

test("[S6.2] a gift under a payment's key leaves the payment its credit", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const creator = await world.signIn("creator", "Carl");
  const stream = await world.call("startStream", creator, { body: { title: "Keys" } });
  await world.buy(viewer);
  const { payment, told, state } = await pending(world, viewer);
  // The buyer knows the payment's id: it stands in the address of the 3-D Secure page.
  const written = await world.database.query(sql<{ key: string }>`
    select key from ledger.transfer where kind = 'purchase'`);
  const made = written.map(({ key }) => key.replace(/pay_\w+/, payment));
  for (const key of [`payment:sandbox:${payment}`, ...made]) {
    const frame = { type: "gift.send", key, stream: stream.id, gift: "rose", quantity: 1 };
    // What a client may send at all; the same letters are taken over HTTP.
    if (!ClientFrame.safeParse(frame).success) continue;
    const params = { stream: stream.id as StreamId };
    await world.call("sendGift", viewer, { params, key, body: { gift: "rose", quantity: 1 } });
  }
  const before = await coinsOf(world, viewer);
  await deliver(world, told("payment.settled"));
  assert.equal(await state(), "credited");
  assert.equal(await coinsOf(world, viewer), before + 100);
});

test("[S6.3] every order of a payment's events, with duplicates, ends credited once", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const types = [
    "payment.requires_action",
    "payment.settled",
    "payment.settled",
    "payment.failed",
  ] as const;
  let bought = 0;
  for (const permutation of permutations(types)) {
    const { told, state } = await pending(world, viewer);
    for (const type of permutation) assert.equal(await deliver(world, told(type)), "ok");
    assert.equal(await state(), "credited");
    bought += 100;
    assert.equal(await coinsOf(world, viewer), bought);
  }
});

test("[S6.16] a settled event for other money, another order or another provider credits nothing", async () => {
  await using world = await createWorld({
    // A second provider of the same kind, to tell of orders that are not its own.
    providers: (sandbox) =>
      new Map([
        ["sandbox", sandbox],
        ["other", { ...sandbox, id: "other" }],
      ]),
  });
  const viewer = await world.signIn("viewer", "Vera");
  const { order, told, state } = await pending(world, viewer);
  const { minor } = order.quote.price;
  for (const money of [
    { currency: "USD", minor: minor - 1 },
    { currency: "USD", minor: minor + 1 },
    { currency: "JPY", minor },
  ] as const) {
    assert.equal(await deliver(world, told("payment.settled", { money })), "ok");
    assert.equal(await coinsOf(world, viewer), 0);
    assert.equal(await state(), "failed");
  }
  assert.equal(await deliver(world, told("payment.settled", { order: newId("order") })), "ok");
  const id = newId("payment");
  const rawBody = Buffer.from(
    JSON.stringify({ id, environment: "sandbox", ...told("payment.settled") }),
  );
  const headers = signWebhook(webhookSecret, { id, rawBody, atMs: world.now() });
  assert.equal(await world.economy.applyWebhook("other", rawBody, headers), "ok");
  assert.equal(await coinsOf(world, viewer), 0);
  // The right event still delivers: paid means delivered.
  await deliver(world, told("payment.settled"));
  assert.equal(await coinsOf(world, viewer), 100);
  assert.equal(world.faults.length, 5);
});

test("[S6.17] a payment belongs to one order, for ever", async () => {
  await using world = await createWorld();
  const [vera, theo] = [await world.signIn("viewer", "Vera"), await world.signIn("viewer", "Theo")];
  const first = await pending(world, vera);
  await deliver(world, first.told("payment.settled"));
  const second = await pending(world, theo);
  await deliver(world, second.told("payment.settled", { payment: first.payment }));
  assert.deepEqual([await coinsOf(world, vera), await coinsOf(world, theo)], [100, 0]);
  // And a second payment for an order that is paid is for the operator, not for the wallet.
  await deliver(world, first.told("payment.settled", { payment: newId("payment") }));
  assert.equal(await coinsOf(world, vera), 100);
  assert.ok(world.faults.some((fault) => fault.includes("surplus_payment")));
});

test("[S6.18] forged, changed and unknown webhooks are refused and leave no trace", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { told } = await pending(world, viewer);
  const event = told("payment.settled");
  const rawBody = Buffer.from(JSON.stringify({ id: "e", environment: "sandbox", ...event }));
  const forged = signWebhook("another secret", { id: "e", rawBody, atMs: world.now() });
  const good = signWebhook(webhookSecret, { id: "e", rawBody, atMs: world.now() });
  const changed = Buffer.from(rawBody.toString().replace(`"minor":129`, `"minor":128`));
  for (const [body, headers] of [
    [rawBody, forged],
    [rawBody, {}],
    [changed, good],
    [Buffer.from("{}"), good],
  ] as const) {
    assert.deepEqual(await world.economy.applyWebhook("sandbox", body, headers), {
      refused: "webhook_signature_invalid",
      details: {},
    });
  }
  const unknown = await world.economy.applyWebhook("swindle", rawBody, good);
  assert.equal(unknown !== "ok" && unknown.refused, "provider_unknown");
  world.move(10 * 60_000);
  const late = await world.economy.applyWebhook("sandbox", rawBody, good);
  assert.equal(late !== "ok" && late.refused, "webhook_signature_invalid");
  assert.equal((await world.database.query(sql`select id from economy.webhook`)).length, 0);
  assert.equal(await coinsOf(world, viewer), 0);
});

test("[S6.19] webhooks are kept raw, and one that was not worked on is found by reconciliation", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { told } = await pending(world, viewer);
  await deliver(world, told("payment.settled"), "evt-1");
  const [kept] = await world.database.query(sql<{ raw: Buffer; outcome: string }>`
    select raw, outcome from economy.webhook where id = 'evt-1'`);
  assert.equal(kept?.outcome, "applied");
  assert.ok(kept?.raw.includes("payment.settled"));
  // As a crash between keeping and working leaves it.
  const other = await pending(world, viewer);
  await world.database.query(sql`
    insert into economy.webhook (provider, id, raw, event, received_at)
    values ('sandbox', 'evt-2', '', ${JSON.stringify(other.told("payment.settled"))}::jsonb,
      ${new Date(world.now())})`);
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).webhooks, 1);
  assert.equal(await coinsOf(world, viewer), 200);
});

test("[S6.19] a webhook that cannot be worked on holds up no other and no order", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { told } = await pending(world, viewer);
  // Longer than the database's index of payments takes.
  const payment = Array.from({ length: 200 }, () => newId("payment")).join("");
  await assert.rejects(deliver(world, told("payment.settled", { payment }), "evt-bad"));
  const other = await pending(world, viewer);
  await world.sandbox.complete(other.payment, "approve");
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).settled, 1);
  assert.deepEqual([await other.state(), await coinsOf(world, viewer)], ["credited", 100]);
  assert.ok(world.faults.some((fault) => fault.includes("evt-bad")));
});

test("[S6.20] a payment whose webhook never came is found by asking", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { payment, state } = await pending(world, viewer);
  await world.sandbox.complete(payment, "approve");
  assert.equal((await world.economy.reconcile()).asked, 0);
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).settled, 1);
  assert.equal(await state(), "credited");
  assert.equal(await coinsOf(world, viewer), 100);
});

test("[S6.21] an order that nobody pays expires, and late money is still delivered", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { payment, state } = await pending(world, viewer);
  world.move(limits.orderLifeMs - 1);
  await world.economy.reconcile();
  assert.equal(await state(), "pending");
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).expired, 1);
  assert.equal(await state(), "expired");
  await world.sandbox.complete(payment, "approve");
  world.move(3_600_000);
  assert.equal((await world.economy.reconcile()).settled, 1);
  assert.deepEqual([await state(), await coinsOf(world, viewer)], ["credited", 100]);
});

test("[S6.26] a house that was out of service for a week settles and expires what it left open", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const paid = await pending(world, viewer);
  const unpaid = await pending(world, viewer);
  await world.sandbox.complete(paid.payment, "approve");
  world.move(7 * 86_400_000);
  const report = await world.economy.reconcile();
  assert.deepEqual([report.settled, report.expired], [1, 1]);
  assert.deepEqual([await paid.state(), await unpaid.state()], ["credited", "expired"]);
  // Nobody pays a week later: it is not asked about for ever.
  world.move(86_400_000);
  assert.equal((await world.economy.reconcile()).asked, 0);
});

test("[S6.22] when the provider's answer is lost, the retry with the same key settles the order", async () => {
  let failing: "before" | "after" | null = "after";
  await using world = await createWorld({
    providers: (sandbox) => {
      const flaky: PaymentProvider = {
        ...sandbox,
        async createPayment(request) {
          if (failing === "before") throw new Error("the line is cut");
          const event = await sandbox.createPayment(request);
          if (failing === "after") throw new Error("the line was cut");
          return event;
        },
      };
      return new Map([["sandbox", flaky]]);
    },
  });
  const viewer = await world.signIn("viewer", "Vera");
  let coins = 0;
  for (const when of ["before", "after"] as const) {
    const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
    const body = { quote: quote.id as never, provider: "sandbox", method: { card: cards.good } };
    failing = when;
    const lost = world.refused("createOrder", viewer, { key: when, body });
    await assertRefused(lost, "provider_unreachable");
    failing = null;
    const reply = await world.economy.handlers.createOrder(viewer, { key: when, body });
    assert.ok("answer" in reply && reply.answer.state === "credited");
    coins += 50;
    assert.equal(await coinsOf(world, viewer), coins);
  }
});

test("[S6.23] after a crash between payment and answer, reconciliation delivers without the buyer", async () => {
  await using world = await createWorld({
    providers: (sandbox) => {
      const flaky: PaymentProvider = {
        ...sandbox,
        async createPayment(request) {
          await sandbox.createPayment(request);
          throw new Error("the process died here");
        },
      };
      return new Map([["sandbox", flaky]]);
    },
  });
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { coins: 50 } });
  const body = { quote: quote.id as never, provider: "sandbox", method: { card: cards.good } };
  await world.refused("createOrder", viewer, { key: "k", body });
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).settled, 1);
  assert.equal(await coinsOf(world, viewer), 50);
});

test("[S6.24] while a provider cannot be asked, its orders wait", async () => {
  let reachable = true;
  await using world = await createWorld({
    providers: (sandbox) => {
      const flaky: PaymentProvider = {
        ...sandbox,
        fetchPayment: (order) =>
          reachable ? sandbox.fetchPayment(order) : Promise.reject(new Error("no route")),
      };
      return new Map([["sandbox", flaky]]);
    },
  });
  const viewer = await world.signIn("viewer", "Vera");
  const { payment, state } = await pending(world, viewer);
  await world.sandbox.complete(payment, "approve");
  reachable = false;
  world.move(limits.orderLifeMs + limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).unreachable, 1);
  assert.equal(await state(), "pending");
  reachable = true;
  world.move(limits.reconcileAfterMs);
  assert.equal((await world.economy.reconcile()).settled, 1);
});

test("[S6.25] a disputed payment is told, and its coins stay credited once", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  const { told, state } = await pending(world, viewer);
  for (const type of ["payment.disputed", "payment.settled", "payment.disputed"] as const) {
    await deliver(world, told(type));
  }
  assert.deepEqual([await state(), await coinsOf(world, viewer)], ["disputed", 100]);
});

test("[S5.11] no card number reaches the database or the log", async () => {
  await using world = await createWorld();
  const viewer = await world.signIn("viewer", "Vera");
  for (const card of Object.values(cards)) await world.buy(viewer, { card });
  const rows = await world.database.query(sql<{ all: string }>`
    select
      (select json_agg(purchase_order) from economy.purchase_order)::text
      || (select json_agg(sandbox_payment) from economy.sandbox_payment)::text
      || (select json_agg(transfer) from ledger.transfer)::text
      || (select json_agg(quote) from economy.quote)::text as all`);
  const kept = `${rows[0]?.all} ${world.faults.join()}`;
  for (const card of Object.values(cards)) assert.ok(!kept.includes(card));
});

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, place) =>
    permutations(list.filter((_, other) => other !== place)).map((rest) => [first, ...rest]),
  );
}
