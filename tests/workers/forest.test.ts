import { assert, assertEquals, assertRejects } from "@std/assert";
import { fitForestOnAllCores, growTrees } from "heartbook/models/forest/all-cores.ts";
import { fitForest, forestGround, type ForestSettings } from "heartbook/models/forest/forest.ts";
import type { Training } from "heartbook/types.ts";
import { spread } from "heartbook/workers/spread.ts";
import { uniformTraining } from "../models/trees.ts";
import { startThreads, withThreads } from "./with-threads.ts";

const binned = uniformTraining(12_000, { columns: 5, seed: 1 });
const sorted = uniformTraining(9_000, { columns: 5, seed: 2 });
const weighted: Training = {
  ...binned,
  weights: Float64Array.from(binned.y, (_, row) => 1 + row % 3),
};
const trees = 70;

const cases: Record<string, [Training, ForestSettings]> = {
  "of bins": [binned, { trees, seed: 3 }],
  "of sorted columns": [sorted, { trees, seed: 4 }],
  "with weights": [weighted, { trees, seed: 5, classWeights: "balanced" }],
};

for (const [name, [training, settings]] of Object.entries(cases)) {
  Deno.test(`a forest ${name} is the same with 0, 1, 2 and 3 workers as in one piece`, async () => {
    const plain = fitForest(training, settings);
    for (const threads of [0, 1, 2, 3]) {
      const told: number[][] = [];
      const progress = (done: number, total: number): void => void told.push([done, total]);
      const grown = await withThreads(String(threads), async () => {
        if (threads > 1) await startThreads(threads);
        return await fitForestOnAllCores(training, settings, { progress });
      });
      assert(JSON.stringify(grown) === JSON.stringify(plain), `${threads} workers`);
      assertEquals(told.at(-1), [trees, trees]);
      assert(told.every(([done], i) => i === 0 || done > told[i - 1][0]));
    }
  });
}

Deno.test("an abort ends a forest on all cores, with its reason", async () => {
  await withThreads("2", async () => {
    await startThreads(2);
    const stop = new AbortController(), reason = new Error("enough");
    const work = { progress: () => stop.abort(reason), signal: stop.signal };
    const error = await assertRejects(() => fitForestOnAllCores(binned, { trees }, work));
    assertEquals(error, reason);
  });
});

Deno.test("fitForestOnAllCores() refuses what fitForest() refuses", async () => {
  const healthy = { ...binned, y: new Uint8Array(binned.y.length) };
  const wrong: [Training, ForestSettings][] = [
    [healthy, { trees }],
    [binned, { trees, maxFeatures: 6 }],
    [binned, { trees: Infinity }],
    [binned, { trees, minLeaf: 0 }],
  ];
  for (const [training, settings] of wrong) {
    let message = "";
    try {
      fitForest(training, settings);
    } catch (error) {
      message = (error as Error).message;
    }
    assert(message !== "");
    const error = await assertRejects(() => fitForestOnAllCores(training, settings), RangeError);
    assertEquals(error.message, message);
  }
});

Deno.test("the trees of a forest grow in any order and in parts", async () => {
  const shared = forestGround(sorted, { trees: 5, seed: 6 });
  const ranges = [{ from: 3, to: 5 }, { from: 0, to: 1 }, { from: 1, to: 3 }];
  const [last, first, middle] = await spread(growTrees, ranges, { shared });
  const plain = fitForest(sorted, { trees: 5, seed: 6 });
  assertEquals([...first, ...middle, ...last], plain.trees);
});
