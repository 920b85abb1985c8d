import type { LogisticSettings } from "heartbook/models/logistic/logistic.ts";
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { takeRows } from "heartbook/data/dataset.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import type { ModelRecord } from "heartbook/learners/record.ts";
import { logisticRecord } from "heartbook/learners/logistic.ts";
import { neighboursRecord } from "heartbook/learners/neighbours.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { predictRows } from "heartbook/pipeline.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { patientFolds } from "heartbook/resample/patient-folds.ts";
import { drawSettings, gridOf, logUniform } from "heartbook/resample/settings.ts";
import { bestSoFar, chooseSettings, scoreSettings, tune } from "heartbook/resample/tune.ts";
import type { Metric } from "heartbook/types.ts";
import reference from "../reference/tuning.json" with { type: "json" };

const patients = readHeart();
const settings = gridOf({ l2: reference.penalties });
const search = { settings, metric: metrics.rocAuc, folds: 10, seed: 42 };

Deno.test("gridOf() lists every combination, the last setting changing fastest", () => {
  assertEquals(gridOf({ a: [1, 2], b: ["x", "y"] }), [
    { a: 1, b: "x" },
    { a: 1, b: "y" },
    { a: 2, b: "x" },
    { a: 2, b: "y" },
  ]);
  assertThrows(() => gridOf({ a: [1], b: [] }), RangeError, "expected values for b");
});

Deno.test("drawSettings() draws the same settings from the same seed, inside the space", () => {
  const space = { C: logUniform(0.01, 100), kernel: ["rbf", "linear"] };
  const drawn = drawSettings(space, { count: 200, seed: 3 });
  assertEquals(drawSettings(space, { count: 200, seed: 3 }), drawn);
  assert(drawn.every(({ C }) => C >= 0.01 && C <= 100));
  // Half of the draws lie below the geometric middle: 200 coin tosses stay within 100 ± 30.
  assert(Math.abs(drawn.filter(({ C }) => C < 1).length - 100) < 30);
  assertThrows(() => drawSettings(space, { count: 0, seed: 3 }), RangeError, "count");
  assertThrows(() => logUniform(0, 1), RangeError, "0 < low <= high");
});

Deno.test("scoreSettings() equals scikit-learn's GridSearchCV fold by fold", async () => {
  const tried = await scoreSettings(patients, logisticRecord, search);
  tried.forEach(({ mean, scores }, i) => {
    assertAlmostEquals(mean, reference.mean_auc[i], 1e-6);
    scores.forEach((score, fold) => {
      assertAlmostEquals(score, reference.fold_auc[i][fold], 1e-6);
    });
  });
});

Deno.test("tune() refits what GridSearchCV would, with the same probabilities", async () => {
  const pipeline = await tune(logisticRecord, search)(patients);
  assertEquals(pipeline.tuned.chosen.l2, reference.best_penalty);
  const p = predictRows(pipeline, patients.rows.slice(0, 5));
  p.forEach((each, i) => {
    assertAlmostEquals(each, reference.probability_of_first_five[i], 1e-6);
  });
});

Deno.test("the one-standard-error rule takes the first in the list that is near enough", () => {
  const tried = [0.80, 0.86, 0.90, 0.905].map((mean, i) => ({
    settings: i,
    mean,
    standardError: 0.02,
    scores: [],
  }));
  const choose = (rule: "best" | "one-standard-error", metric: Metric = metrics.rocAuc): number =>
    chooseSettings(tried, { metric, rule }).settings;
  assertEquals(choose("best"), 3);
  assertEquals(choose("one-standard-error"), 2);
  assertEquals(choose("best", metrics.brier), 0);
});

Deno.test("cross-validating a tuned learner is nested: outer test patients have no say", async () => {
  const seen: number[] = [];
  const spy: ModelRecord<LogisticSettings> = {
    ...logisticRecord,
    fit: (training, settings) => {
      seen.push(training.X.rows);
      return logisticRecord.fit(training, settings);
    },
  };
  const [split] = stratifiedFolds(patients.labels, { folds: 3, seed: 1 });
  const learner = tune(spy, { ...search, folds: 4 });
  await crossValidate(patients, { learner }, [split]);
  const outer = split.train.length;
  assert(seen.slice(0, 4).every((rows) => rows < outer));
});

Deno.test("tune() refuses no settings, reports its folds and stops when told to", async () => {
  await assertRejects(
    async () => await tune(logisticRecord, { ...search, settings: [] })(patients),
    RangeError,
    "settings: expected at least one",
  );
  const steps: number[] = [];
  await tune(logisticRecord, search)(patients, { progress: (done) => steps.push(done) });
  assertEquals(steps, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await assertRejects(
    async () =>
      await tune(logisticRecord, search)(patients, {
        signal: AbortSignal.abort(new Error("stop")),
      }),
    Error,
    "stop",
  );
});

Deno.test("tune() passes over more neighbours than an inner training part has, if there are fewer to try", async () => {
  const few = takeRows(patients, [...patients.rows.keys()].slice(0, 60));
  const triedOf = async (...ks: readonly number[]): Promise<number[]> => {
    const settings = ks.map((k) => ({ k }));
    const learner = tune(neighboursRecord, { settings, metric: metrics.brier, folds: 5, seed: 1 });
    return (await learner(few)).tuned.tried.map((each) => each.settings.k);
  };
  const fewest = Math.min(
    ...patientFolds(few, { folds: 5, seed: 1 }).map((each) => each.train.length),
  );
  assertEquals(await triedOf(5, fewest, fewest + 1, 70), [5, fewest]);
  await assertRejects(() => triedOf(61, 70), RangeError, "k: expected at most");
});

Deno.test("bestSoFar() counts the settings tried from 1, and never gets worse", () => {
  const tried = [0.7, 0.9, 0.8, 0.95].map((mean, i) => ({
    settings: { l2: i },
    scores: [mean],
    mean,
    standardError: 0,
  }));
  assertEquals(bestSoFar(tried, metrics.rocAuc), [
    ...[{ x: 1, y: 0.7 }, { x: 2, y: 0.9 }, { x: 3, y: 0.9 }, { x: 4, y: 0.95 }],
  ]);
  assertEquals(bestSoFar(tried, metrics.brier).map(({ y }) => y), [0.7, 0.7, 0.7, 0.7]);
});
