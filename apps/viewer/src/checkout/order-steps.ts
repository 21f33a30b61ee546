/** How far an order has come, as steps a person can follow. Pure. */
import type { Order, OrderState } from "@largesse/protocol";

export interface Step {
  readonly title: string;
  readonly state: "done" | "now" | "ahead" | "failed";
}

const WAY: readonly OrderState[] = ["created", "pending", "paid", "credited"];
const TITLES = ["Ordered", "With the bank", "Paid", "In your wallet"] as const;
const OVER: ReadonlySet<OrderState> = new Set([
  "credited",
  "failed",
  "expired",
  "refunded",
  "disputed",
]);

/** Nothing more will happen by waiting. */
export function isOver(order: Pick<Order, "state">): boolean {
  return OVER.has(order.state);
}

/** The four steps; a failed order stops at the bank, a refunded or disputed one had arrived. */
export function stepsOf(order: Pick<Order, "state">): Step[] {
  if (order.state === "failed" || order.state === "expired") {
    return TITLES.map((title, index) => ({
      title,
      state: index === 0 ? "done" : index === 1 ? "failed" : "ahead",
    }));
  }
  const at = WAY.indexOf(order.state);
  const reached = at === -1 ? WAY.length - 1 : at;
  return TITLES.map((title, index) => {
    if (index < reached || reached === WAY.length - 1) return { title, state: "done" };
    return { title, state: index === reached ? "now" : "ahead" };
  });
}
