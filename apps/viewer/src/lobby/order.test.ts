/** Windows do not jump. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { windowOrder } from "./order.ts";

const room = (id: string, viewers: number) => ({ id, viewers });

test("[V2.1] the fullest room is first when the page opens", () => {
  assert.deepEqual(windowOrder([room("a", 2), room("b", 9), room("c", 2)], []), ["b", "a", "c"]);
});

test("[V2.2] windows keep their places, the ended leave and the new join at the end", () => {
  const later = [room("a", 50), room("b", 1), room("d", 99)];
  assert.deepEqual(windowOrder(later, ["b", "a", "c"]), ["b", "a", "d"]);
});
