/** Which drawing shows which gift: Noto Emoji by name, or `own` for those we draw ourselves. */
export const giftDrawings = {
  rose: { noto: "rose" },
  heart: { noto: "red-heart" },
  applause: { noto: "clapping-hands" },
  panda: { noto: "panda" },
  "ice-cream": { noto: "soft-ice-cream" },
  coffee: { noto: "hot-beverage" },
  guitar: { noto: "guitar" },
  confetti: { noto: "party-popper" },
  crown: { noto: "crown" },
  fireworks: { own: "fireworks" },
  "shiny-diamond": { own: "shiny-diamond" },
  rocket: { noto: "rocket" },
  "drama-queen": { own: "drama-queen" },
  galaxy: { own: "galaxy" },
} as const satisfies Record<string, { readonly noto: string } | { readonly own: string }>;

/** What is shown for a gift of a host's own catalogue that we have no drawing for. */
export const FALLBACK = "wrapped-gift";
