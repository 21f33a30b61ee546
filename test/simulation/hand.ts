/**
 * A pair of hands: does the steps of a plan against a real house, the way an honest client must. What
 * was not heard is asked again with the same key until the answer is definite (I08, I09).
 */
import type { Currency, Order, OrderId, QuoteId, StreamId } from "@largesse/protocol";
import { type Asker, type AskOptions, ask } from "./ask.ts";
import type { Auditor } from "./auditor.ts";
import { isDefinite } from "./judge-answers.ts";
import type { AnyPage, Facts, Outcome } from "./notebook.ts";
import type { Road } from "./road.ts";
import { pause } from "./watcher.ts";
import type { Act, Card, Step, Wish } from "./workload.ts";

/** What all hands of a run share. */
export interface Stage {
  /** Asked for at each request: the house may come back at another address. */
  readonly baseUrl: () => string;
  readonly facts: Facts;
  readonly auditor: Auditor;
  readonly tick: () => number;
  readonly orderIds: Map<string, OrderId>;
  readonly quoteIds: Map<string, QuoteId>;
  readonly onStep: () => void;
}

export interface Player {
  readonly id: string;
  readonly token: string;
  readonly sole: boolean;
  /** Gifts go over the socket; null: over HTTP like everything else. */
  readonly road: Road | null;
}

/** Longer than any restart in the tests: a key that is not settled by then never will be (I09). */
const SETTLE_MS_MAX = 60_000;
const RETRY_MS = 40;
/** An order that is paid is credited at once; the page polls, and so do we. */
const CREDIT_MS_MAX = 15_000;

const CARDS: Readonly<Record<Card, string>> = {
  good: "4242424242424242",
  declined: "4000000000000002",
  secure: "4000000000003220",
  disputed: "4000000000000259",
};

/** Does the steps one after the other; the `stranger` looks at what is not theirs. */
export async function playHand(
  stage: Stage,
  player: Player,
  stranger: Player,
  steps: readonly Step[],
): Promise<void> {
  for (const step of steps) {
    const { act } = step;
    const who = act.act === "look-at-order" && act.foreign ? stranger : player;
    if (isPossible(stage, act)) await doStep(stage, who, step);
    stage.onStep();
  }
}

/** A quote that was refused leaves nothing to order. */
function isPossible({ orderIds, quoteIds }: Stage, act: Act): boolean {
  if (act.act === "order") return quoteIds.has(act.quote);
  if (act.act === "secure" || act.act === "look-at-order") return orderIds.has(act.order);
  return true;
}

async function doStep(stage: Stage, player: Player, step: Step): Promise<void> {
  const copies = Array.from({ length: step.copies }, () => settle(stage, player, step));
  const [outcome] = await Promise.all(copies);
  if (outcome?.heard !== "answer") return;
  const { act } = step;
  const { id } = outcome.answer as { id: string };
  if (act.act === "quote") stage.quoteIds.set(act.as, id as QuoteId);
  if (act.act === "order") {
    stage.orderIds.set(act.as, id as OrderId);
    await waitForOrder(stage, player, act.as, act.card === "secure");
  }
  if (act.act === "secure") await waitForOrder(stage, player, act.order, false);
}

/** Asks until the answer is definite; writes down every request, also the unheard ones. */
async function settle(stage: Stage, player: Player, step: Step): Promise<Outcome> {
  const until = Date.now() + SETTLE_MS_MAX;
  let hangUpMs = step.hangUpMs;
  for (;;) {
    const page = await writePage(stage, player, step, hangUpMs);
    const { outcome } = page;
    if (isDefinite(page) || Date.now() > until || isChatLimit(page)) return outcome;
    hangUpMs = null;
    await pause(RETRY_MS);
  }
}

async function writePage(
  stage: Stage,
  player: Player,
  { key, act }: Step,
  hangUpMs: number | null,
): Promise<AnyPage> {
  const { id: viewer, sole } = player;
  const from = stage.tick();
  const outcome = await perform(stage, player, { key, act }, { hangUpMs });
  const target = targetOf(stage, act);
  const page = { from, to: stage.tick(), viewer, sole, key, act, target, outcome } as AnyPage;
  stage.auditor.hear(page);
  return page;
}

/** What the act is about, by its real id. */
function targetOf({ facts, quoteIds, orderIds }: Stage, act: Act): string | null {
  if ("stream" in act) return facts.streams[act.stream]?.id ?? null;
  if (act.act === "order") return quoteIds.get(act.quote) ?? null;
  return "order" in act ? (orderIds.get(act.order) ?? null) : null;
}

async function perform(
  stage: Stage,
  player: Player,
  { key, act }: Pick<Step, "key" | "act">,
  options: AskOptions,
): Promise<Outcome> {
  const asker: Asker = { baseUrl: stage.baseUrl(), token: player.token };
  const target = targetOf(stage, act) ?? "";
  switch (act.act) {
    case "quote":
      return await ask(asker, "createQuote", { body: wishOf(stage, act.wish) }, options);
    case "order": {
      const body = { quote: target, provider: "sandbox", method: { card: CARDS[act.card] } };
      return await ask(asker, "createOrder", { body, key }, options);
    }
    case "secure":
      return await answerChallenge(asker, target as OrderId, act.approve);
    case "gift": {
      const { gift, quantity, streak } = act;
      const body = { gift, quantity, ...(streak === null ? {} : { streak }) };
      if (player.road !== null) {
        const frame = { type: "gift.send", key, stream: target as StreamId, ...body } as const;
        return await player.road.send(frame, options.hangUpMs ?? null);
      }
      return await ask(asker, "sendGift", { params: { stream: target }, body, key }, options);
    }
    case "message": {
      const params = { stream: target };
      return await ask(asker, "sendMessage", { params, body: { text: act.text }, key }, options);
    }
    case "wallet":
      return await ask(asker, "getWallet", {});
    case "look-at-order":
      return await ask(asker, "getOrder", { params: { order: target } });
  }
}

function wishOf({ facts }: Stage, wish: Wish) {
  if ("coins" in wish) return wish;
  const bundle = facts.bundles[wish.bundle % facts.bundles.length];
  return { bundle: bundle?.id ?? "", currency: wish.currency as Currency };
}

/** The buyer's answer on the bank's page, and then the order as it stands. */
async function answerChallenge(asker: Asker, order: OrderId, approve: boolean): Promise<Outcome> {
  const before = await ask(asker, "getOrder", { params: { order } });
  if (before.heard !== "answer" || before.answer.nextAction === null) return before;
  await submitChallenge(before.answer.nextAction.url, approve).catch(() => {});
  return await ask(asker, "getOrder", { params: { order } });
}

/** Opens the sandbox bank's page and presses one of its buttons, as a browser would. */
export async function submitChallenge(url: string, approve: boolean): Promise<void> {
  const signal = AbortSignal.timeout(CREDIT_MS_MAX);
  const page = await (await fetch(url, { signal })).text();
  const fields = new URLSearchParams({ verdict: approve ? "approve" : "deny" });
  for (const [, name, value] of page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)) {
    fields.set(name ?? "", value ?? "");
  }
  await fetch(url, { method: "POST", body: fields, redirect: "manual", signal });
}

/** Looks until the order rests: paid means delivered, and soon. */
async function waitForOrder(
  stage: Stage,
  player: Player,
  order: string,
  challenge: boolean,
): Promise<void> {
  const until = Date.now() + CREDIT_MS_MAX;
  for (;;) {
    const act = { act: "look-at-order", order, foreign: false } as const;
    const { outcome } = await writePage(stage, player, { ...LOOK, act }, null);
    const state = outcome.heard === "answer" ? (outcome.answer as Order).state : "created";
    if (!(state === "created" || state === "pending" || state === "paid")) return;
    if ((challenge && state === "pending") || Date.now() > until) return;
    await pause(RETRY_MS);
  }
}

const LOOK = { key: "", copies: 1, hangUpMs: null };

function isChatLimit({ act, outcome }: AnyPage): boolean {
  return act.act === "message" && outcome.heard === "refusal" && outcome.problem.retry === "later";
}
