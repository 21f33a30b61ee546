/**
 * The batcher turns many callers into one unit of work.
 *
 * It collects while the previous unit is in flight: an idle system waits for nothing, a busy one
 * does hundreds at once. The next unit is started before the callers of the last one are told, so
 * that the database is not idle while they run.
 */
import { type Refusal, refuse } from "@largesse/protocol";

export interface Batcher<Item, Result> {
  /** Waits for the item's own result; `server_busy` when too many wait already. */
  add(item: Item): Promise<Result | Refusal>;
  /** Takes nothing more and waits for what was taken. */
  stop(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export function createBatcher<Item, Result>(options: {
  readonly batchMax: number;
  readonly queueMax: number;
  /**
   * Answers a result for each item, in order; an `Error` fails that caller alone, a throw fails
   * every caller of the batch.
   */
  readonly work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>;
}): Batcher<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  let running = false;
  let stopped = false;
  let onIdle = (): void => {};

  function next(): void {
    if (queue.length === 0) {
      running = false;
      onIdle();
      return;
    }
    running = true;
    const batch = queue.length <= options.batchMax ? queue : queue.slice(0, options.batchMax);
    queue = batch === queue ? [] : queue.slice(options.batchMax);
    void settle(batch);
  }

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await options.work(batch.map(({ item }) => item));
      next();
      for (const [place, { resolve, reject }] of batch.entries()) {
        const result = results[place];
        if (result === undefined) reject(new Error("the batch answered too few results"));
        else if (result instanceof Error) reject(result);
        else resolve(result);
      }
    } catch (error) {
      next();
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    add(item) {
      if (stopped) return Promise.resolve(refuse("server_stopping"));
      if (queue.length >= options.queueMax) return Promise.resolve(refuse("server_busy"));
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, resolve, reject });
        // Started in a microtask, so that items added together travel together.
        if (!running) {
          running = true;
          queueMicrotask(next);
        }
      });
    },
    async stop() {
      stopped = true;
      if (!running) return;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    },
  };
}
