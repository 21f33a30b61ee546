/** Overlay links: told once, found by hash, revocable. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "@largesse/ledger";
import { limits, Overlay, OverlayView } from "@largesse/protocol";
import { assertRefused, createWorld, type World } from "./world.ts";

const goLive = (world: World, creator: Awaited<ReturnType<World["signIn"]>>, title = "Songs") =>
  world.call("startStream", creator, { body: { title } });

test("[L5.1] an overlay link is told once and kept as a hash only", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const made = Overlay.parse(await world.call("createOverlay", creator, {}));
  const token = made.url?.split("/overlay/")[1] ?? "";
  assert.match(made.url ?? "", /^http:\/\/127\.0\.0\.1:4400\/overlay\/[\w-]{43}$/);
  const { data } = await world.call("listOverlays", creator, {});
  assert.deepEqual(data, [{ ...made, url: null }]);
  const [row] = await world.database.query(sql<{ all: string }>`
    select overlay::text as all from economy.overlay`);
  assert.ok(!row?.all.includes(token));
});

test("[L5.2] a link shows its creator's live stream, and follows to the next", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const made = await world.call("createOverlay", creator, {});
  const params = { token: made.url?.split("/overlay/")[1] ?? "" };
  const shown = async () => OverlayView.parse(await world.call("viewOverlay", null, { params }));
  assert.deepEqual([(await shown()).creator.name, (await shown()).stream], ["Cleo", null]);
  await goLive(world, await world.signIn("creator", "Carl"));
  assert.equal((await shown()).stream, null);
  for (const title of ["First", "Second"]) {
    await goLive(world, creator, title);
    assert.equal((await shown()).stream?.title, title);
  }
});

test("[L5.3] a revoked link is refused for good; unknown tokens and foreign links do not exist", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const other = await world.signIn("creator", "Carl");
  const made = await world.call("createOverlay", creator, {});
  const params = { overlay: made.id as never };
  await assertRefused(world.refused("revokeOverlay", other, { params }), "not_found");
  const revoked = await world.call("revokeOverlay", creator, { params });
  assert.ok(revoked.revokedAt);
  world.move(1_000);
  assert.deepEqual(await world.call("revokeOverlay", creator, { params }), revoked);
  const token = { params: { token: made.url?.split("/overlay/")[1] ?? "" } };
  await assertRefused(world.refused("viewOverlay", null, token), "overlay_revoked");
  await assertRefused(world.refused("viewOverlay", null, { params: { token: "x" } }), "not_found");
});

test("[L5.4] open links are limited, also when they are made at once; revoking one makes room", async () => {
  await using world = await createWorld();
  const creator = await world.signIn("creator", "Cleo");
  const asked = Array.from({ length: limits.overlaysMax + 10 }, () =>
    world.economy.handlers.createOverlay(creator, {}),
  );
  const made = (await Promise.all(asked)).filter((reply) => "answer" in reply);
  assert.equal(made.length, limits.overlaysMax);
  await assertRefused(world.refused("createOverlay", creator, {}), "overlays_too_many");
  const [one] = (await world.call("listOverlays", creator, {})).data;
  await world.call("revokeOverlay", creator, { params: { overlay: one?.id as never } });
  await world.call("createOverlay", creator, {});
});
