import { assert, assertEquals } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { boostingRecord } from "heartbook/learners/boosting.ts";
import { neighboursRecord } from "heartbook/learners/neighbours.ts";
import { treeRecord } from "heartbook/learners/tree.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { innerFolds, takeParts } from "heartbook/resample/inner-parts.ts";
import { patientFolds } from "heartbook/resample/patient-folds.ts";
import { scoreSettings } from "heartbook/resample/tune.ts";
import type { Dataset } from "heartbook/types.ts";

const patients = readHeart();
const copy = (): Dataset => ({ ...patients });

Deno.test("innerFolds() are patientFolds(), one set of them for each seed and number", () => {
  const dataset = copy();
  for (const options of [{ folds: 5, seed: 1 }, { folds: 5, seed: 2 }, { folds: 3, seed: 1 }]) {
    assertEquals(innerFolds(dataset, options), patientFolds(dataset, options));
    assert(innerFolds(dataset, options) === innerFolds(dataset, options));
  }
});

Deno.test("takeParts() are the rows of a split, the same data sets again for the same rows", () => {
  const dataset = copy(), other = takeRows(patients, patients.labels.map((_, row) => 302 - row));
  const [first, second] = innerFolds(dataset, { folds: 5, seed: 1 });
  for (const split of [first, second]) {
    for (const from of [dataset, other]) {
      const parts = takeParts(from, split);
      assertEquals(parts.train, takeRows(from, split.train));
      assertEquals(parts.test, takeRows(from, split.test));
      assert(takeParts(from, split) === parts);
    }
  }
});

Deno.test("a long table's parts are taken anew, so that they can be forgotten", () => {
  const rows = Array.from({ length: 5001 }, (_, i) => i % 303);
  const long = takeRows(patients, rows), options = { folds: 2, seed: 1 };
  const [split] = innerFolds(long, options);
  assert(innerFolds(long, options)[0] !== split);
  assert(takeParts(long, split) !== takeParts(long, split));
});

Deno.test("scoreSettings() gives the same whether the rows were searched before or not", async () => {
  const search = { metric: metrics.brier, folds: 5, seed: 1 }, shared = copy();
  const scoreAll = async (take: () => Dataset): Promise<unknown[]> => [
    await scoreSettings(take(), neighboursRecord, { ...search, settings: [{ k: 5 }, { k: 9 }] }),
    await scoreSettings(take(), treeRecord, { ...search, settings: [{ maxDepth: 2 }] }),
    await scoreSettings(take(), boostingRecord, { ...search, settings: [{ trees: 5 }] }),
  ];
  assertEquals(await scoreAll(() => shared), await scoreAll(copy));
});
