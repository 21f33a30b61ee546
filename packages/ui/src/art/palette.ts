/** Each gift's own light: the colours of its glow, its rays and its particles, brightest first. */
const palettes: Readonly<Record<string, readonly [string, string, string, string]>> = {
  rose: ["#ff8fa3", "#ff4d6d", "#c9184a", "#7bd389"],
  heart: ["#ffb3c1", "#ff5a5f", "#ff2e63", "#ffd6e0"],
  applause: ["#fff0b3", "#ffd23f", "#ff9f1c", "#ffe8cc"],
  panda: ["#ffffff", "#d7f5d3", "#8bd17c", "#ffc6d9"],
  "ice-cream": ["#fff3e0", "#ffd6a5", "#ffadc6", "#b5e8f7"],
  coffee: ["#ffe8cf", "#e6b17e", "#b9774a", "#fff7ed"],
  guitar: ["#ffd9c7", "#ff5a47", "#ff9f1c", "#7fdbff"],
  confetti: ["#ffd23f", "#ff5d8f", "#3ec1f3", "#7ae582"],
  crown: ["#fff1b8", "#ffc93c", "#ff9a3c", "#5ce1c4"],
  fireworks: ["#ffe5f4", "#ff6bd6", "#6f8cff", "#ffd166"],
  "shiny-diamond": ["#ffffff", "#bfe9ff", "#7cc7ff", "#b9a8ff"],
  rocket: ["#fff3c4", "#ffb703", "#ff5d3a", "#7fd4ff"],
  "drama-queen": ["#ffe9b0", "#ff5fa2", "#a855f7", "#ffc93c"],
  galaxy: ["#ffffff", "#c4b5fd", "#7c5cff", "#ff9de2"],
};
const FALLBACK = ["#fff3c4", "#ffd166", "#ff8fa3", "#b9a8ff"] as const;

/** Four colours: highlight, main, deep, contrast. */
export function giftPalette(gift: string): readonly [string, string, string, string] {
  return palettes[gift] ?? FALLBACK;
}
