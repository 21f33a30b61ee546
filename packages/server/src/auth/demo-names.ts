/** Names for those who try the demo without giving one: nobody's, and easy to tell apart. */
const FIRST = ["Amber", "Bright", "Calm", "Daring", "Gentle", "Lucky", "Merry", "Quiet", "Sunny"];
const SECOND = ["Badger", "Comet", "Falcon", "Heron", "Lark", "Otter", "Panda", "Robin", "Willow"];

/** "Sunny Otter 27" */
export function demoName(random: () => number = Math.random): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  return `${pick(FIRST)} ${pick(SECOND)} ${10 + Math.floor(random() * 90)}`;
}
