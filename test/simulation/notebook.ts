/**
 * The notebook: what was asked and what was heard, in the order of a clock that only counts.
 *
 * The auditor judges from it and from the operator's exports, and from nothing else. A request that
 * was not answered is written down as unknown: it may or may not have happened.
 */
import type {
  AuditReport,
  Bundle,
  EarningsSummary,
  Gift,
  JournalEntry,
  Leader,
  Order,
  Problem,
  Quote,
  RoomEvent,
  SendGiftAnswer,
  SendMessageAnswer,
  Stream,
  TrialBalance,
  Wallet,
  WalletEntry,
} from "@largesse/protocol";
import type { Act } from "./workload.ts";

/** What came back: an answer, a refusal, or nothing that tells. */
export type Outcome<T = unknown> =
  | { readonly heard: "answer"; readonly answer: T; readonly replayed: boolean }
  | { readonly heard: "refusal"; readonly problem: Problem; readonly replayed: boolean }
  | { readonly heard: "nothing"; readonly why: string };

/** One request. `from` and `to` are ticks: A was over before B began when A.to < B.from. */
export interface Page<A extends Act["act"] = Act["act"]> {
  readonly from: number;
  readonly to: number;
  /** The viewer's id, and whether nobody else uses this account. */
  readonly viewer: string;
  readonly sole: boolean;
  readonly key: string;
  readonly act: Extract<Act, { act: A }>;
  /** The real id of the stream or order that the act means, if it means one. */
  readonly target: string | null;
  readonly outcome: Outcome<AnswerTo<A>>;
}

interface Answers {
  quote: Quote;
  order: Order;
  secure: Order;
  gift: SendGiftAnswer;
  message: SendMessageAnswer;
  wallet: Wallet;
  "look-at-order": Order;
}
export type AnswerTo<A extends Act["act"]> = Answers[A];
export type AnyPage = { [A in Act["act"]]: Page<A> }[Act["act"]];

/** What anyone can know before the first request. */
export interface Facts {
  readonly gifts: ReadonlyMap<string, Gift>;
  readonly bundles: readonly Bundle[];
  /** Stream ids in the plan's order, with their creators' ids. */
  readonly streams: readonly { readonly id: string; readonly creator: string }[];
  /** When a stream's end was asked for and when it was acknowledged, in ticks. */
  readonly ends: ReadonlyMap<string, { from: number; to: number }>;
}

/** One room at the end, as anyone can read it. */
export interface RoomExport {
  readonly stream: Stream;
  readonly events: readonly RoomEvent[];
  readonly leaders: readonly Leader[];
}

/** What the operator, the creators and the viewers can read at the end. */
export interface Exports {
  /** The complete journal, and the part that was read half-way. */
  readonly journal: readonly JournalEntry[];
  readonly journalBefore: readonly JournalEntry[];
  readonly trialBalance: TrialBalance;
  readonly audit: AuditReport;
  readonly rooms: readonly RoomExport[];
  readonly earnings: ReadonlyMap<string, EarningsSummary>;
  readonly wallets: ReadonlyMap<string, Wallet>;
  readonly walletEntries: ReadonlyMap<string, readonly WalletEntry[]>;
  readonly orders: ReadonlyMap<string, Order>;
}

/** Something that must not be: the invariant's id, where, and a sentence. */
export interface Finding {
  readonly rule: string;
  readonly where: string;
  readonly says: string;
}
