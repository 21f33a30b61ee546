/** Who takes part in the demo world: made-up creators with their streams, and made-up viewers. */
import type { Currency, Scene } from "@largesse/protocol";
import { anywhereLines } from "./lines/anywhere.ts";
import { cookingLines } from "./lines/cooking.ts";
import { jazzLines } from "./lines/jazz.ts";
import { languageLines } from "./lines/language.ts";
import { nightSkyLines } from "./lines/night-sky.ts";
import { potteryLines } from "./lines/pottery.ts";
import { speedrunLines } from "./lines/speedrun.ts";

export interface RoomPlan {
  readonly creator: string;
  readonly title: string;
  readonly scene: Scene;
  readonly lines: readonly string[];
  /** The mean pause between two things that happen: a speedrun's chat is faster than a potter's. */
  readonly paceMs: number;
  /** The share of what happens that is gifts; the rest is talk. */
  readonly giftShare: number;
}

/** One line of text a line. */
export function linesOf(text: string): readonly string[] {
  return text.trim().split("\n");
}

const talk = (lines: string) => [...linesOf(lines), ...linesOf(anywhereLines)];

export const rooms: readonly RoomPlan[] = [
  {
    creator: "Theo at the Upright",
    title: "Jazz piano until the candles go out",
    scene: "neon",
    lines: talk(jazzLines),
    paceMs: 1_300,
    giftShare: 0.42,
  },
  {
    creator: "Ottavia Cooks",
    title: "Sunday ragù, no shortcuts",
    scene: "ember",
    lines: talk(cookingLines),
    paceMs: 1_500,
    giftShare: 0.34,
  },
  {
    creator: "Ines Looks Up",
    title: "Night-sky radio: the rings of Saturn, live",
    scene: "aurora",
    lines: talk(nightSkyLines),
    paceMs: 1_700,
    giftShare: 0.36,
  },
  {
    creator: "Basti Any%",
    title: "Speedrun, attempt 214: this is the one",
    scene: "ocean",
    lines: talk(speedrunLines),
    paceMs: 1_000,
    giftShare: 0.38,
  },
  {
    creator: "Noor at the Wheel",
    title: "Six bowls from one lump of clay",
    scene: "dawn",
    lines: talk(potteryLines),
    paceMs: 1_900,
    giftShare: 0.32,
  },
  {
    creator: "Café Marisol",
    title: "Language café: Português and English, half and half",
    scene: "forest",
    lines: talk(languageLines),
    paceMs: 1_600,
    giftShare: 0.33,
  },
];

export interface ViewerPlan {
  readonly name: string;
  readonly country: string;
  readonly currency: Currency;
}

const audience: Readonly<Record<string, readonly [Currency, string]>> = {
  DE: ["EUR", "Mira,Jonas K,lotti_82,Fynn"],
  FR: ["EUR", "Camille,Bastien_L,Océane"],
  PT: ["EUR", "Tomás,Beatriz S,zé_do_mar"],
  ES: ["EUR", "Lucía,pablo.m,Noa"],
  IT: ["EUR", "Ginevra,Dario_77"],
  GB: ["GBP", "Priya,Callum,teacup_anna,Imogen W"],
  US: ["USD", "Dez,River,Maya J,quietstorm,Abe"],
  BR: ["BRL", "Luana,Caio,Dona Vera"],
  JP: ["JPY", "haru,Mitsuki,ねこ山"],
  MX: ["MXN", "Ximena,Beto"],
  KR: ["KRW", "Seo-yun,jun_0"],
  AT: ["EUR", "Resi,Valentin"],
  CA: ["CAD", "Odette,Moss"],
};

export const viewers: readonly ViewerPlan[] = Object.entries(audience).flatMap(
  ([country, [currency, names]]) => names.split(",").map((name) => ({ name, country, currency })),
);
