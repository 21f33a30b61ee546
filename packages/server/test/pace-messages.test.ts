/** Chat keeps to the pace of people, from outside and with time in hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor, Handler } from "@largesse/economy";
import { isRefusal, limits, newId } from "@largesse/protocol";
import { paceMessages } from "../src/pace-messages.ts";

function personCalled(name: string): Actor {
  const id = newId("viewer");
  return { id, uuid: id, role: "viewer", name, avatar: null, country: null, accounts: null };
}

test("[L2.7] the ninth message of ten seconds is refused, the next window and others are free", async () => {
  let nowMs = 0;
  let said = 0;
  const send: Handler<"sendMessage"> = async (actor, { body }) => {
    said++;
    const sender = { id: actor?.id ?? "", name: actor?.name ?? "", avatar: null };
    const message = { id: newId("message"), sender, text: body.text, kind: "chat" as const };
    return { answer: { message, event: { seq: said, epoch: "e" } } };
  };
  const paced = paceMessages(send, () => nowMs);
  const request = {
    params: { stream: newId("stream") },
    body: { text: "hello", kind: "chat" as const },
    key: "k",
  };
  const loud = personCalled("Loud");
  for (let at = 0; at < limits.messagesPerTenSeconds; at++) {
    assert.equal(isRefusal(await paced(loud, request)), false);
  }
  assert.deepEqual(await paced(loud, request), {
    refused: "rate_limited",
    details: { seconds: 10 },
  });
  assert.equal(isRefusal(await paced(personCalled("Quiet"), request)), false);
  assert.equal(said, limits.messagesPerTenSeconds + 1);
  nowMs = 10_000;
  assert.equal(isRefusal(await paced(loud, request)), false);
});
