/** The sandbox keeps the contract of every provider, and its own promises about cards. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal, newId } from "@largesse/protocol";
import {
  createSandbox,
  type SandboxStore,
  sandboxCards,
  signWebhook,
  type WebhookHeaders,
} from "@largesse/provider-kit";
import { providerContract } from "@largesse/provider-kit/contract";
import { createMemoryStore } from "./memory-store.ts";

function makeSandbox(store: SandboxStore = createMemoryStore()) {
  let nowMs = Date.parse("2026-11-22T12:00:00Z");
  const sent: { rawBody: Buffer; headers: WebhookHeaders }[] = [];
  const provider = createSandbox({
    store,
    secret: "a secret of the tests",
    publicUrl: "http://127.0.0.1:4400",
    clock: () => nowMs,
    deliver: async (rawBody, headers) => void sent.push({ rawBody, headers }),
    onFault: (fault) => assert.fail(String(fault)),
  });
  return {
    provider,
    store,
    methods: {
      settles: { card: "4242 4242 4242 4242" },
      declines: { card: "4000000000000002" },
      challenges: { card: "4000000000003220" },
      invalid: { card: "4111111111111111" },
    },
    async answerChallenge(payment: string, verdict: "approve" | "deny") {
      await provider.complete(payment, verdict);
    },
    async deliveries() {
      await provider.idle();
      return sent;
    },
    moveClock(ms: number) {
      nowMs += ms;
    },
    now: () => nowMs,
    async [Symbol.asyncDispose]() {
      await provider.idle();
    },
  };
}

providerContract("sandbox", async () => makeSandbox());

test("[S5.6] other numbers, other fields and other shapes are refused", () => {
  const { provider } = makeSandbox();
  for (const method of [
    {},
    { card: "" },
    { card: "4242" },
    { card: "4242-4242-4242-4242" },
    { card: "5555555555554444" },
    { card: "4242424242424242", cvc: "123" },
    { token: "4242424242424242" },
  ]) {
    assert.equal(provider.checkMethod(method as never)?.refused, "payment_method_invalid");
  }
});

test("[S5.11] no card number is kept, sent or answered", async () => {
  const world = makeSandbox();
  for (const card of sandboxCards.keys()) {
    const order = newId("order");
    const money = { currency: "USD", minor: 129 } as const;
    const event = await world.provider.createPayment({ order, money, method: { card } });
    const kept = await world.store.byOrder(order);
    const sent = (await world.deliveries()).map(({ rawBody }) => rawBody.toString());
    assert.ok(!JSON.stringify([event, kept, sent]).includes(card));
  }
});

test("[S5.12] the 3-D Secure page stands at the public address, under the payment", async () => {
  const world = makeSandbox();
  const event = await world.provider.createPayment({
    order: newId("order"),
    money: { currency: "USD", minor: 129 },
    method: world.methods.challenges,
  });
  assert.equal(event.actionUrl, `http://127.0.0.1:4400/sandbox/3ds/${event.payment}`);
  assert.equal((await world.provider.showPayment(event.payment))?.status, "requires_action");
  assert.equal(await world.provider.complete("spm_00000000000000000000000000", "approve"), null);
});

test("[S5.13] a well-signed delivery that makes no sense is refused", () => {
  const world = makeSandbox();
  const good = {
    id: "evt-1",
    environment: "sandbox",
    type: "payment.settled",
    order: newId("order"),
    payment: "spm_1",
    money: { currency: "EUR", minor: 449 },
    actionUrl: null,
    failure: null,
  };
  const deliver = (body: unknown) => {
    const rawBody = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const signed = { id: "evt-1", rawBody, atMs: world.now() };
    return world.provider.verifyWebhook(rawBody, signWebhook("a secret of the tests", signed));
  };
  assert.ok(!isRefusal(deliver(good)));
  for (const bad of [
    { ...good, environment: "live" },
    { ...good, type: "payment.invented" },
    { ...good, order: newId("stream") },
    { ...good, money: { currency: "EUR", minor: 4.49 } },
    { ...good, money: { currency: "XXX", minor: 449 } },
    { ...good, payment: 7 },
    [good],
    null,
    "not json",
    `{"padding":"${"x".repeat(9_000)}"}`,
  ]) {
    assert.ok(isRefusal(deliver(bad)));
  }
});
