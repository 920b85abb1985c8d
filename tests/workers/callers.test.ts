import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { permutationImportance } from "heartbook/explain/permutation.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { elasticNetRecord } from "heartbook/learners/elastic-net.ts";
import { forest } from "heartbook/learners/forest.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { neighbours } from "heartbook/learners/neighbours.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { bootstrapModels, compareWith } from "heartbook/measure/side-by-side.ts";
import { setAsideAgain } from "heartbook/heart/originals/recall-led.ts";
import { popularEdition } from "heartbook/heart/popular/popular.ts";
import { bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { fitHeldOut } from "heartbook/resample/held-out.ts";
import { withSmote } from "heartbook/resample/imbalance.ts";
import { crossValidateNested } from "heartbook/resample/nested.ts";
import { tune } from "heartbook/resample/tune.ts";
import { tuneForest } from "heartbook/resample/tune-forest.ts";
import { startThreads, withThreads } from "./with-threads.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 5, seed: 1 });
const rocAuc = metrics.rocAuc;
const search = { metric: rocAuc, folds: 3, seed: 1 };
const settings = [1, 10].map((penalty) => ({ penalty, l1Ratio: 0.5 }));
const tuned = tune(elasticNetRecord, { ...search, settings });
const choose = (): { value: number } => ({ value: 0.5 });

const judged = Object.fromEntries(
  ["first", "second", "third"].map((name, i) => [name, {
    label: patients.labels,
    p: patients.labels.map((label, row) => (label + ((row * (7 + i)) % 5) + 1) / 7),
  }]),
);
const drawn = { seed: 1, replicates: 100 };

const callers: Record<string, () => Promise<unknown>> = {
  "crossValidate()": () =>
    crossValidate(patients, {
      tuned,
      "out of bag": tuneForest({ metric: rocAuc, settings: [{ trees: 5 }, { trees: 10 }] }),
      smoted: withSmote(logistic({ l2: 1 }), { seed: 1 }),
    }, splits),
  "crossValidateNested()": () =>
    crossValidateNested(patients, logistic({ l2: 1 }), splits, { folds: 3, seed: 1 }),
  "bootstrapFits()": () =>
    bootstrapFits(patients, tuned, {
      replicates: 6,
      seed: 1,
      threshold: {
        choose,
        folds: 3,
        learner: (fitted) => logistic({ l2: fitted.tuned.chosen.penalty }),
      },
    }),
  "fitHeldOut() and permutationImportance()": async () => {
    const held = await fitHeldOut(patients, forest({ trees: 10, seed: 1 }), splits);
    const asked = { metric: rocAuc, repeats: 2, replicates: 20, seed: 1 };
    return await permutationImportance(held, asked);
  },
  "bootstrapModels() and compareWith()": async () => [
    await bootstrapModels(judged, { rocAuc, slope: calibration.slope }, drawn),
    await compareWith(judged, "second", { ...drawn, metric: rocAuc }),
  ],
  "setAsideAgain()": () => setAsideAgain(popularEdition(patients), { repeats: 6, seed: 1 }),
};

for (const [name, call] of Object.entries(callers)) {
  Deno.test(`${name} gives the same bytes with 0, 1, 2 and 3 workers`, async () => {
    const alone = await withThreads("0", call);
    for (const threads of [1, 2, 3]) {
      const together = await withThreads(String(threads), async () => {
        await startThreads(threads);
        return await call();
      });
      assertEquals(together, alone);
    }
  });
}

Deno.test("an error in a worker names its fold and keeps its type and message", async () => {
  const learners = { few: neighbours({ k: 1 }), many: neighbours({ k: 1000 }) };
  const work = (): Promise<unknown> => crossValidate(patients, learners, splits);
  const alone = await assertRejects(() => withThreads("0", work), Error, "many, split 0: ");
  for (const threads of [2, 3]) {
    const error = await assertRejects(() =>
      withThreads(String(threads), async () => {
        await startThreads(threads);
        await work();
      }), Error);
    assertEquals(error.message, alone.message);
    assertEquals((error.cause as Error).name, (alone.cause as Error).name);
    assertInstanceOf(error.cause, RangeError);
  }
});
