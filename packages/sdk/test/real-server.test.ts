/** The client and the server, together: what one promises the other keeps. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestServer } from "../../../test/support/server.ts";
import { createClient, createRoomStore, newKey, problemFrom } from "../src/index.ts";
import { until } from "./world.ts";

async function openRoom() {
  const server = await startTestServer();
  const creator = await server.signIn("creator");
  const stream = await creator.call("startStream", { body: { title: "Jazz after dark" } });
  const mira = await server.signIn("viewer", "Mira");
  await server.buyCoins(mira, 60);
  const client = createClient({ baseUrl: server.url, token: () => mira.token });
  const room = createRoomStore(client, stream.body.id);
  return {
    server,
    client,
    room,
    streamId: stream.body.id,
    [Symbol.asyncDispose]: async () => {
      room.close();
      client.close();
      await server.stop();
    },
  };
}

test("[P3.11] forty quick taps cost forty roses, on the wallet, in the room and in the books", async () => {
  await using at = await openRoom();
  const { room } = at;
  await until(() => room.getSnapshot().connection === "live" && room.getSnapshot().wallet !== null);
  const taps = Array.from({ length: 40 }, () => room.tapStreak("rose"));
  await Promise.all(taps);
  await until(() => room.getSnapshot().stream?.coins === 40, "forty coins in the room");
  const { wallet, events } = room.getSnapshot();
  assert.equal(wallet?.coins, 20);
  const gifts = events.filter((event) => event.type === "gift.sent");
  assert.equal(
    gifts.reduce((sum, event) => sum + event.data.coins, 0),
    40,
  );
  assert.ok(gifts.length < 40, "claims are fewer than taps");
  assert.equal((await at.client.call("getWallet")).coins, 20);
});

test("[P3.10] one key by socket and by HTTP is one gift", async () => {
  await using at = await openRoom();
  await until(() => at.room.getSnapshot().connection === "live");
  const key = newKey();
  const bySocket = await at.client.sendGift({ stream: at.streamId, gift: "panda", key });
  const byHttp = await at.client.call("sendGift", {
    params: { stream: at.streamId },
    body: { gift: "panda", quantity: 1 },
    key,
  });
  assert.equal(byHttp.sent.id, bySocket.sent.id);
  assert.equal((await at.client.call("getWallet")).coins, 55);
});

test("[P3.4] a gift that is too dear is refused by the socket with the numbers that explain it", async () => {
  await using at = await openRoom();
  await until(() => at.room.getSnapshot().connection === "live");
  const gift = at.room.sendGift("shiny-diamond");
  await assert.rejects(gift, (error) => {
    const problem = problemFrom(error);
    assert.equal(problem?.code, "insufficient_coins");
    assert.equal(problem?.numbers.missingCoins, 940);
    return true;
  });
});

test("[P3.13] what one says the other hears, and a later guest finds it", async () => {
  await using at = await openRoom();
  await at.room.sendMessage("good evening");
  const guest = createClient({ baseUrl: at.server.url });
  const late = createRoomStore(guest, at.streamId);
  await until(() => late.getSnapshot().events.length === 1, "the message");
  const [event] = late.getSnapshot().events;
  assert.equal(event?.type === "message.sent" && event.data.text, "good evening");
  assert.equal(late.getSnapshot().me, null);
  late.close();
  guest.close();
});
