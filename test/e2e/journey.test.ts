/**
 * The whole way in a real browser: a viewer buys coins, sends a Panda, the overlay shows it, the
 * studio counts its diamonds, and the console's books add up to zero.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../simulation/ask.ts";
import { whyNoBrowser } from "../support/browser.ts";
import { buyCoins, enterRoom, eventually, seeCoinsArrive, sendGift, shownCoins } from "./walk.ts";
import { type BrowserWorld, openBrowserWorld, type Person } from "./world.ts";

const skip = await whyNoBrowser();

describe("[Q5.1] a viewer buys coins, and a Panda lands on the overlay", { skip }, () => {
  let world: BrowserWorld;
  let viewer: Person;
  let creator: Person;
  let page: Page;
  let overlay: Page;
  before(async () => {
    world = await openBrowserWorld();
    viewer = await world.signIn("viewer", "Lantern");
    creator = await world.signIn("creator", "Marigold");
    await world.goLive(creator, "Paper boats");
    overlay = await world.open(null, await world.overlayOf(creator));
    page = await world.open(viewer, "/");
  });
  after(async () => {
    await world[Symbol.asyncDispose]();
  });

  test("[Q5.1] coins are bought with a card that succeeds", async () => {
    await buyCoins(page, 120, /Succeeds$|Succeeds The bank says yes/);
    await seeCoinsArrive(page);
    await eventually("the bar shows 120 coins", async () => (await shownCoins(page)) === 120);
  });

  test("[Q5.2] the bank asks first, and is answered on its own page", async () => {
    await buyCoins(page, 80, /Asks who you are/);
    await page.getByRole("link", { name: "Continue to the bank" }).click();
    await page.getByRole("button", { name: "Confirm payment" }).click();
    await seeCoinsArrive(page);
    await eventually("the bar shows 200 coins", async () => (await shownCoins(page)) === 200);
  });

  test("[Q5.3] a declined card costs nothing and says so", async () => {
    await buyCoins(page, 10, /Declines/);
    await page.getByRole("heading", { name: "The payment did not go through" }).waitFor();
    await page.getByText("Nothing was charged", { exact: false }).first().waitFor();
    assert.equal(await shownCoins(page), 200);
  });

  test("[Q5.1] a Panda is sent: the room, the overlay and the balance tell of it", async () => {
    await enterRoom(page, "Paper boats");
    await sendGift(page, "Panda");
    const log = page.getByRole("log", { name: "Messages and gifts" });
    await log.getByText("Panda", { exact: false }).first().waitFor();
    await overlay.getByText("Lantern", { exact: false }).first().waitFor();
    await eventually("195 coins are left", async () => (await shownCoins(page)) === 195);
  });

  test("[Q5.4] a streak of taps costs each tap once", async () => {
    await sendGift(page, "Rose", 12);
    await eventually("183 coins are left", async () => {
      return (await must(viewer, "getWallet", {})).coins === 183;
    });
    await eventually("the bar shows 183 coins", async () => (await shownCoins(page)) === 183);
    await overlay.getByText("×12").first().waitFor();
  });

  test("[Q5.1] the studio shows the diamonds", async () => {
    const studio = await world.open(creator, "/studio/");
    // 17 coins are 8 diamonds and one coin of change.
    await studio.getByRole("heading", { name: "Paper boats" }).waitFor();
    await studio.getByText("Lantern").first().waitFor();
    const summary = await must(creator, "getEarningsSummary", {});
    assert.equal(summary.diamonds, 8);
    assert.equal(summary.changeCoins, 1);
    await studio.getByText("8 diamonds").first().waitFor({ state: "attached" });
  });

  test("[Q5.1] the console's books add up to zero", async () => {
    const console = await world.open(world.operator, "/console/books");
    await console.getByRole("heading", { name: /Everything adds up to zero/ }).waitFor();
    const tables = console.getByRole("table");
    await eventually(
      "coins, diamonds and money are listed",
      async () => (await tables.count()) >= 3,
    );
    const { assets } = await must(world.operator, "getTrialBalance", {});
    for (const { asset, sum } of assets) assert.equal(sum, 0, asset);
  });

  test("[Q5.5] no page complained", () => assert.deepEqual(world.complaints, []));
});
