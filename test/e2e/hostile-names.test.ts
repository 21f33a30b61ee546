/**
 * Names and messages that try to be more than text. They must stand on every page as the text they
 * are: no element is made of them, nothing runs, and nothing else on the page changes places (T18).
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { StreamId } from "@largesse/protocol";
import { buy } from "../attack/stage.ts";
import { ask, must } from "../simulation/ask.ts";
import { whyNoBrowser } from "../support/browser.ts";
import { type BrowserWorld, openBrowserWorld, type Person } from "./world.ts";

const skip = await whyNoBrowser();

const hostile = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "'\"><svg onload=alert(1)>",
  "{{constructor.constructor('x')()}}",
  "javascript:alert(1)//",
  "a\u200b\u200d\u2060\ufeffb",
  "Z\u0351\u0343\u0352\u0369\u0311a\u0349\u034el\u0321\u0353go\u0322",
  "👩‍👩‍👧‍👦".repeat(3),
  "ﷺ".repeat(10),
  "‮evil‬".replace(/[\u202a-\u202e]/g, ""),
];

describe("[Q5.8] hostile names and messages are text and nothing else", { skip }, () => {
  let world: BrowserWorld;
  let creator: Person;
  let stream: StreamId;
  before(async () => {
    world = await openBrowserWorld();
    creator = await world.signIn("creator", hostile[0] ?? "");
    stream = await world.goLive(creator, "<b>Not bold</b>");
    for (const [at, name] of hostile.entries()) {
      const viewer = await world.signIn("viewer", name);
      await buy(viewer, 50);
      const params = { stream };
      await must(viewer, "sendGift", { params, body: { gift: "panda" }, key: `gift-${at}` });
      await must(viewer, "sendMessage", { params, body: { text: name }, key: `say-${at}` });
    }
  });
  after(async () => {
    await world[Symbol.asyncDispose]();
  });

  const pages: readonly (readonly [
    name: string,
    who: () => Person | null,
    address: () => string,
  ])[] = [
    ["the lobby", () => null, () => "/"],
    ["the room", () => null, () => `/live/${stream}`],
    ["the studio", () => creator, () => "/studio/"],
    ["the earnings", () => creator, () => "/studio/earnings"],
    ["the console's orders", () => world.operator, () => "/console/orders"],
    ["the console's journal", () => world.operator, () => "/console/books/journal"],
  ];
  for (const [name, who, address] of pages) {
    test(`[Q5.8] on ${name}`, async () => {
      const page = await world.open(who(), address());
      await page.getByRole("main").first().waitFor();
      await page.waitForLoadState("networkidle");
      await assertInert(page);
    });
  }

  test("[Q5.8] on the overlay", async () => {
    const page = await world.open(null, await world.overlayOf(creator));
    const viewer = await world.signIn("viewer", hostile[0] ?? "");
    await must(viewer, "sendGift", { params: { stream }, body: { gift: "panda" }, key: "live" });
    await page
      .getByText(hostile[0] ?? "", { exact: false })
      .first()
      .waitFor();
    await assertInert(page);
  });

  test("[Q5.9] control characters and direction overrides are refused in names", async () => {
    for (const name of [
      "\u202eesrever",
      "\u2066inside",
      "two\nlines",
      "nul\u0000",
      "x".repeat(41),
      " ",
    ]) {
      const asker = { baseUrl: world.baseUrl, token: null };
      const outcome = await ask(asker, "demoSignIn", { body: { as: "viewer", name } });
      assert.equal(outcome.heard, "refusal", JSON.stringify(name));
    }
  });

  test("[Q5.5] no page complained", () => assert.deepEqual(world.complaints, []));

  async function assertInert(page: import("playwright-core").Page): Promise<void> {
    const found = await page.evaluate(() => ({
      broken: document.querySelectorAll("img[src='x'], svg[onload], [onerror], b > b").length,
      scripts: [...document.scripts].filter((script) => script.src === "").length,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    assert.deepEqual(found, { broken: 0, scripts: 0, wide: 0 });
  }
});
