/** The overlay's line to the room, against an event source that the test plays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoomEvent } from "@largesse/protocol";
import { Feed, type FeedState } from "./feed.ts";

/** An event source without a network: the test opens, speaks and breaks it. */
class PlayedSource extends EventTarget {
  readyState = 0;
  readonly address: string;
  constructor(address: string) {
    super();
    this.address = address;
  }
  close(): void {
    this.readyState = 2;
  }
  say(type: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  fail(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

function play(world: { readonly revoked?: boolean } = {}) {
  const sources: PlayedSource[] = [];
  const waiting: { callback: () => void; waitMs: number }[] = [];
  const seqs: number[] = [];
  const states: FeedState[] = [];
  const creators: string[] = [];
  const feed = new Feed(
    "/v1/overlay/t/events",
    {
      open: (address) => {
        const source = new PlayedSource(address);
        sources.push(source);
        return source as unknown as EventSource;
      },
      isRevoked: async () => world.revoked === true,
      later: (callback, waitMs) => {
        waiting.push({ callback, waitMs });
        return () => waiting.splice(0);
      },
      random: () => 0.5,
    },
    {
      handleEvent: (event) => seqs.push(event.seq),
      handleView: (view) => creators.push(view.creator.name),
      handleState: (state) => states.push(state),
    },
  );
  const newest = (): PlayedSource => {
    const source = sources.at(-1);
    assert.ok(source);
    return source;
  };
  /** Lets the next wait end, and what follows from it happen. */
  const passWait = async () => {
    const wait = waiting.shift();
    wait?.callback();
    await Promise.resolve();
    await Promise.resolve();
    return wait?.waitMs ?? -1;
  };
  return { feed, sources, waiting, seqs, states, creators, newest, passWait };
}

function event(seq: number, epoch = "a"): RoomEvent {
  return {
    type: "stream.changed",
    stream: "str_x",
    seq,
    epoch,
    at: "2026-01-01T12:00:00.000Z",
    data: { title: "t", scene: "dawn", hls: null },
  };
}

test("[G14.1] the browser's own reconnect brings events again: each is handed on once", () => {
  const { feed, seqs, states, newest, sources } = play();
  feed.openAt({ epoch: "a", seq: 4 });
  newest().open();
  for (const seq of [5, 6]) newest().say("stream.changed", event(seq));
  newest().fail(0);
  newest().open();
  for (const seq of [5, 6, 7]) newest().say("stream.changed", event(seq));
  assert.deepEqual(seqs, [5, 6, 7]);
  assert.deepEqual(states, ["live", "lost", "live"]);
  assert.equal(sources.length, 1);
});

test("[G14.1] when the browser gives up the feed opens anew, from where it stood", async () => {
  const { feed, seqs, newest, sources, passWait } = play();
  feed.openAt(null);
  newest().say("stream.changed", event(8));
  newest().fail(2);
  assert.equal(await passWait(), 500);
  assert.equal(newest().address, "/v1/overlay/t/events?after=a%3A8");
  newest().say("stream.changed", event(9));
  assert.deepEqual(seqs, [8, 9]);
  assert.equal(sources.length, 2);
});

test("[G14.1] waits grow to a ceiling while the server stays away, and start again after", async () => {
  const { feed, newest, passWait } = play();
  feed.openAt(null);
  const waitsMs: number[] = [];
  for (let i = 0; i < 7; i++) {
    newest().fail(2);
    waitsMs.push(await passWait());
  }
  assert.deepEqual(waitsMs, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  newest().open();
  newest().fail(2);
  assert.equal(await passWait(), 500);
});

test("[G14.1] a gap is fetched again once, and then taken as the server tells it", () => {
  const { feed, seqs, newest, sources } = play();
  feed.openAt({ epoch: "a", seq: 1 });
  newest().say("stream.changed", event(4));
  assert.equal(sources.length, 2);
  assert.match(newest().address, /after=a%3A1$/);
  for (const seq of [2, 3, 4]) newest().say("stream.changed", event(seq));
  assert.deepEqual(seqs, [2, 3, 4]);
  sources[0]?.say("stream.changed", event(5));
  assert.deepEqual(seqs, [2, 3, 4], "the line that was left says nothing any more");
});

test("[G14.4] a revoked link ends the line for good", () => {
  const { feed, states, newest, sources, waiting } = play();
  feed.openAt(null);
  newest().open();
  newest().say("revoked", {});
  newest().fail(2);
  assert.deepEqual(states, ["live", "revoked"]);
  assert.equal(sources.length, 1);
  assert.equal(waiting.length, 0);
});

test("[G14.4] a link that was revoked while the overlay was away is found out", async () => {
  const { feed, states, newest, sources, passWait } = play({ revoked: true });
  feed.openAt(null);
  newest().fail(2);
  await passWait();
  assert.deepEqual(states, ["lost", "revoked"]);
  assert.equal(sources.length, 1);
});

test("[G14.5] the overlay is told which stream it follows", () => {
  const { feed, creators, newest } = play();
  feed.openAt(null);
  newest().say("overlay", { creator: { id: "crt_x", name: "Luma", avatar: null }, stream: null });
  assert.deepEqual(creators, ["Luma"]);
});
