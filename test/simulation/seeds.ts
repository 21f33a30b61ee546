/**
 * Seeds that every run plays. A seed that once failed stays here for ever, under the name of what it
 * found; the first ones were chosen for what happens in them.
 */
export const seeds: readonly { readonly seed: string; readonly because: string }[] = [
  { seed: "first light", because: "a bit of everything" },
  { seed: "two thumbs", because: "accounts used by three pairs of hands at once" },
  {
    seed: "a",
    because: "a gift refused for want of coins was accepted later under its key (G2.11)",
  },
  { seed: "curtain", because: "streams end while gifts are on their way" },
];
