import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { logisticRecord } from "heartbook/learners/logistic.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { chooseLearner } from "heartbook/resample/choose-learner.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { scoreSettings } from "heartbook/resample/tune.ts";

const patients = readHeart();
const options = { metric: metrics.brier, folds: 5, seed: 9 } as const;

Deno.test("chooseLearner() takes the best by the metric's direction, the earlier of equals", async () => {
  const { chosen } = await chooseLearner(
    { none: prevalence(), ridge: logistic({ l2: 1 }) },
    options,
  )(
    patients,
  );
  assertEquals(chosen.name, "ridge"); // the lower Brier score
  const twins = { first: logistic({ l2: 1 }), second: logistic({ l2: 1 }) };
  assertEquals((await chooseLearner(twins, options)(patients)).chosen.name, "first");
});

Deno.test("chooseLearner() scores on the folds that tune() would use, and refits on everybody", async () => {
  const learner = chooseLearner(
    { strong: logistic({ l2: 10 }), weak: logistic({ l2: 1 }) },
    options,
  );
  const { chosen, model } = await learner(patients);
  const settings = [{ l2: 10 }, { l2: 1 }];
  const [, weak] = await scoreSettings(patients, logisticRecord, { ...options, settings });
  // Pooled over all patients here, a mean over folds of 60 or 61 there.
  assertAlmostEquals(chosen.scores.weak, weak.mean, 1e-3);
  const refitted = await logistic({ l2: chosen.name === "weak" ? 1 : 10 })(patients);
  assertEquals(model, refitted.model);
});

Deno.test("chooseLearner() shows its learners the training part alone", async () => {
  const seen: (readonly string[])[] = [];
  const spy: Learner = (train) => {
    seen.push(train.ids);
    return prevalence()(train);
  };
  const splits = stratifiedFolds(patients.labels, { folds: 4, seed: 1 });
  await crossValidate(patients, { chosen: chooseLearner({ spy }, options) }, splits);
  assertEquals(seen.length, 4 * (5 + 1)); // five inner folds and the final fit
  splits.forEach(({ test }, i) => {
    const held = new Set(test.map((row) => patients.ids[row]));
    const shown = seen.slice(6 * i, 6 * i + 6).flat();
    assertEquals(shown.filter((id) => held.has(id)), []);
  });
});

Deno.test("chooseLearner() refuses no learners, and says which one failed", async () => {
  assertThrows(() => chooseLearner({}, options), RangeError, "learners");
  const broken: Learner = () => {
    throw new Error("out of order");
  };
  await assertRejects(
    async () => await chooseLearner({ broken }, options)(patients),
    Error,
    "broken, split 0: out of order",
  );
});
