/**
 * The sandbox's cards: test numbers that no bank has ever issued, each with a fate.
 *
 * A number is looked at once, when the payment is made, and only its fate is kept: not even a test
 * number is stored or logged, so nobody learns here how to store a real one.
 */
import { type Refusal, refuse } from "@largesse/protocol";
import type { MethodFields } from "./provider.ts";

export type CardOutcome = "succeeds" | "declines" | "challenges" | "succeeds_then_disputed";

export const sandboxCards: ReadonlyMap<string, CardOutcome> = new Map([
  ["4242424242424242", "succeeds"],
  ["4000000000000002", "declines"],
  ["4000000000003220", "challenges"],
  ["4000000000000259", "succeeds_then_disputed"],
]);

/** What will become of a payment with this card; other numbers and shapes are refused. */
export function outcomeOf(method: MethodFields): CardOutcome | Refusal {
  const unknown = Object.keys(method).find((name) => name !== "card");
  if (unknown !== undefined) return invalid("The sandbox takes a card and nothing else.");
  if (method.card === undefined) return invalid("Give the number of a test card.");
  const digits = method.card.replaceAll(" ", "");
  if (!/^\d{12,19}$/.test(digits)) return invalid("A card number has 12 to 19 digits.");
  const outcome = sandboxCards.get(digits);
  if (outcome === undefined) {
    return invalid("The sandbox takes its own test cards only, such as 4242 4242 4242 4242.");
  }
  return outcome;
}

function invalid(why: string): Refusal {
  return refuse("payment_method_invalid", { why });
}
