/** What the room shows of its events. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomEvent } from "@largesse/protocol";
import { chatLines } from "./chat-lines.ts";
import { freshEvents } from "./fresh.ts";

const person = { id: "vwr_1", name: "Ona", avatar: null };
const rose = { id: "rose", name: "Rose", coins: 1, tier: "small" } as const;

function gift(seq: number, part: { count?: number; streak?: string; at?: string } = {}): RoomEvent {
  const count = part.count ?? 1;
  const streak = part.streak === undefined ? null : { id: part.streak, total: seq, ended: false };
  return {
    type: "gift.sent",
    stream: "str_1",
    seq,
    epoch: "e",
    at: part.at ?? "2026-11-22T12:00:00.000Z",
    data: {
      id: `gft_${seq}`,
      gift: rose,
      sender: person,
      count,
      coins: count,
      diamonds: 0,
      streak,
    },
  };
}

test("[V3.1] a streak is one line, and counts what was added", () => {
  const events = [gift(1, { streak: "s" }), gift(2, { count: 3, streak: "s" }), gift(3)];
  const lines = chatLines(events);
  assert.equal(lines.length, 2);
  assert.deepEqual(
    lines.map((line) => (line.kind === "gift" ? line.count : 0)),
    [4, 1],
  );
});

test("[V3.1] an event that added nothing makes no line", () => {
  assert.deepEqual(chatLines([gift(1, { count: 0, streak: "s" })]), []);
});

test("[V3.2] the past of a room is read and not performed", () => {
  const events = [gift(1), gift(2), gift(3)];
  const entering = freshEvents(events, { epoch: "e", seq: 3 });
  assert.deepEqual(entering.fresh, []);
  const later = freshEvents([...events, gift(4)], entering.next);
  assert.deepEqual(
    later.fresh.map((event) => event.seq),
    [4],
  );
});

test("[V3.2] after a broken line only recent gifts are performed", () => {
  const old = gift(4, { at: "2026-11-22T11:58:00.000Z" });
  const { fresh, next } = freshEvents([old, gift(5)], { epoch: "e", seq: 3 });
  assert.deepEqual(
    fresh.map((event) => event.seq),
    [5],
  );
  assert.equal(next.seq, 5);
});

test("[V3.2] a new epoch performs nothing of its past", () => {
  const { fresh, next } = freshEvents([gift(2)], { epoch: "old", seq: 90 });
  assert.deepEqual(fresh, []);
  assert.deepEqual(next, { epoch: "e", seq: 2 });
});
