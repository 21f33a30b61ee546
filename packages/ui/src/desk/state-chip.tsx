/** How an order stands, told by a shape as well as a colour, so that neither is needed alone. */
import type { OrderState } from "@largesse/protocol";
import type { ReactElement } from "react";

type Tone = "good" | "waiting" | "quiet" | "danger";

interface Look {
  readonly tone: Tone;
  readonly says: string;
  /** What the state means, for those who meet it the first time. */
  readonly means: string;
  readonly shape: ReactElement;
}

const ring = <circle cx="7" cy="7" r="5" fill="none" />;

const looks: Readonly<Record<OrderState, Look>> = {
  created: { tone: "quiet", says: "Created", means: "Waiting for the buyer to pay.", shape: ring },
  pending: {
    tone: "waiting",
    says: "Pending",
    means: "The bank is asking the buyer to confirm.",
    shape: <circle cx="7" cy="7" r="5" fill="none" strokeDasharray="2.4 2.8" />,
  },
  paid: {
    tone: "waiting",
    says: "Paid",
    means: "Money has come, the coins are about to.",
    shape: (
      <>
        {ring}
        <path d="M7 2a5 5 0 0 1 0 10z" className="desk-chip-solid" />
      </>
    ),
  },
  credited: {
    tone: "good",
    says: "Credited",
    means: "Paid, and the coins are in the wallet.",
    shape: (
      <>
        <circle cx="7" cy="7" r="5.6" className="desk-chip-solid" stroke="none" />
        <path d="m4.5 7.2 1.8 1.8 3.4-3.7" className="desk-chip-cut" />
      </>
    ),
  },
  failed: {
    tone: "danger",
    says: "Failed",
    means: "The payment was declined; nothing was charged.",
    shape: <path d="M3 3l8 8M11 3l-8 8" />,
  },
  expired: {
    tone: "quiet",
    says: "Expired",
    means: "Not paid in time; nothing was charged.",
    shape: <path d="M3.5 2h7M3.5 12h7M4.5 2c0 3 5 4 5 10M9.5 2c0 3-5 4-5 10" />,
  },
  refunded: {
    tone: "quiet",
    says: "Refunded",
    means: "The money went back to where it came from.",
    shape: <path d="M5 3 2.5 5.5 5 8M2.5 5.500H9a2.7 2.7 0 0 1 0 5.400H6" />,
  },
  disputed: {
    tone: "danger",
    says: "Disputed",
    means: "The buyer's bank asks for the money back.",
    shape: <path d="M7 2 12.5 12h-11zM7 5.800v2.700M7 10.300v.01" />,
  },
};

/** A chip with shape, colour and word; the meaning as its title. */
export function StateChip({ state }: { readonly state: OrderState }): ReactElement {
  const look = looks[state];
  return (
    <span className="desk-chip" data-tone={look.tone} title={look.means}>
      <svg viewBox="0 0 14 14" aria-hidden="true">
        {look.shape}
      </svg>
      {look.says}
    </span>
  );
}

/** What a state means, in a sentence. */
export function stateMeans(state: OrderState): string {
  return looks[state].means;
}
