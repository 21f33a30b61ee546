/** The sandbox's cards, each with its fate told beforehand: no bank has issued any of them. */
export interface SandboxCard {
  readonly number: string;
  readonly says: string;
  readonly more: string;
}

export const sandboxCards: readonly SandboxCard[] = [
  { number: "4242424242424242", says: "Succeeds", more: "The bank says yes." },
  {
    number: "4000000000003220",
    says: "Asks who you are",
    more: "3-D Secure: the bank wants a word first.",
  },
  { number: "4000000000000002", says: "Declines", more: "The bank says no. Nothing is charged." },
];

/** The card chosen at first. */
export const firstCard = sandboxCards[0]?.number ?? "";

/** "4242 •••• 4242" is enough to tell them apart. */
export function maskedCard(number: string): string {
  return `•••• ${number.slice(-4)}`;
}
