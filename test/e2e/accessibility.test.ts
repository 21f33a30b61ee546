/**
 * Every page for everybody: axe finds nothing serious on a desk and on a phone, by day and by night,
 * and coins can be bought and a gift sent with the keyboard alone.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { StreamId } from "@largesse/protocol";
import type { Page, ViewportSize } from "playwright-core";
import { buy } from "../attack/stage.ts";
import { must } from "../simulation/ask.ts";
import { whyNoBrowser } from "../support/browser.ts";
import { eventually } from "./walk.ts";
import {
  type BrowserWorld,
  type Look,
  openBrowserWorld,
  type Person,
  type Theme,
} from "./world.ts";

const skip = await whyNoBrowser();

describe("[Q5.10] pages for everybody", { skip }, () => {
  let world: BrowserWorld;
  let viewer: Person;
  let creator: Person;
  let stream: StreamId;
  let order = "";
  before(async () => {
    world = await openBrowserWorld();
    viewer = await world.signIn("viewer", "Lantern");
    creator = await world.signIn("creator", "Marigold");
    stream = await world.goLive(creator, "Paper boats");
    order = await buy(viewer, 500);
    const params = { stream };
    await must(viewer, "sendGift", { params, body: { gift: "panda" }, key: "panda" });
    await must(viewer, "sendMessage", { params, body: { text: "Hello" }, key: "hello" });
  });
  after(async () => {
    await world[Symbol.asyncDispose]();
  });

  type Place = readonly [name: string, who: () => Person, address: () => string];
  const places: readonly Place[] = [
    ["lobby", () => viewer, () => "/"],
    ["room", () => viewer, () => `/live/${stream}`],
    ["store", () => viewer, () => "/store"],
    ["order", () => viewer, () => `/orders/${order}`],
    ["wallet", () => viewer, () => "/wallet"],
    ["studio", () => creator, () => "/studio/"],
    ["earnings", () => creator, () => "/studio/earnings"],
    ["overlay links", () => creator, () => "/studio/overlay"],
    ["console", () => world.operator, () => "/console/"],
    ["trial balance", () => world.operator, () => "/console/books"],
    ["journal", () => world.operator, () => "/console/books/journal"],
    ["orders", () => world.operator, () => "/console/orders"],
    ["prices", () => world.operator, () => "/console/shop/prices"],
  ];
  const views: readonly (readonly [Look, Theme])[] = [
    ["desktop", "light"],
    ["desktop", "dark"],
    ["phone", "light"],
    ["phone", "dark"],
  ];
  for (const [name, who, address] of places) {
    test(`[Q5.10] ${name}`, async () => {
      const found: string[] = [];
      const page = await world.open(who(), address());
      await page.getByRole("main").first().waitFor();
      await page.waitForLoadState("networkidle");
      for (const [look, colorScheme] of views) {
        await page.setViewportSize(sizes[look]);
        await page.emulateMedia({ colorScheme });
        await page.evaluate(transitionsOver);
        const wrong = [...(await seriousIn(page)), ...(await sideways(page))];
        found.push(...wrong.map((text) => `${look} ${colorScheme}: ${text}`));
      }
      await page.context().close();
      assert.deepEqual(found, []);
    });
  }

  test("[Q5.11] coins are bought and a gift is sent with the keyboard alone", async () => {
    const page = await world.open(viewer, "/store");
    await page.getByRole("heading", { name: "Coins for gifts" }).waitFor();
    await tabTo(page, "spinbutton", /Coins to buy/);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("25");
    await tabTo(page, "button", / for \D*\d/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Checkout" }).waitFor();
    await tabTo(page, "button", /^Pay /);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /are yours/ }).waitFor();
    const before = (await must(viewer, "getWallet", {})).coins;
    await page.goto(`${world.baseUrl}/live/${stream}`);
    await page.getByRole("log", { name: "Messages and gifts" }).waitFor();
    await tabTo(page, "button", /^Send Panda/);
    await page.keyboard.press("Enter");
    await eventually("five coins less", async () => {
      return (await must(viewer, "getWallet", {})).coins === before - 5;
    });
  });

  test("[Q5.5] no page complained", () => assert.deepEqual(world.complaints, []));
});

const sizes: Readonly<Record<Look, ViewportSize>> = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

/** Colours on their way from one theme to the other are nobody's contrast. */
async function transitionsOver(): Promise<void> {
  const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(moving.map(({ finished }) => finished));
}

async function seriousIn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(" "))
          .join(" | ")}`,
    );
}

/** A page that can be pushed sideways was made for another screen. */
async function sideways(page: Page): Promise<string[]> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return wide > 0 ? [`is ${wide} pixels too wide`] : [];
}

/** Presses Tab until the focus is on what is meant; a page whose focus never comes there fails. */
async function tabTo(page: Page, role: "button" | "spinbutton", name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    for (const element of await wanted.all()) {
      if (await element.evaluate((node) => node === document.activeElement)) return;
    }
  }
  assert.fail(`Tab never comes to the ${role} ${name}`);
}
