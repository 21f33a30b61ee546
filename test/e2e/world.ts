/**
 * A house, people in it and a real browser, for tests that see what people see. Pages are found by
 * their roles and names, as a screen reader finds them; what they show is checked in the books.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StreamId } from "@largesse/protocol";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type Asker, must } from "../simulation/ask.ts";
import { startHouse } from "../simulation/house.ts";
import { launchBrowser } from "../support/browser.ts";
import { createTestDatabase } from "../support/database.ts";

export interface Person extends Asker {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

export type Look = "desktop" | "phone";
export type Theme = "light" | "dark";

export interface BrowserWorld extends AsyncDisposable {
  readonly baseUrl: string;
  readonly operator: Person;
  signIn(as: "viewer" | "creator", name: string): Promise<Person>;
  goLive(creator: Person, title: string): Promise<StreamId>;
  /** The overlay's address, as the studio tells it once. */
  overlayOf(creator: Person): Promise<string>;
  /** A browser of one's own: nobody shares storage. Faults of the page fail the test at the end. */
  open(who: Person | null, address: string, look?: Look, theme?: Theme): Promise<Page>;
  /** What pages complained about so far. */
  readonly complaints: readonly string[];
}

const looks: Readonly<Record<Look, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Starts house and browser; dispose of it. */
export async function openBrowserWorld(): Promise<BrowserWorld> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(path.join(tmpdir(), "largesse-e2e-"));
  const house = await startHouse({ directory, databaseUrl: database.url });
  const baseUrl = house.url;
  const browser: Browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const anyone: Asker = { baseUrl, token: null };
  const signIn = async (as: "viewer" | "creator" | "operator", name: string): Promise<Person> => {
    const { id, token } = await must(anyone, "demoSignIn", { body: { as, name } });
    return { baseUrl, id, name, token };
  };
  return {
    baseUrl,
    operator: await signIn("operator", "Operator"),
    signIn,
    goLive: async (creator, title) =>
      (await must(creator, "startStream", { body: { title } })).id as StreamId,
    overlayOf: async (creator) => (await must(creator, "createOverlay", {})).url ?? "",
    complaints,
    async open(who, address, look = "desktop", theme = "dark") {
      const context = await browser.newContext({
        ...looks[look],
        colorScheme: theme,
        locale: "en-GB",
        reducedMotion: "reduce",
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        const text = message.text();
        if (/Content Security Policy|Trusted Type/i.test(text)) complaints.push(text);
      });
      const fragment = who === null ? "" : `#token=${encodeURIComponent(who.token)}`;
      await page.goto(new URL(address, baseUrl).href + fragment);
      return page;
    },
    async [Symbol.asyncDispose]() {
      for (const context of contexts) await context.close();
      await browser.close();
      await house.stop();
      await rm(directory, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}
