/** Two nodes on one database: keys, numbers and payments are the house's, not a node's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuoteId, StreamId } from "@largesse/protocol";
import { cards, createWorld } from "./world.ts";

test("[L2.5] the same key on two nodes at the same moment is one message", async () => {
  await using world = await createWorld();
  const other = await world.openNode();
  const viewer = await world.signIn("viewer", "Vera");
  const streams: StreamId[] = [];
  for (const name of ["Cleo", "Carl"]) {
    const creator = await world.signIn("creator", name);
    const stream = await world.call("startStream", creator, { body: { title: "Songs" } });
    streams.push(stream.id as StreamId);
  }
  for (let round = 0; round < 15; round++) {
    const replies = await Promise.all(
      [world.economy, other.economy].map((economy, place) =>
        economy.handlers.sendMessage(viewer, {
          key: `k${round}`,
          params: { stream: streams[place] as StreamId },
          body: { text: "hi", kind: "chat" },
        }),
      ),
    );
    const codes = replies.map((reply) => ("refused" in reply ? reply.refused : "said")).sort();
    assert.deepEqual(codes, ["key_reused", "said"]);
  }
});

test("[L3.1] two nodes number one room without gaps, and each hands on in order", async () => {
  await using world = await createWorld();
  const other = await world.openNode();
  const creator = await world.signIn("creator", "Cleo");
  const viewer = await world.signIn("viewer", "Vera");
  const stream = await world.call("startStream", creator, { body: { title: "Songs" } });
  const params = { stream: stream.id as StreamId };
  const nodes = [world, other];
  await Promise.all(
    Array.from({ length: 80 }, async (_, place) => {
      const node = nodes[place % 2] ?? world;
      // Some go together, some after others.
      for (let turn = 0; turn < place % 5; turn++) await world.economy.headsOf([stream.id]);
      const body = { text: `message ${place}`, kind: "chat" as const };
      await node.economy.handlers.sendMessage(viewer, { key: `k${place}`, params, body });
    }),
  );
  await Promise.all(nodes.map(({ economy }) => economy.stop()));
  const { events, head } = await world.economy.loadEvents(stream.id, 0, 200);
  assert.deepEqual([events.length, head], [80, 80]);
  for (const { events: heard } of nodes) {
    const numbers = heard.map(({ seq }) => seq);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    // Gaps are filled from the database, so each node tells a whole run of the room.
    assert.deepEqual(heard, events.slice((numbers[0] ?? 1) - 1, numbers.at(-1)));
  }
});

test("[S6.2] one webhook at two nodes, and both asking, credit a payment once", async () => {
  await using world = await createWorld();
  const other = await world.openNode();
  const viewer = await world.signIn("viewer", "Vera");
  const quote = await world.call("createQuote", viewer, { body: { coins: 70 } });
  const body = {
    quote: quote.id as QuoteId,
    provider: "sandbox",
    method: { card: cards.challenged },
  };
  const nodes = [world.economy, other.economy];
  const replies = await Promise.all(
    nodes.map((economy) => economy.handlers.createOrder(viewer, { key: "k", body })),
  );
  const answers = replies.flatMap((reply) => ("answer" in reply ? [reply.answer] : []));
  assert.deepEqual(answers[0], answers[1]);
  const payment = answers[0]?.nextAction?.url.split("/").at(-1) ?? "";
  await world.sandbox.complete(payment, "approve");
  await world.sandbox.idle();
  const webhook = world.deliveries.at(-1);
  assert.ok(webhook);
  const deliveries = nodes.flatMap((economy) =>
    [1, 2, 3].map(() => economy.applyWebhook("sandbox", webhook.rawBody, webhook.headers)),
  );
  assert.deepEqual(new Set(await Promise.all(deliveries)), new Set(["ok"]));
  world.move(60_000);
  await Promise.all(nodes.map((economy) => economy.reconcile()));
  assert.equal((await world.call("getWallet", viewer, {})).coins, 70);
});
