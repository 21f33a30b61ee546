/**
 * One viewer's way through the house, told so that a blow can fall anywhere: each step is asked again
 * with its key until the answer is definite, and at the end everything is counted up.
 */
import assert from "node:assert/strict";
import type {
  AnswerOf,
  InputOf,
  OrderId,
  QuoteId,
  RefusalCode,
  RouteName,
  SendGiftAnswer,
  SendMessageAnswer,
  StreamId,
} from "@largesse/protocol";
import { type Asker, ask, must } from "../simulation/ask.ts";
import { describeFindings } from "../simulation/auditor.ts";
import { createDice } from "../simulation/dice.ts";
import { submitChallenge } from "../simulation/hand.ts";
import { judgeJournal, judgeReports } from "../simulation/judge-books.ts";
import { readGifts } from "../simulation/judge-gifts.ts";
import type { Outcome } from "../simulation/notebook.ts";
import { areStreaksEnded, readJournal, readRoom } from "../simulation/read-exports.ts";
import { pause, type Watcher, watchRoom } from "../simulation/watcher.ts";

type GiftBody = InputOf<"sendGift">["body"];

export interface Story extends AsyncDisposable {
  quote(coins: number): Promise<QuoteId>;
  order(key: string, quote: QuoteId, card: "good" | "secure"): Promise<OrderId>;
  approve(order: OrderId): Promise<void>;
  expectCredited(order: OrderId, coins: number): Promise<void>;
  gift(key: string, body: GiftBody): Promise<SendGiftAnswer>;
  refusedGift(key: string, body: GiftBody): Promise<RefusalCode>;
  message(key: string, text: string): Promise<SendMessageAnswer>;
  end(): Promise<void>;
  /** Everything that was told must be in the books, once, and in the room, in order. */
  audit(): Promise<void>;
}

const SETTLE_MS_MAX = 30_000;
const CARDS = { good: "4242424242424242", secure: "4000000000003220" };

/** Signs in a viewer, a creator and the operator, and goes live. */
export async function openStory(baseUrl: string): Promise<Story> {
  const anyone: Asker = { baseUrl, token: null };
  const signIn = async (as: "viewer" | "creator" | "operator") => {
    const { token } = await must(anyone, "demoSignIn", { body: { as, name: `The ${as}` } });
    return { baseUrl, token };
  };
  const [viewer, creator, operator] = [
    await signIn("viewer"),
    await signIn("creator"),
    await signIn("operator"),
  ];
  const stream = await must(creator, "startStream", { body: { title: "A stormy night" } });
  const params = { stream: stream.id as StreamId };
  const watcher = watchRoom(baseUrl, stream.id, createDice("story"));
  let bought = 0;
  const spentByGift = new Map<string, number>();
  const send = (key: string, body: GiftBody) => settle(viewer, "sendGift", { params, body, key });
  return {
    quote: async (coins) => (await must(viewer, "createQuote", { body: { coins } })).id as QuoteId,
    async order(key, quote, card) {
      const body = { quote, provider: "sandbox", method: { card: CARDS[card] } };
      return answerOf(await settle(viewer, "createOrder", { body, key })).id as OrderId;
    },
    async approve(order) {
      const { nextAction } = await must(viewer, "getOrder", { params: { order } });
      if (nextAction !== null) await submitChallenge(nextAction.url, true).catch(() => {});
    },
    async expectCredited(order, coins) {
      bought += coins;
      const until = Date.now() + SETTLE_MS_MAX;
      let state = "";
      while (state !== "credited" && Date.now() < until) {
        ({ state } = await must(viewer, "getOrder", { params: { order } }));
        if (state !== "credited") await pause(50);
      }
      assert.equal(state, "credited");
      const spent = [...spentByGift.values()].reduce((sum, each) => sum + each, 0);
      assert.equal((await must(viewer, "getWallet", {})).coins, bought - spent);
    },
    async gift(key, body) {
      const answer = answerOf(await send(key, body));
      if (answer.event !== null) spentByGift.set(answer.sent.id, answer.sent.coins);
      return answer;
    },
    async refusedGift(key, body) {
      const outcome = await send(key, body);
      assert.equal(outcome.heard, "refusal", JSON.stringify(outcome));
      return outcome.heard === "refusal" ? outcome.problem.code : "internal";
    },
    async message(key, text) {
      return answerOf(await settle(viewer, "sendMessage", { params, body: { text }, key }));
    },
    async end() {
      await must(creator, "endStream", { params });
    },
    audit: () => auditStory({ operator, stream: stream.id, watcher, spentByGift }),
    async [Symbol.asyncDispose]() {
      await watcher.leave([]);
    },
  };
}

interface Told {
  readonly operator: Asker;
  readonly stream: string;
  readonly watcher: Watcher;
  /** Coins of each gift that was acknowledged, by its id. */
  readonly spentByGift: ReadonlyMap<string, number>;
}

/** The books are sound, hold the acknowledged gifts and no others, and the room tells them in order. */
async function auditStory({ operator, stream, watcher, spentByGift }: Told): Promise<void> {
  const until = Date.now() + SETTLE_MS_MAX;
  while (!(await areStreaksEnded(operator, [stream])) && Date.now() < until) await pause(200);
  const journal = await readJournal(operator);
  const trialBalance = await must(operator, "getTrialBalance", {});
  const report = await must(operator, "runAudit", {});
  const room = await readRoom(operator, stream);
  const findings = [
    ...judgeJournal(journal),
    ...judgeReports(journal, trialBalance, report),
    ...(await watcher.leave([room])),
  ];
  assert.equal(describeFindings(findings), "");
  const { gifts } = readGifts(journal);
  const booked = new Map(gifts.map(({ sentGift, coins }) => [sentGift, coins]));
  assert.deepEqual([...booked].sort(), [...spentByGift].sort());
  const sent = room.events.filter(({ type }) => type === "gift.sent");
  assert.equal(sent.length, gifts.length);
  assert.deepEqual(
    room.events.map(({ seq }) => seq),
    room.events.map((_, place) => place + 1),
  );
}

/** Asks again with the same key until the answer is yes or no. */
async function settle<N extends RouteName>(
  asker: Asker,
  name: N,
  input: InputOf<N>,
): Promise<Outcome<AnswerOf<N>>> {
  const until = Date.now() + SETTLE_MS_MAX;
  for (;;) {
    const outcome = await ask(asker, name, input);
    const definite =
      outcome.heard === "answer" ||
      (outcome.heard === "refusal" && outcome.problem.retry === "never");
    if (definite || Date.now() > until) return outcome;
    await pause(50);
  }
}

function answerOf<T>(outcome: Outcome<T>): T {
  assert.equal(outcome.heard, "answer", JSON.stringify(outcome));
  if (outcome.heard !== "answer") throw new Error("not answered");
  return outcome.answer;
}
