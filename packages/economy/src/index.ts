/** The rules of the house: store, wallet, gifts, live rooms, earnings and books behind one door. */
export type { Economy, EconomyOptions } from "./economy.ts";
export { createEconomy } from "./economy.ts";
export type { Actor, Handler, Handlers, Reply, ServerOwn } from "./handlers.ts";
export type { EventSlice } from "./live/events.ts";
export type { Log } from "./log.ts";
export { migrateEconomy } from "./migrate-economy.ts";
export type { Claims, People } from "./people/people.ts";
export type { RateTable } from "./store/exchange-rates.ts";
export { packagedRates } from "./store/exchange-rates.ts";
export type { Reconciliation } from "./store/reconcile.ts";
export { createSandboxStore } from "./store/sql/sandbox-store.ts";
