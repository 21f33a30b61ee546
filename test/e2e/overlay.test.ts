/**
 * The overlay as OBS opens it: after a lost connection it misses nothing and repeats nothing, and a
 * revoked link goes blank.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { buy } from "../attack/stage.ts";
import { must } from "../simulation/ask.ts";
import { whyNoBrowser } from "../support/browser.ts";
import { watchEventSource } from "./in-page.ts";
import { eventually } from "./walk.ts";
import { openBrowserWorld } from "./world.ts";

const skip = await whyNoBrowser();

describe("[Q5.6] an overlay that lost its connection", { skip }, () => {
  test("[Q5.6] goes on where it was: each gift once, in order", async () => {
    await using world = await openBrowserWorld();
    const creator = await world.signIn("creator", "Marigold");
    const stream = await world.goLive(creator, "Paper boats");
    const viewer = await world.signIn("viewer", "Lantern");
    await buy(viewer, 1_000);
    const page = await world.open(null, "about:blank");
    const seqs: number[] = [];
    await page.exposeFunction("tellSeq", (seq: number) => seqs.push(seq));
    await page.addInitScript(watchEventSource);
    // A gift sent before the overlay is there is not the overlay's: it begins where it comes in.
    const arrived = page.waitForResponse((response) => response.url().includes("/events"));
    await page.goto(await world.overlayOf(creator));
    await arrived;
    const send = (key: string) =>
      must(viewer, "sendGift", { params: { stream }, body: { gift: "rose" }, key });
    await send("before");
    await eventually("the first gift arrives", async () => seqs.includes(1));
    await page.context().setOffline(true);
    for (let at = 0; at < 5; at++) await send(`away-${at}`);
    await page.context().setOffline(false);
    await send("after");
    await eventually("all seven arrive", async () => seqs.includes(7));
    assert.deepEqual(
      [...new Set(seqs)].sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7],
    );
    assert.deepEqual(world.complaints, []);
  });

  test("[Q5.7] a revoked link goes blank and stays so", async () => {
    await using world = await openBrowserWorld();
    const creator = await world.signIn("creator", "Marigold");
    const stream = await world.goLive(creator, "Paper boats");
    const viewer = await world.signIn("viewer", "Lantern");
    await buy(viewer, 100);
    const address = await world.overlayOf(creator);
    const page = await world.open(null, address);
    const picture = async () =>
      (await page.screenshot({ omitBackground: true })).toString("base64");
    await page.waitForLoadState("load");
    const blank = await picture();
    const send = (key: string) =>
      must(viewer, "sendGift", { params: { stream }, body: { gift: "panda" }, key });
    await send("before");
    await page.getByText("Lantern", { exact: false }).first().waitFor();
    await eventually("the gift is on the picture", async () => (await picture()) !== blank);
    const { data } = await must(creator, "listOverlays", {});
    await must(creator, "revokeOverlay", { params: { overlay: data[0]?.id ?? "" } });
    await eventually("it goes blank", async () => (await picture()) === blank);
    await send("after");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await picture(), blank);
  });
});
