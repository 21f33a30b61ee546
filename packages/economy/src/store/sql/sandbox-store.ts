/** The sandbox provider's records in PostgreSQL: they outlive a restart, like a bank's. */
import { type Database, sql } from "@largesse/ledger";
import type { Currency, OrderId } from "@largesse/protocol";
import type {
  CardOutcome,
  SandboxPayment,
  SandboxStatus,
  SandboxStore,
} from "@largesse/provider-kit";

interface Row {
  readonly id: string;
  readonly order: OrderId;
  readonly outcome: CardOutcome;
  readonly status: SandboxStatus;
  readonly currency: Currency;
  readonly minor: bigint;
  readonly createdAt: Date;
}

export function createSandboxStore(database: Database): SandboxStore {
  async function byOrder(order: OrderId): Promise<SandboxPayment | null> {
    const [row] = await database.query(sql<Row>`
      select
        id, purchase_order as "order", outcome, status, currency, minor, created_at as "createdAt"
      from economy.sandbox_payment
      where purchase_order = ${order}`);
    return row === undefined ? null : paymentOf(row);
  }

  async function byId(id: string): Promise<SandboxPayment | null> {
    const [row] = await database.query(sql<Row>`
      select
        id, purchase_order as "order", outcome, status, currency, minor, created_at as "createdAt"
      from economy.sandbox_payment
      where id = ${id}`);
    return row === undefined ? null : paymentOf(row);
  }

  return {
    async insert(payment) {
      await database.query(sql`
        insert into economy.sandbox_payment (
          id, purchase_order, outcome, status, currency, minor, created_at
        )
        values (
          ${payment.id}, ${payment.order}, ${payment.outcome}, ${payment.status},
          ${payment.money.currency}, ${payment.money.minor}, ${new Date(payment.createdAtMs)}
        )
        on conflict (purchase_order) do nothing`);
      const kept = await byOrder(payment.order);
      if (kept === null) throw new Error("a sandbox payment just written was not found");
      return kept;
    },
    byOrder,
    byId,
    async settle(id, status) {
      await database.query(sql`
        update economy.sandbox_payment
        set status = ${status}
        where id = ${id} and status = 'requires_action'`);
      return await byId(id);
    },
  };
}

function paymentOf({ currency, minor, createdAt, ...row }: Row): SandboxPayment {
  return {
    ...row,
    money: { currency, minor: Number(minor) },
    createdAtMs: createdAt.getTime(),
  };
}
