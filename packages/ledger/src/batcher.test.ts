import assert from "node:assert/strict";
import { test } from "node:test";
import { createBatcher } from "./batcher.ts";

/** A unit of work that ends when the test says so. */
function handWork() {
  const units: {
    items: readonly number[];
    end: (results?: readonly (number | Error)[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  const work = (items: readonly number[]) =>
    new Promise<readonly (number | Error)[]>((resolve, reject) => {
      units.push({ items, end: (results) => resolve(results ?? items), fail: reject });
    });
  const nth = (place: number) => {
    const unit = units[place];
    if (unit === undefined) throw new Error(`unit ${place} has not begun`);
    return unit;
  };
  return { work, nth, units };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[B2.1] work collects while the unit before it is in flight", async () => {
  const { work, nth, units } = handWork();
  const batcher = createBatcher({ batchMax: 3, queueMax: 10, work });
  const first = batcher.add(1);
  await turn();
  const others = [2, 3, 4, 5].map((item) => batcher.add(item));
  assert.deepEqual(nth(0).items, [1]);
  nth(0).end();
  assert.equal(await first, 1);
  assert.deepEqual(nth(1).items, [2, 3, 4]);
  nth(1).end();
  await turn();
  nth(2).end();
  assert.deepEqual(await Promise.all(others), [2, 3, 4, 5]);
  assert.equal(units.length, 3);
});

test("[B2.2] beyond the limit a caller is told so, and stopping waits for what was taken", async () => {
  const { work, nth } = handWork();
  const batcher = createBatcher({ batchMax: 1, queueMax: 1, work });
  const first = batcher.add(1);
  await turn();
  const second = batcher.add(2);
  assert.deepEqual(await batcher.add(3), { refused: "server_busy", details: {} });
  let stopped = false;
  const stopping = batcher.stop().then(() => {
    stopped = true;
  });
  assert.deepEqual(await batcher.add(4), { refused: "server_stopping", details: {} });
  nth(0).end();
  await first;
  assert.equal(stopped, false);
  nth(1).end();
  assert.equal(await second, 2);
  await stopping;
});

test("[B2.3] a fault fails its own callers and not the next ones", async () => {
  const { work, nth } = handWork();
  const batcher = createBatcher({ batchMax: 9, queueMax: 9, work });
  const first = Promise.allSettled([batcher.add(1), batcher.add(2)]);
  await turn();
  const second = Promise.allSettled([batcher.add(3), batcher.add(4)]);
  nth(0).fail(new Error("the unit"));
  assert.deepEqual(
    (await first).map(({ status }) => status),
    ["rejected", "rejected"],
  );
  nth(1).end([3, new Error("the item")]);
  assert.deepEqual(
    (await second).map(({ status }) => status),
    ["fulfilled", "rejected"],
  );
});
