/** The way of an order, drawn: four stops on a line. */
import type { Order } from "@largesse/protocol";
import { Icon } from "@largesse/ui";
import { stepsOf } from "./order-steps.ts";

/** The steps; the one in hand is announced when it changes. */
export function OrderSteps({ order }: { readonly order: Order }) {
  const steps = stepsOf(order);
  const now = steps.find((step) => step.state === "now" || step.state === "failed") ?? steps.at(-1);
  return (
    <>
      <ol className="steps">
        {steps.map((step) => (
          <li
            key={step.title}
            data-state={step.state}
            aria-current={step.state === "now" ? "step" : undefined}
          >
            <i aria-hidden="true">
              {step.state === "done" && <Icon name="check" size={16} />}
              {step.state === "failed" && <Icon name="close" size={16} />}
            </i>
            <span>{step.title}</span>
          </li>
        ))}
      </ol>
      <p className="ui-hidden" role="status">
        {now?.state === "failed" ? "Failed" : now?.title}
      </p>
    </>
  );
}
