/**
 * What every app's build needs of the look: the gifts' art, and the same few settings.
 *
 * The art comes from a package (Noto Emoji, Apache-2.0) and is taken out of it while building, one
 * SVG file a gift, so that nothing of it is committed and only the gifts we have are shipped. Files
 * and not strings: an <img> keeps each drawing's gradients to itself and is drawn once for many.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { FALLBACK, giftDrawings } from "./art/names.ts";

const MODULE = "virtual:largesse-gifts";
const RESOLVED = `\0${MODULE}`;
/** light-dark(), popovers and nesting are used as they are, or theming inside a page would break. */
const CSS_TARGETS = ["chrome125", "edge125", "firefox128", "safari17.5"];

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
}

/** The Vite plugin of the look. */
export function largesseUi(): Plugin {
  let cacheDirectory = "";
  return {
    name: "largesse-ui",
    config: () => ({
      build: { assetsInlineLimit: 0, cssTarget: CSS_TARGETS, target: "es2023" },
      server: { proxy: devProxy() },
    }),
    configResolved: (config) => {
      cacheDirectory = join(config.cacheDir, "largesse-gifts");
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? giftModule(cacheDirectory) : undefined),
  };
}

/** While developing, calls and sockets go to a server that runs beside Vite. */
function devProxy() {
  const target = process.env.LARGESSE_URL ?? "http://127.0.0.1:4400";
  return { "/v1": { target, ws: true } };
}

/** Writes the drawings and answers a module that maps a gift to the address of its own. */
async function giftModule(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const icons = createRequire(import.meta.url).resolve("@iconify-json/noto/icons.json");
  const set = JSON.parse(await readFile(icons, "utf8")) as IconSet;
  const drawings = { ...giftDrawings, "": { noto: FALLBACK } };
  const lines = Object.entries(drawings).map(async ([slug, drawing], index) => {
    const path = "own" in drawing ? ownPath(drawing.own) : join(directory, `${drawing.noto}.svg`);
    if ("noto" in drawing) await writeFile(path, svgOf(set, drawing.noto));
    return {
      imported: `import gift${index} from ${JSON.stringify(`${path}?url`)};`,
      entry: `${JSON.stringify(slug)}: gift${index},`,
    };
  });
  const modules = await Promise.all(lines);
  const imports = modules.map((module) => module.imported).join("\n");
  return `${imports}\nexport const giftUrls = {${modules.map((m) => m.entry).join("\n")}};`;
}

function ownPath(name: string): string {
  return fileURLToPath(new URL(`./art/own/${name}.svg`, import.meta.url));
}

function svgOf(set: IconSet, name: string): string {
  const icon = set.icons[name];
  if (icon === undefined) throw new Error(`@iconify-json/noto has no icon called ${name}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 128 128">${icon.body}</svg>`;
}
