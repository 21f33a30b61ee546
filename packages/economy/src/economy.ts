/**
 * The economy put together: every noun's commands behind one front door, with what they need given
 * once. It knows no HTTP and no sockets; the server does.
 */
import type { Database, HotConnection } from "@largesse/ledger";
import { limits, type Refusal, type RoomEvent } from "@largesse/protocol";
import type { PaymentProvider, WebhookHeaders } from "@largesse/provider-kit";
import { createHouseAccounts } from "./books/house-accounts.ts";
import { listJournal } from "./books/journal.ts";
import { getOverview } from "./books/overview.ts";
import { runAudit } from "./books/run-audit.ts";
import { getTrialBalance } from "./books/trial-balance.ts";
import { getEarningsSummary } from "./earnings/earnings-summary.ts";
import { listEarnings } from "./earnings/list-earnings.ts";
import { closeStreaks } from "./gifts/close-streaks.ts";
import { createGifts, type Gifts } from "./gifts/send-gift.ts";
import type { Handlers } from "./handlers.ts";
import { changeStream, endStream } from "./live/change-stream.ts";
import { type EventSlice, listEvents, loadEvents } from "./live/events.ts";
import { getLeaderboard } from "./live/leaderboard.ts";
import { createOverlay, listOverlays, revokeOverlay, viewOverlay } from "./live/overlays.ts";
import type { LiveParts } from "./live/parts.ts";
import { getStream, headsOf, listStreams } from "./live/read-streams.ts";
import { Relay } from "./live/relay.ts";
import { type Chat, createChat } from "./live/send-message.ts";
import { startStream } from "./live/start-stream.ts";
import type { Log } from "./log.ts";
import { createPeople, type People } from "./people/people.ts";
import { applyWebhook } from "./store/apply-webhook.ts";
import { createOrder } from "./store/create-order.ts";
import { createQuote } from "./store/create-quote.ts";
import type { RateTable } from "./store/exchange-rates.ts";
import { listBundles } from "./store/list-bundles.ts";
import { listGifts } from "./store/list-gifts.ts";
import type { StoreParts } from "./store/parts.ts";
import { createPriceBook } from "./store/price-book.ts";
import { getOrder, listAdminOrders, listOrders } from "./store/read-orders.ts";
import { type Reconciliation, reconcile } from "./store/reconcile.ts";
import { getWallet, listWalletEntries } from "./wallet/wallet.ts";

export interface EconomyOptions {
  readonly database: Database;
  /** The batcher's own connection. */
  readonly hot: HotConnection;
  readonly clock: () => number;
  /** How many are watching a stream now. */
  readonly presence: (streamId: string) => number;
  readonly providers: ReadonlyMap<string, PaymentProvider>;
  readonly publicUrl: string;
  readonly demo: boolean;
  /** Rates older than this are refused. */
  readonly fxAgeDaysMax: number;
  /** Rates of another day or source than the packaged ones. */
  readonly rates?: RateTable;
  readonly log: Log;
  /** Takes events after their commit, room by room in the order of their numbers. */
  readonly onEvents: (events: RoomEvent[]) => void;
}

export interface Economy {
  readonly handlers: Handlers;
  readonly people: People;
  loadEvents(streamId: string, after: number, limit: number): Promise<EventSlice>;
  headsOf(streamIds: readonly string[]): Promise<Map<string, number>>;
  /** `ok` also for a webhook that was known: the provider need not send again. */
  applyWebhook(
    providerId: string,
    rawBody: Buffer,
    headers: WebhookHeaders,
  ): Promise<"ok" | Refusal>;
  /** Asks providers about every order that is due, now; the sweep does it now and then. */
  reconcile(): Promise<Reconciliation>;
  /** To be called often: closes silent streaks; starts a reconciliation when one is due. */
  sweep(): Promise<void>;
  /** Finishes what is in hand. The database is its opener's to close. */
  stop(): Promise<void>;
}

/** Puts the economy together over a database that was migrated. */
export async function createEconomy(options: EconomyOptions): Promise<Economy> {
  const { database, clock, log } = options;
  const relay = new Relay({
    loadAfter: async (stream, after, limit) =>
      (await loadEvents({ database }, stream, { after, limit })).events,
    emit: options.onEvents,
    onFault: (fault) => log.error({ error: fault }, "a room's events could not be handed on"),
  });
  const publish = (events: readonly RoomEvent[]) => relay.publish(events);
  const store: StoreParts = {
    ...options,
    accounts: createHouseAccounts(database),
    prices: createPriceBook(options),
  };
  const live: LiveParts = { ...options, publish };
  const gifts = await createGifts({ ...options, onEvents: publish });
  const chat = createChat(live);
  const reconciler = createReconciler(store);
  return {
    handlers: handlersOf(options, { store, live, gifts, chat }),
    people: createPeople(options),
    loadEvents: (streamId, after, limit) => loadEvents(live, streamId, { after, limit }),
    headsOf: (streamIds) => headsOf(live, streamIds),
    applyWebhook: (providerId, rawBody, headers) =>
      applyWebhook(store, providerId, { rawBody, headers }),
    reconcile: () => reconcile(store),
    async sweep() {
      reconciler.startWhenDue();
      publish(await closeStreaks(database, clock()));
    },
    async stop() {
      await Promise.all([gifts.stop(), chat.stop()]);
      await reconciler.idle();
      await relay.idle();
    },
  };
}

function handlersOf(
  options: EconomyOptions,
  parts: { store: StoreParts; live: LiveParts; gifts: Gifts; chat: Chat },
): Handlers {
  const { database } = options;
  const { store, live, gifts, chat } = parts;
  return {
    listBundles: listBundles(store),
    createQuote: createQuote(store),
    createOrder: createOrder(store),
    getOrder: getOrder(store),
    listOrders: listOrders(store),
    listAdminOrders: listAdminOrders(store),
    getWallet: getWallet(database),
    listWalletEntries: listWalletEntries(database),
    listGifts: listGifts(store),
    sendGift: gifts.sendGift,
    listStreams: listStreams(live),
    getStream: getStream(live),
    startStream: startStream(live),
    changeStream: changeStream(live),
    endStream: endStream(live),
    sendMessage: chat.sendMessage,
    listEvents: listEvents(live),
    getLeaderboard: getLeaderboard(live),
    listOverlays: listOverlays(live),
    createOverlay: createOverlay(live),
    revokeOverlay: revokeOverlay(live),
    viewOverlay: viewOverlay(live),
    listEarnings: listEarnings(database),
    getEarningsSummary: getEarningsSummary(options),
    getOverview: getOverview(options),
    listJournal: listJournal(options),
    getTrialBalance: getTrialBalance(options),
    runAudit: runAudit(options),
  };
}

/** One reconciliation at a time, beside the sweep: a slow provider must not delay streaks. */
function createReconciler(store: StoreParts) {
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let nextAtMs = 0;
  return {
    startWhenDue(): void {
      const nowMs = store.clock();
      if (isRunning || nowMs < nextAtMs) return;
      nextAtMs = nowMs + limits.reconcileEveryMs;
      isRunning = true;
      running = reconcile(store)
        .then(() => {})
        .catch((error: unknown) => store.log.error({ error }, "a reconciliation broke off"))
        .finally(() => {
          isRunning = false;
        });
    },
    idle: () => running,
  };
}
