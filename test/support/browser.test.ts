import assert from "node:assert/strict";
import { test } from "node:test";
import { launchBrowser, whyNoBrowser } from "./browser.ts";

test("a browser paints, with the web's security on", { skip: await whyNoBrowser() }, async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent("<button>Send</button>");
    assert.equal(await page.getByRole("button", { name: "Send" }).count(), 1);
    const paints = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      return canvas.getContext("2d") !== null && !!canvas.toDataURL("image/webp");
    });
    assert.ok(paints);
  } finally {
    await browser.close();
  }
});
