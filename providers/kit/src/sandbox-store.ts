/** Where the sandbox keeps its payments: a bank that forgets at a restart would teach nothing. */
import type { Money, OrderId } from "@largesse/protocol";
import type { CardOutcome } from "./sandbox-cards.ts";

export type SandboxStatus = "requires_action" | "settled" | "declined" | "challenge_failed";

export interface SandboxPayment {
  readonly id: string;
  readonly order: OrderId;
  readonly outcome: CardOutcome;
  readonly status: SandboxStatus;
  readonly money: Money;
  readonly createdAtMs: number;
}

export interface SandboxStore {
  /** Keeps the payment unless its order has one already; answers with the one that is kept. */
  insert(payment: SandboxPayment): Promise<SandboxPayment>;
  byOrder(order: OrderId): Promise<SandboxPayment | null>;
  byId(id: string): Promise<SandboxPayment | null>;
  /** Sets the status of a payment that still requires action; answers with how it stands after. */
  settle(id: string, status: SandboxStatus): Promise<SandboxPayment | null>;
}
