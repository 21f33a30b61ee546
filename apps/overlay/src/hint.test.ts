/** The overlay's words, which only the one who sets it up can see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OverlayView } from "@largesse/protocol";
import { hintOf } from "./hint.ts";

const creator = { id: "crt_x", name: "Luma", avatar: null };
const offline: OverlayView = { creator, stream: null };
const live: OverlayView = {
  creator,
  stream: {
    id: "str_x",
    title: "t",
    creator,
    state: "live",
    scene: "dawn",
    hls: null,
    startedAt: "2026-01-01T12:00:00.000Z",
    endedAt: null,
    seq: 0,
    epoch: "e",
    viewers: 0,
    coins: 0,
  },
};

test("[G14.5] the hint tells revoked, lost, offline and connecting apart, and is silent when live", () => {
  assert.match(hintOf("revoked", live) ?? "", /revoked/);
  assert.match(hintOf("lost", live) ?? "", /Coming back/);
  assert.match(hintOf("live", offline) ?? "", /Luma is offline/);
  assert.match(hintOf("live", null) ?? "", /Connecting/);
  assert.equal(hintOf("live", live), null);
});
