/** What people do on the pages, each as one sentence: by roles and names, never by class. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Buys exactly so many coins with a test card, up to the order's page. */
export async function buyCoins(page: Page, coins: number, card: RegExp): Promise<void> {
  await page.getByRole("link", { name: "Coins", exact: true }).first().click();
  const exact = page.getByRole("region", { name: "Just what I need" });
  await exact.getByRole("spinbutton", { name: "Coins to buy" }).fill(String(coins));
  await exact.getByRole("button", { name: / for \D*\d/ }).click();
  const dialog = page.getByRole("dialog", { name: "Checkout" });
  await dialog.getByRole("radio", { name: card }).check({ force: true });
  // Impatient people click twice; they buy once.
  await dialog.getByRole("button", { name: /^Pay / }).dblclick();
  await page.waitForURL(/\/orders\//);
}

/** Waits until the order's page says that the coins are there. */
export async function seeCoinsArrive(page: Page): Promise<void> {
  await page.getByRole("heading", { name: /are yours/ }).waitFor();
}

/** From the lobby into a stream. */
export async function enterRoom(page: Page, title: string): Promise<void> {
  await page.goto(new URL("/", page.url()).href);
  await page.getByRole("link", { name: new RegExp(quoted(title)) }).click();
  await page.getByRole("log", { name: "Messages and gifts" }).waitFor();
}

/** Chooses a gift and presses the button that says its price, so many times. */
export async function sendGift(page: Page, gift: string, times = 1): Promise<void> {
  const tray = page.getByRole("region", { name: "Gifts" });
  await tray.getByRole("radio", { name: new RegExp(`^${quoted(gift)}\\b`) }).check({ force: true });
  const button = tray.getByRole("button", {
    name: new RegExp(`^(Send|Again) ${quoted(gift)}\\b(?!.*miss)`),
  });
  for (let tap = 0; tap < times; tap++) await button.click();
}

/** The number of coins that the bar shows. */
export async function shownCoins(page: Page): Promise<number> {
  const name = await page
    .getByRole("link", { name: /^You have [\d,]+ coins/ })
    .or(page.getByRole("button", { name: /^You have [\d,]+ coins/ }))
    .first()
    .getAttribute("aria-label");
  const digits = /^You have ([\d,]+) coins/.exec(name ?? "")?.[1];
  assert.ok(digits !== undefined, `no coins in ${name}`);
  return Number(digits.replaceAll(",", ""));
}

/** Waits for a condition that the page reaches by itself. */
export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > until) assert.fail(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
