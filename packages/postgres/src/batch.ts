// Calls that arrive together travel together: while one batch is under way the next calls gather (group commit).

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

// Bounds one statement; more than this waits for the next.
const MOST_ITEMS = 500;

/**
 * A function for one item, out of `run` for many. `run` starts after the call was made and gives a result for each item
 * in the order of the items; if it throws, every call of that batch is refused with its error.
 */
export function createBatch<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  async function runNext(): Promise<void> {
    const batch = waiting.splice(0, MOST_ITEMS);
    try {
      const results = await run(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new TypeError('a batch gave another number of results than of items');
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async function drain(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) await runNext();
    isRunning = false;
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void drain();
    });
}
