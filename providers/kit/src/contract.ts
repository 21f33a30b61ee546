/**
 * The contract suite: what the store relies on, asked of every provider, the sandbox included.
 *
 * A provider's package calls `providerContract` from its own test file with a way to make itself
 * against whatever it talks to. Rules: docs/spec/store.md, S5.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal, type Money, newId } from "@largesse/protocol";
import type { MethodFields, PaymentEvent, PaymentProvider } from "./provider.ts";
import type { WebhookHeaders } from "./signature.ts";

export interface ProviderUnderTest extends AsyncDisposable {
  readonly provider: PaymentProvider;
  /** Fields that pay at once, that the bank declines, that ask the buyer, that make no sense. */
  readonly methods: Readonly<
    Record<"settles" | "declines" | "challenges" | "invalid", MethodFields>
  >;
  /** Answers the bank's question as the buyer would. */
  answerChallenge(payment: string, verdict: "approve" | "deny"): Promise<void>;
  /** Every webhook sent so far, as it went over the wire. */
  deliveries(): Promise<readonly { rawBody: Buffer; headers: WebhookHeaders }[]>;
  /** Moves the clock that the provider reads. */
  moveClock(ms: number): void;
}

const euros: Money = { currency: "EUR", minor: 449 };

type Rule = (says: string, proof: (world: ProviderUnderTest) => Promise<void>) => void;

export function providerContract(name: string, make: () => Promise<ProviderUnderTest>): void {
  const rule: Rule = (says, proof) => {
    test(`${says} (${name})`, async () => {
      await using world = await make();
      await proof(world);
    });
  };
  paymentRules(rule);
  webhookRules(rule);
}

async function pay(
  world: ProviderUnderTest,
  method: keyof ProviderUnderTest["methods"],
  money = euros,
) {
  const order = newId("order");
  const request = { order, money, method: world.methods[method] };
  return { order, request, event: await world.provider.createPayment(request) };
}

function paymentRules(rule: Rule): void {
  rule("[S5.2] a good method settles exactly what was asked", async (world) => {
    for (const money of [euros, yen, dinar]) {
      const { order, event } = await pay(world, "settles", money);
      assert.equal(event.type, "payment.settled");
      assert.deepEqual(event.money, money);
      assert.equal(event.order, order);
    }
  });

  rule("[S5.3] one order makes one payment, however often it is asked", async (world) => {
    const { request, event } = await pay(world, "challenges");
    const again = await Promise.all([1, 2, 3].map(() => world.provider.createPayment(request)));
    assert.deepEqual(new Set(again.map((one) => one.payment)), new Set([event.payment]));
  });

  rule("[S5.4] a declined method fails with a reason for the buyer", async (world) => {
    const { event } = await pay(world, "declines");
    assert.equal(event.type, "payment.failed");
    assert.ok((event.failure?.says.length ?? 0) > 10);
  });

  rule("[S5.5] a challenge sends the buyer away and ends by the answer", async (world) => {
    for (const [verdict, ends] of [
      ["approve", "payment.settled"],
      ["deny", "payment.failed"],
    ] as const) {
      const { order, event } = await pay(world, "challenges");
      assert.equal(event.type, "payment.requires_action");
      assert.ok(URL.canParse(event.actionUrl ?? ""));
      await world.answerChallenge(event.payment, verdict);
      assert.equal((await world.provider.fetchPayment(order))?.type, ends);
      // A later answer does not change what is decided.
      await world.answerChallenge(event.payment, verdict === "approve" ? "deny" : "approve");
      assert.equal((await world.provider.fetchPayment(order))?.type, ends);
    }
  });

  rule("[S5.6] a method that makes no sense is refused before anything is made", async (world) => {
    const refusal = world.provider.checkMethod(world.methods.invalid);
    assert.equal(refusal?.refused, "payment_method_invalid");
    for (const good of ["settles", "declines", "challenges"] as const) {
      assert.equal(world.provider.checkMethod(world.methods[good]), null);
    }
  });

  rule("[S5.7] a question later gives the same answer, and none for no payment", async (world) => {
    const { order, event } = await pay(world, "settles");
    assert.deepEqual(await world.provider.fetchPayment(order), event);
    assert.equal(await world.provider.fetchPayment(newId("order")), null);
  });
}

function webhookRules(rule: Rule): void {
  rule("[S5.8] webhooks tell the same as the answers", async (world) => {
    const { event } = await pay(world, "settles");
    assert.deepEqual(await lastEvent(world), event);
  });

  rule("[S5.9] a webhook changed by one byte, cut or written anew is refused", async (world) => {
    await pay(world, "settles");
    const { rawBody, headers } = await lastDelivery(world);
    const forgeries = [rawBody.subarray(0, -1), Buffer.concat([rawBody, Buffer.from(" ")])];
    for (let place = 0; place < rawBody.length; place += 7) {
      const changed = Buffer.from(rawBody);
      changed[place] = (changed[place] ?? 0) ^ 1;
      forgeries.push(changed);
    }
    forgeries.push(Buffer.from(JSON.stringify(JSON.parse(rawBody.toString()), null, 1)));
    for (const forged of forgeries) assertRefused(world, forged, headers);
  });

  rule("[S5.10] a webhook without its signature, or too old, is refused", async (world) => {
    await pay(world, "settles");
    const { rawBody, headers } = await lastDelivery(world);
    assertRefused(world, rawBody, {});
    for (const name of Object.keys(headers)) {
      assertRefused(world, rawBody, { ...headers, [name]: `${headers[name]}0` });
    }
    world.moveClock(60 * 60_000);
    assertRefused(world, rawBody, headers);
  });
}

const yen: Money = { currency: "JPY", minor: 718 };
const dinar: Money = { currency: "KWD", minor: 1_407 };

async function lastDelivery(world: ProviderUnderTest) {
  const last = (await world.deliveries()).at(-1);
  assert.ok(last !== undefined, "a webhook was sent");
  return last;
}

async function lastEvent(world: ProviderUnderTest): Promise<PaymentEvent> {
  const { rawBody, headers } = await lastDelivery(world);
  const delivery = world.provider.verifyWebhook(rawBody, headers);
  assert.ok(delivery !== null && !isRefusal(delivery));
  return delivery.event;
}

function assertRefused(world: ProviderUnderTest, rawBody: Buffer, headers: WebhookHeaders): void {
  const delivery = world.provider.verifyWebhook(rawBody, headers);
  assert.ok(isRefusal(delivery));
  assert.equal(delivery.refused, "webhook_signature_invalid");
}
