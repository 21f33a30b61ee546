/** The live room from outside: sockets and event streams on a real server over a real database. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import type { StreamId } from "@largesse/protocol";
import { startTestServer, type TestPerson, type TestServer } from "../../../test/support/server.ts";
import { EventReader, Link } from "./link.ts";

let server: TestServer;
let creator: TestPerson;
let viewer: TestPerson;

before(async () => {
  server = await startTestServer();
  creator = await server.signIn("creator", "Mira");
  viewer = await server.signIn("viewer", "Ana");
  await server.buyCoins(viewer, 1_000);
});
after(() => server.stop());

async function goLive(title = "Evening"): Promise<StreamId> {
  return (await creator.call("startStream", { body: { title } })).body.id as StreamId;
}

async function linkOf(person: TestPerson | null, url = server.url): Promise<Link> {
  const link = await new Link(url).open();
  const hello = await link.ask({ type: "hello", ...(person ? { token: person.token } : {}) });
  assert.equal(hello.type, "answer");
  return link;
}

let keys = 0;
function say(stream: StreamId, text: string) {
  const key = `say-${keys++}`;
  return viewer.call("sendMessage", {
    params: { stream },
    body: { text },
    key,
  });
}

test("[G15.1] a gift by socket is answered and reaches socket, event stream and HTTP alike", async () => {
  const stream = await goLive();
  const sender = await linkOf(viewer);
  const watcher = await linkOf(null);
  const reader = await EventReader.open(`${server.url}/v1/streams/${stream}/events`);
  for (const link of [sender, watcher]) {
    assert.equal((await link.ask({ type: "join", stream })).type, "answer");
  }
  const frame = { type: "gift.send", key: "g1", stream, gift: "panda" } as const;
  const answer = await sender.ask({ ...frame, quantity: 2 });
  assert.equal(answer.type, "answer");
  const seen = await watcher.eventNumbered(1);
  assert.equal(seen.type === "gift.sent" && seen.data.coins, 10);
  assert.deepEqual(await sender.eventNumbered(1), seen);
  assert.deepEqual((await reader.next("gift.sent")).data, seen);
  const listed = await server.guest.call("listEvents", { params: { stream }, query: {} });
  assert.deepEqual(listed.body.data, [seen]);
  // The same command again is the same gift.
  const again = await sender.ask({ ...frame, quantity: 2 });
  assert.deepEqual({ ...again, id: 0 }, { ...answer, id: 0 });
  for (const link of [sender, watcher]) link.close();
  reader.close();
});

test("[G15.3] after a lost connection a reader resumes without loss or repetition", async () => {
  const stream = await goLive();
  const first = await linkOf(null);
  await first.ask({ type: "join", stream });
  await say(stream, "one");
  const { epoch, seq } = await first.eventNumbered(1);
  first.close();
  await say(stream, "two");
  await say(stream, "three");
  const second = await linkOf(null);
  const joined = await second.ask({ type: "join", stream, after: seq, epoch });
  assert.ok(joined.type === "answer" && "resumed" in joined.result && joined.result.resumed);
  await second.eventNumbered(3);
  assert.deepEqual(
    second.events().map((event) => event.seq),
    [2, 3],
  );
  const reader = await EventReader.open(
    `${server.url}/v1/streams/${stream}/events`,
    `${epoch}:${seq}`,
  );
  await reader.numbered(`${epoch}:3`);
  assert.deepEqual(
    reader.told.all.filter((told) => told.id !== null).map((told) => told.id),
    [`${epoch}:2`, `${epoch}:3`],
  );
  second.close();
  reader.close();
});

test("[G15.4] a position of another numbering is answered with a snapshot", async () => {
  const stream = await goLive();
  await say(stream, "one");
  const link = await linkOf(null);
  await link.ask({ type: "join", stream, after: 1, epoch: "of yesterday" });
  const resync = await link.frames.until(
    (all) => all.find((frame) => frame.type === "resync"),
    "resync",
  );
  assert.equal(resync.type === "resync" && resync.recent.length, 1);
  link.close();
});

test("[G15.6] an event committed by another node arrives here", async () => {
  await using other = await startTestServer({ databaseUrl: server.databaseUrl });
  const stream = await goLive();
  const link = await linkOf(null, other.url);
  await link.ask({ type: "join", stream });
  await say(stream, "over there");
  assert.equal((await link.eventNumbered(1)).type, "message.sent");
  link.close();
});

test("[G15.11] hello comes first, once for one person, and may bring a fresh token", async () => {
  const link = await new Link(server.url).open();
  const early = await link.ask({ type: "ping" });
  assert.equal(early.type === "refused" && early.problem.code, "hello_first");
  const bad = await link.ask({ type: "hello", token: "no.such.token" });
  assert.equal(bad.type === "refused" && bad.problem.code, "token_invalid");
  assert.equal((await link.ask({ type: "hello", token: viewer.token })).type, "answer");
  assert.equal((await link.ask({ type: "hello", token: viewer.token })).type, "answer");
  const stolen = await link.ask({ type: "hello", token: creator.token });
  assert.equal(stolen.type === "refused" && stolen.problem.code, "token_invalid");
  assert.equal((await link.ask({ type: "ping" })).type, "answer");
  link.close();
});

test("[G15.12] commands sent at once are each answered once, under their own id", async () => {
  const stream = await goLive();
  const link = await new Link(server.url).open();
  const send = (frame: object) => link.socket.send(JSON.stringify(frame));
  send({ type: "hello", id: "h", token: viewer.token });
  send({ type: "join", id: "j", stream });
  for (let n = 0; n < 20; n++) {
    send({ type: "gift.send", id: n, key: `burst-${n}`, stream, gift: "rose", quantity: 1 });
  }
  await Promise.all(Array.from({ length: 20 }, (_, n) => link.answerTo(n)));
  const answers = link.frames.all.filter((frame) => frame.type === "answer");
  assert.equal(answers.length, 22);
  await link.eventNumbered(20);
  assert.deepEqual(
    link.events().map((event) => event.seq),
    Array.from({ length: 20 }, (_, n) => n + 1),
  );
  link.close();
});

test("[G15.13] malformed frames are refused and harm nobody", async () => {
  const stream = await goLive();
  const link = await linkOf(null);
  const frames: [string | Buffer, string][] = [
    ["nonsense", "malformed"],
    ['{"type":"ping","type":"ping"}', "malformed"],
    ['{"type":"join","id":1e0}', "malformed"],
    [`{"type":${"[".repeat(40)}${"]".repeat(40)}}`, "malformed"],
    ['{"type":"message.send","text":"\\u0000"}', "malformed"],
    [Buffer.from([0xff, 0xfe]), "malformed"],
    ["[]", "invalid_field"],
    ['{"type":"shutdown"}', "invalid_field"],
    ['{"type":"ping","admin":true}', "invalid_field"],
    ['{"type":"join","stream":"str_1"}', "invalid_field"],
  ];
  for (const [bytes, code] of frames) {
    const before = link.frames.all.length;
    link.socket.send(bytes, { binary: typeof bytes !== "string" });
    const refused = await link.frames.until((all) => all[before], String(bytes));
    assert.equal(refused.type === "refused" && refused.problem.code, code, String(bytes));
  }
  assert.equal((await link.ask({ type: "join", stream })).type, "answer");
  link.close();
});

test("[G15.13] an oversize frame ends the connection", async () => {
  const link = await linkOf(null);
  link.socket.send(`"${"x".repeat(9_000)}"`);
  assert.equal((await link.closed()).code, 1009);
});

test("[G15.14] commands beyond the rate are refused, a flood is let go", async () => {
  const link = await linkOf(null);
  for (let n = 0; n < 3_000; n++) link.socket.send(`{"type":"ping","id":${n}}`);
  assert.equal((await link.closed()).code, 1008);
  const refused = link.frames.all.find((frame) => frame.type === "refused");
  assert.equal(refused?.type === "refused" && refused.problem.code, "rate_limited");
});

/** What the server says to an upgrade it refuses, word for word. */
function rawAnswer(path: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${lines.join("\r\n")}\r\n\r\n`),
    );
    socket.on("data", (bytes) => {
      text += bytes.toString();
    });
    socket.on("close", () => resolve(text));
  });
}

test("[G15.16] pages of unknown origins and other subprotocols are refused at the door", async () => {
  const strange = new Link(server.url, { origin: "https://evil.example" });
  await assert.rejects(strange.open(), /refused with 403/);
  const upgrade = { connection: "Upgrade", upgrade: "websocket", origin: "https://evil.example" };
  const refused = await rawAnswer("/v1/socket", upgrade);
  assert.match(refused, /^HTTP\/1.1 403 Forbidden/);
  assert.ok(refused.includes('"code":"origin_refused"'));
  assert.match(await rawAnswer("/v1/other", upgrade), /^HTTP\/1.1 404 Not Found/);
  const own = await new Link(server.url, { origin: server.url }).open();
  own.close();
  const other = new Link(server.url, { protocol: "other.v1" });
  await assert.rejects(other.open(), /refused with 400/);
});

test("[G15.21] a guest may watch and neither send nor speak", async () => {
  const stream = await goLive();
  const link = await linkOf(null);
  const gift = await link.ask({ type: "gift.send", key: "k", stream, gift: "rose", quantity: 1 });
  assert.equal(gift.type === "refused" && gift.problem.code, "sign_in_required");
  const text = await link.ask({ type: "message.send", key: "k", stream, text: "hi", kind: "chat" });
  assert.equal(text.type === "refused" && text.problem.code, "sign_in_required");
  link.close();
});

test("[G15.18] an overlay follows its creator, resumes, and ends when its link is revoked", async () => {
  const made = await creator.call("createOverlay", {});
  const token = made.body.url?.split("/").at(-1) ?? "";
  const address = `${server.url}/v1/overlay/${token}/events`;
  const first = await goLive("First");
  const overlay = await EventReader.open(address);
  await overlay.next("overlay");
  await say(first, "hello");
  const { id } = await overlay.next("message.sent");
  overlay.close();
  await say(first, "meanwhile");
  const back = await EventReader.open(address, id ?? "");
  const missed = await back.next("message.sent");
  assert.equal((missed.data as { seq: number }).seq, 2);
  const second = await goLive("Second");
  await say(second, "here now");
  await back.told.until(
    (all) => all.find(({ data }) => JSON.stringify(data).includes("here now") || undefined),
    "the next stream's event",
  );
  const params = { overlay: made.body.id as `ovl_${string}` };
  await creator.call("revokeOverlay", { params });
  await back.next("revoked");
  await back.ended;
  const refused = await fetch(address);
  assert.equal(refused.status, 410);
});

test("[G15.18] asking for the head of an event stream opens none", async () => {
  const stream = await goLive();
  const token = (await creator.call("createOverlay", {})).body.url?.split("/").at(-1) ?? "";
  const headers = { accept: "text/event-stream" };
  for (const path of [`/v1/streams/${stream}/events`, `/v1/overlay/${token}/events`]) {
    const signal = AbortSignal.timeout(5_000);
    const head = await fetch(server.url + path, { method: "HEAD", headers, signal });
    assert.equal(head.status, 200);
  }
});

test("[G15.19] a stopping server tells everyone goodbye and when to come back", async () => {
  const going = await startTestServer({ databaseUrl: server.databaseUrl });
  const link = await linkOf(viewer, going.url);
  const stream = await goLive();
  const reader = await EventReader.open(`${going.url}/v1/streams/${stream}/events`);
  await Promise.all([going.stop(), link.closed()]);
  assert.equal((await link.closed()).code, 1012);
  const last = link.frames.all.at(-1);
  assert.ok(last?.type === "goodbye" && (last.retryMs ?? 0) > 0);
  await reader.next("goodbye");
  await reader.ended;
});
