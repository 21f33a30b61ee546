/** A batch larger than one part: what the first part has decided, the next ones must stand on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { auditBooks, readAccounts } from "@largesse/ledger";
import { isRefusal, limits, type StreamId } from "@largesse/protocol";
import { createWorld } from "./world.ts";

const GIFTS = limits.batchPartGiftsMax * 3 + 100;

test("[G2.6] keys, wallets and streaks run through all parts of a large batch", async () => {
  await using world = await createWorld();
  const [viewer, creator] = [await world.signIn("viewer", "V"), await world.signIn("creator", "C")];
  await world.buy(viewer);
  const started = await world.call("startStream", creator, { body: { title: "A stream" } });
  const stream = started.id as StreamId;
  const send = world.economy.handlers.sendGift;
  // The house knows the stream from here on, so that all that follow join one batch, in order.
  await send(viewer, { params: { stream }, key: "first", body: { gift: "rose", quantity: 1 } });
  const [before] = await readAccounts(world.database, viewer.accounts ?? []);
  const coins = Number(before?.balance);
  // Each key comes again half a batch later; the streak grows by one with each new key.
  const half = GIFTS / 2;
  const replies = await Promise.all(
    Array.from({ length: GIFTS }, (_, n) => {
      const total = (n % half) + 1;
      const body = { gift: "rose", quantity: 1, streak: { id: "long", total } };
      return send(viewer, { params: { stream }, key: `k${total}`, body });
    }),
  );
  const sent = replies.slice(0, half);
  const paid = Math.min(coins, half);
  assert.equal(sent.filter((reply) => !isRefusal(reply)).length, paid);
  for (const [place, first] of sent.entries()) {
    const again = replies[place + half];
    assert.ok(again !== undefined);
    if (isRefusal(first)) assert.deepEqual(again, first);
    else assert.deepEqual(!isRefusal(again) && again.answer, first.answer);
  }
  const seqs = world.events.flatMap((event) => (event.type === "gift.sent" ? [event.seq] : []));
  assert.deepEqual(
    seqs,
    Array.from({ length: paid + 1 }, (_, place) => place + 1),
  );
  const [after] = await readAccounts(world.database, viewer.accounts ?? []);
  assert.equal(Number(after?.balance), coins - paid);
  assert.deepEqual((await auditBooks(world.database)).findings, []);
});
