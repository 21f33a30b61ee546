/**
 * Frames that nobody honest sends. Each is refused by name or ends its own line; the house, everyone
 * else's line and the books go on (T15, T26).
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { refusals, SOCKET_PROTOCOL } from "@largesse/protocol";
import { openLine } from "../simulation/line.ts";
import { type AttackStage, openStage } from "./stage.ts";

let stage: AttackStage;
let books = "";
before(async () => {
  stage = await openStage();
  books = await stage.books();
});
after(async () => {
  await stage[Symbol.asyncDispose]();
});

/** What became of a frame: a refusal's code, or the code that the line was closed with. */
async function reaction(
  frames: readonly (string | Uint8Array<ArrayBuffer>)[],
): Promise<string | number> {
  const url = `${stage.baseUrl.replace(/^http/, "ws")}/v1/socket`;
  const socket = new WebSocket(url, SOCKET_PROTOCOL);
  socket.binaryType = "arraybuffer";
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("neither refused nor closed")), 10_000);
      const settle = (value: string | number) => {
        clearTimeout(timer);
        resolve(value);
      };
      socket.onopen = () => {
        for (const frame of frames) socket.send(frame);
      };
      socket.onclose = ({ code }) => settle(code);
      socket.onmessage = ({ data }) => {
        const read: unknown = JSON.parse(String(data));
        for (const frame of Array.isArray(read) ? read : [read]) {
          if (frame.type === "refused") settle(frame.problem.code);
          if (frame.type === "resync") settle("resync");
        }
      };
    });
  } finally {
    socket.close();
  }
}

const HELLO = () => JSON.stringify({ type: "hello", token: stage.viewer.token });
const gift = (fields: object) =>
  JSON.stringify({
    type: "gift.send",
    id: 1,
    key: "socket",
    stream: stage.stream,
    gift: "rose",
    ...fields,
  });

const frames: readonly (readonly [name: string, frame: () => string | Uint8Array<ArrayBuffer>])[] =
  [
    ["no JSON", () => "hello"],
    ["nothing", () => ""],
    ["null", () => "null"],
    ["a number", () => "1"],
    ["an array", () => "[]"],
    ["an object of nothing", () => "{}"],
    ["an unknown type", () => '{"type":"steal"}'],
    ["a type that is an object", () => '{"type":{"$ne":null}}'],
    ["a polluted prototype", () => '{"__proto__":{"type":"ping"}}'],
    ["an unknown field", () => '{"type":"ping","admin":true}'],
    ["bytes", () => new Uint8Array([1, 2, 3, 255])],
    ["deep brackets", () => "[".repeat(4_000)],
    ["a stream that is none", () => '{"type":"join","id":1,"stream":"x"}'],
    [
      "a position below zero",
      () => JSON.stringify({ type: "join", id: 1, stream: stage.stream, after: -1 }),
    ],
    [
      "a gift without a key",
      () => JSON.stringify({ type: "gift.send", id: 1, stream: stage.stream, gift: "rose" }),
    ],
    ["a gift of nothing", () => gift({ quantity: 0 })],
    ["a gift of less than nothing", () => gift({ quantity: -1 })],
    ["a half gift", () => gift({ quantity: 0.5 })],
    ["a gift of a text", () => gift({ quantity: "1" })],
    ["too many gifts", () => gift({ quantity: 9_007_199_254_740_991 })],
    ["a streak of nothing", () => gift({ streak: { id: "s", total: 0 } })],
    ["a gift that is none", () => gift({ gift: "unicorn" })],
    ["a gift too dear", () => gift({ gift: "galaxy", quantity: 999 })],
  ];

describe("[Q4.8] every malformed frame is refused by name or ends its own line", () => {
  for (const [name, frame] of frames) {
    test(`[Q4.8] ${name}`, async () => {
      const bystander = await openLine(stage.baseUrl, null);
      const found = await reaction([HELLO(), frame()]);
      if (typeof found === "string") assert.ok(found in refusals, found);
      else
        assert.ok([1002, 1003, 1007, 1008, 1009].includes(found) || found >= 4000, String(found));
      const alive = await bystander.command({ type: "ping" });
      assert.equal(alive.heard, "answer");
      bystander.cut();
      assert.equal(await stage.books(), books);
    });
  }
});

test("[Q4.9] a frame too large ends the line with 1009", async () => {
  assert.equal(await reaction([HELLO(), "x".repeat(64 * 1024)]), 1009);
});

test("[Q4.11] a position beyond the last event starts the room anew", async () => {
  const params = { type: "join", id: 1, stream: stage.stream, after: 1e9 };
  assert.equal(await reaction([HELLO(), JSON.stringify(params)]), "resync");
});

test("[Q4.10] a guest cannot send gifts, and a second hello does not make somebody else of them", async () => {
  const guest = await reaction([JSON.stringify({ type: "hello" }), gift({})]);
  assert.equal(guest, "sign_in_required");
  const creator = await reaction([
    JSON.stringify({ type: "hello", token: stage.creator.token }),
    gift({}),
  ]);
  assert.equal(creator, "forbidden");
  const early = await reaction([gift({})]);
  assert.equal(early, "hello_first");
  assert.equal(await stage.books(), books);
});
