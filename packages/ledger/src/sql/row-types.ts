/** How rows are read: int8 as `bigint`, so that no amount is ever a float. */
import pg from "pg";

const INT8 = 20;
const INT8_ARRAY = 1016;

export const rowTypes = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format !== "binary" && oid === INT8) return BigInt;
    if (format !== "binary" && oid === INT8_ARRAY) return bigintArray;
    return pg.types.getTypeParser(oid, format === "binary" ? "binary" : "text");
  },
} as pg.CustomTypesConfig;

/** Our columns hold no nulls inside arrays; one from elsewhere stays null. */
function bigintArray(text: string): (bigint | null)[] {
  if (text === "{}") return [];
  const elements = text.slice(1, -1).split(",");
  return elements.map((element) => (element === "NULL" ? null : BigInt(element)));
}
