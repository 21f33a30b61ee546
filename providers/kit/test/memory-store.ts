/** A sandbox's records in memory, for the kit's own tests: the kit knows no database. */
import type { SandboxPayment, SandboxStore } from "@largesse/provider-kit";

export function createMemoryStore(): SandboxStore {
  const paymentById = new Map<string, SandboxPayment>();
  const byOrder = (order: string) =>
    [...paymentById.values()].find((payment) => payment.order === order) ?? null;
  return {
    async insert(payment) {
      const kept = byOrder(payment.order);
      if (kept !== null) return kept;
      paymentById.set(payment.id, payment);
      return payment;
    },
    byOrder: async (order) => byOrder(order),
    byId: async (id) => paymentById.get(id) ?? null,
    async settle(id, status) {
      const payment = paymentById.get(id);
      if (payment === undefined) return null;
      if (payment.status !== "requires_action") return payment;
      const settled = { ...payment, status };
      paymentById.set(id, settled);
      return settled;
    },
  };
}
