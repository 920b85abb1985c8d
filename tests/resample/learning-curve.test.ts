import { assert, assertEquals, assertRejects } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { prevalence } from "heartbook/learners/prevalence.ts";
import type { Learner } from "heartbook/pipeline.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { learningCurve } from "heartbook/resample/learning-curve.ts";
import { crossValidate } from "heartbook/resample/cross-validate.ts";

const patients = readHeart();
const splits = stratifiedFolds(patients.labels, { folds: 3, seed: 1 });

Deno.test("learningCurve() trains on nested sets of the given sizes, and tests on all", async () => {
  const seen: string[][] = [];
  const spy: Learner = (train, work) => {
    seen.push([...train.ids]);
    return prevalence()(train, work);
  };
  const points = await learningCurve(patients, { spy }, splits, { sizes: [20, 50], seed: 4 });
  assertEquals(seen.map((ids) => ids.length), [20, 20, 20, 50, 50, 50]);
  assert(seen[0].every((id) => seen[3].includes(id)));
  assertEquals(points.map(({ predictions }) => predictions.spy.p.length), [303, 303]);
});

Deno.test("learningCurve() with whole training parts is cross-validation", async () => {
  const even = splits.map((split) => ({ ...split, train: split.train.slice(0, 200) }));
  const [point] = await learningCurve(patients, { base: prevalence() }, even, {
    sizes: [200],
    seed: 4,
  });
  const { base } = await crossValidate(patients, { base: prevalence() }, even);
  assertEquals(point.predictions.base, base);
});

Deno.test("learningCurve() refuses more patients than a training part has", async () => {
  await assertRejects(
    () => learningCurve(patients, { base: prevalence() }, splits, { sizes: [303], seed: 1 }),
    RangeError,
    "sizes: expected whole numbers from 1 to 20",
  );
});

Deno.test("learningCurve() begins at one patient, and tells of its progress over all sizes", async () => {
  const told: number[][] = [];
  const counts: number[] = [];
  const counting: Learner = (train) => {
    counts.push(train.rows.length);
    return prevalence()(patients);
  };
  const largest = Math.min(...splits.map(({ train }) => train.length));
  await learningCurve(patients, { counting }, splits, {
    sizes: [1, largest],
    seed: 1,
    progress: (done, total) => void told.push([done, total]),
  });
  assertEquals(counts, [1, 1, 1, largest, largest, largest]);
  assertEquals(told, [1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
  for (const size of [0, 1.5, largest + 1]) {
    await assertRejects(
      () => learningCurve(patients, { counting }, splits, { sizes: [size], seed: 1 }),
      RangeError,
      `sizes: expected whole numbers from 1 to ${largest}, got ${size}`,
    );
  }
});
