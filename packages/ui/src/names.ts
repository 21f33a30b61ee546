/** Friendly names for those who have not chosen one: a mood and a creature, never a person. */
const MOODS = [
  "Merry",
  "Velvet",
  "Sunny",
  "Brave",
  "Lucky",
  "Misty",
  "Golden",
  "Quiet",
  "Cosmic",
  "Paper",
  "Dancing",
  "Amber",
  "Wild",
  "Silver",
  "Cheerful",
  "Midnight",
] as const;
const CREATURES = [
  "Otter",
  "Comet",
  "Heron",
  "Lantern",
  "Fox",
  "Maple",
  "Koala",
  "Kite",
  "Wren",
  "Tulip",
  "Badger",
  "Pebble",
  "Finch",
  "Marble",
  "Lynx",
  "Clover",
] as const;

/** A name from a number in [0, 1) twice: 256 of them, enough for a demo's strangers. */
export function friendlyName(random: () => number = Math.random): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  return `${pick(MOODS)} ${pick(CREATURES)}`;
}
