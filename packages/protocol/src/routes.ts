/**
 * The public calls, as data: the server binds a handler to each, the SDK makes a function of each,
 * and the OpenAPI document is written from the same rows. A call that is not here does not exist.
 */
import { z } from "zod";
import { Earning, EarningsSummary } from "./creators.ts";
import { GiftList, GiftQuery, SendGiftAnswer, SendGiftRequest } from "./gifts.ts";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import {
  ChangeStream,
  EventPage,
  EventQuery,
  Leader,
  Overlay,
  OverlayView,
  SendMessageAnswer,
  SendMessageRequest,
  StartStream,
  Stream,
} from "./live.ts";
import {
  AdminOrder,
  AuditReport,
  JournalEntry,
  JournalQuery,
  Overview,
  TrialBalance,
} from "./operate.ts";
import { DemoSession, DemoSignIn, Me } from "./people.ts";
import {
  BundleList,
  BundleQuery,
  Order,
  OrderRequest,
  Quote,
  QuoteRequest,
  Wallet,
  WalletEntry,
} from "./store.ts";

export type Who = "anyone" | "signed-in" | "viewer" | "creator" | "operator";

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly who: Who;
  readonly says: string;
  /** The call needs an Idempotency-Key. */
  readonly keyed?: true;
  /** Status of success; 200 unless told. */
  readonly status?: 201;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(limits.pageMax).optional(),
  after: z.string().max(100).optional(),
});
/** A page of a list: `next` is the cursor for `after`, null on the last page. */
const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), next: z.string().nullable() });
const streamParam = z.strictObject({ stream: idSchema("stream") });
const StreamQuery = z.strictObject({
  ...PageQuery.shape,
  state: z.enum(["live", "ended"]).optional(),
  creator: idSchema("creator").optional(),
});

export const routes = {
  demoSignIn: {
    method: "POST",
    path: "/v1/demo/sign-in",
    who: "anyone",
    says: "Sign in to the demo.",
    body: DemoSignIn,
    answer: DemoSession,
  },
  me: {
    method: "GET",
    path: "/v1/me",
    who: "signed-in",
    says: "Who the token stands for.",
    answer: Me,
  },

  listBundles: {
    method: "GET",
    path: "/v1/bundles",
    who: "anyone",
    says: "The price list.",
    query: BundleQuery,
    answer: BundleList,
  },
  createQuote: {
    method: "POST",
    path: "/v1/quotes",
    who: "viewer",
    says: "Lock a price.",
    status: 201,
    body: QuoteRequest,
    answer: Quote,
  },
  createOrder: {
    method: "POST",
    path: "/v1/orders",
    who: "viewer",
    says: "Buy what was quoted.",
    keyed: true,
    status: 201,
    body: OrderRequest,
    answer: Order,
  },
  getOrder: {
    method: "GET",
    path: "/v1/orders/:order",
    who: "viewer",
    says: "How an order stands.",
    params: z.strictObject({ order: idSchema("order") }),
    answer: Order,
  },
  listOrders: {
    method: "GET",
    path: "/v1/orders",
    who: "viewer",
    says: "The viewer's orders, newest first.",
    query: PageQuery,
    answer: page(Order),
  },
  getWallet: {
    method: "GET",
    path: "/v1/wallet",
    who: "viewer",
    says: "The viewer's coins.",
    answer: Wallet,
  },
  listWalletEntries: {
    method: "GET",
    path: "/v1/wallet/entries",
    who: "viewer",
    says: "What moved the wallet, newest first.",
    query: PageQuery,
    answer: page(WalletEntry),
  },

  listGifts: {
    method: "GET",
    path: "/v1/gifts",
    who: "anyone",
    says: "The catalogue, with prices in coins and money.",
    query: GiftQuery,
    answer: GiftList,
  },
  listStreams: {
    method: "GET",
    path: "/v1/streams",
    who: "anyone",
    says: "Streams, live ones unless asked otherwise.",
    query: StreamQuery,
    answer: page(Stream),
  },
  getStream: {
    method: "GET",
    path: "/v1/streams/:stream",
    who: "anyone",
    says: "One stream.",
    params: streamParam,
    answer: Stream,
  },
  startStream: {
    method: "POST",
    path: "/v1/streams",
    who: "creator",
    says: "Go live.",
    status: 201,
    body: StartStream,
    answer: Stream,
  },
  changeStream: {
    method: "PATCH",
    path: "/v1/streams/:stream",
    who: "creator",
    says: "Change title, scene or video.",
    params: streamParam,
    body: ChangeStream,
    answer: Stream,
  },
  endStream: {
    method: "POST",
    path: "/v1/streams/:stream/end",
    who: "creator",
    says: "End the stream.",
    params: streamParam,
    answer: Stream,
  },
  sendGift: {
    method: "POST",
    path: "/v1/streams/:stream/gifts",
    who: "viewer",
    says: "Send a gift.",
    keyed: true,
    status: 201,
    params: streamParam,
    body: SendGiftRequest,
    answer: SendGiftAnswer,
  },
  sendMessage: {
    method: "POST",
    path: "/v1/streams/:stream/messages",
    who: "signed-in",
    says: "Say something.",
    keyed: true,
    status: 201,
    params: streamParam,
    body: SendMessageRequest,
    answer: SendMessageAnswer,
  },
  listEvents: {
    method: "GET",
    path: "/v1/streams/:stream/events",
    who: "anyone",
    says: "The room's events, oldest first; server-sent events when asked for text/event-stream.",
    params: streamParam,
    query: EventQuery,
    answer: EventPage,
  },
  getLeaderboard: {
    method: "GET",
    path: "/v1/streams/:stream/leaderboard",
    who: "anyone",
    says: "Supporters by coins.",
    params: streamParam,
    answer: page(Leader),
  },

  listOverlays: {
    method: "GET",
    path: "/v1/overlays",
    who: "creator",
    says: "The creator's overlay links.",
    answer: page(Overlay),
  },
  createOverlay: {
    method: "POST",
    path: "/v1/overlays",
    who: "creator",
    says: "Make a link for OBS; the address is told once.",
    status: 201,
    answer: Overlay,
  },
  revokeOverlay: {
    method: "DELETE",
    path: "/v1/overlays/:overlay",
    who: "creator",
    says: "Revoke a link; open overlays close.",
    params: z.strictObject({ overlay: idSchema("overlay") }),
    answer: Overlay,
  },
  viewOverlay: {
    method: "GET",
    path: "/v1/overlay/:token",
    who: "anyone",
    says: "What an overlay shows.",
    params: z.strictObject({ token: z.string().max(100) }),
    answer: OverlayView,
  },

  listEarnings: {
    method: "GET",
    path: "/v1/earnings",
    who: "creator",
    says: "What gifts earned, newest first.",
    query: PageQuery,
    answer: page(Earning),
  },
  getEarningsSummary: {
    method: "GET",
    path: "/v1/earnings/summary",
    who: "creator",
    says: "Diamonds, and where they come from.",
    answer: EarningsSummary,
  },

  getOverview: {
    method: "GET",
    path: "/v1/admin/overview",
    who: "operator",
    says: "How the house stands.",
    answer: Overview,
  },
  listJournal: {
    method: "GET",
    path: "/v1/admin/books/journal",
    who: "operator",
    says: "The journal, oldest first, complete.",
    query: JournalQuery,
    answer: page(JournalEntry),
  },
  getTrialBalance: {
    method: "GET",
    path: "/v1/admin/books/trial-balance",
    who: "operator",
    says: "Balances by kind of account; every asset sums to zero.",
    answer: TrialBalance,
  },
  runAudit: {
    method: "GET",
    path: "/v1/admin/audit",
    who: "operator",
    says: "Re-derive every balance from the journal, now.",
    answer: AuditReport,
  },
  listAdminOrders: {
    method: "GET",
    path: "/v1/admin/orders",
    who: "operator",
    says: "All orders, newest first.",
    query: PageQuery,
    answer: page(AdminOrder),
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
/** What a call answers. */
export type AnswerOf<N extends RouteName> = z.output<Routes[N]["answer"]>;
type Part<
  N extends RouteName,
  P extends "params" | "query" | "body",
  Side extends "in" | "out",
> = Routes[N] extends { readonly [K in P]: infer S extends z.ZodType }
  ? { readonly [K in P]: Side extends "in" ? z.input<S> : z.output<S> }
  : unknown;
/** What a client gives to a call. */
export type InputOf<N extends RouteName> = Part<N, "params", "in"> &
  Part<N, "query", "in"> &
  Part<N, "body", "in"> &
  (Routes[N] extends { readonly keyed: true } ? { readonly key: string } : unknown);
/** What a handler receives, after validation. */
export type RequestOf<N extends RouteName> = Part<N, "params", "out"> &
  Part<N, "query", "out"> &
  Part<N, "body", "out"> &
  (Routes[N] extends { readonly keyed: true } ? { readonly key: string } : unknown);
