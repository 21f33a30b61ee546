/**
 * Puts the overlay on the page: token from the address, time from the server, then the line.
 *
 * The only file that touches the browser's globals.
 */
import type { AnswerOf } from "@largesse/protocol";
import { createGiftStage } from "@largesse/ui/stage";
import "./overlay.css";
import { Feed } from "./feed.ts";
import { Hint } from "./hint.ts";
import { Overlay } from "./overlay.ts";
import { Ribbon } from "./ribbon.ts";

const GONE = 410;
const NOT_FOUND = 404;

const token = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
const address = `/v1/overlay/${encodeURIComponent(token)}`;
const still = matchMedia("(prefers-reduced-motion: reduce)");
/** Added to this machine's clock it gives the server's; a second exact, which is enough for ages. */
let clockShiftMs = 0;

function place(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no place called ${id}.`);
  return element;
}

/** Asks how the link stands, and what time it is there. */
async function isRevoked(): Promise<boolean> {
  try {
    const response = await fetch(address, { cache: "no-store" });
    const serverMs = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(serverMs)) clockShiftMs = serverMs - Date.now();
    return response.status === GONE || response.status === NOT_FOUND;
  } catch {
    // Nobody answers: that says nothing about the link.
    return false;
  }
}

async function readLeaders(stream: string): Promise<AnswerOf<"getLeaderboard">["data"]> {
  try {
    const response = await fetch(`/v1/streams/${stream}/leaderboard`);
    if (!response.ok) return [];
    return ((await response.json()) as AnswerOf<"getLeaderboard">).data;
  } catch {
    // Without it the ribbon counts from now on; the alerts do not need it.
    return [];
  }
}

const overlay = new Overlay({
  stage: createGiftStage(place("stage")),
  ribbon: new Ribbon(place("ribbon"), () => still.matches),
  hint: new Hint(place("hint"), new URLSearchParams(location.search).has("preview")),
  nowMs: () => Date.now() + clockShiftMs,
  readLeaders,
});
const feed = new Feed(
  `${address}/events`,
  {
    open: (url) => new EventSource(url),
    isRevoked,
    later: (callback, waitMs) => {
      const timer = setTimeout(callback, waitMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  {
    handleEvent: (event) => overlay.handleEvent(event),
    handleView: (view) => overlay.handleView(view),
    handleState: (state) => overlay.handleState(state),
  },
);
if (await isRevoked()) overlay.handleState("revoked");
else feed.openAt(null);
