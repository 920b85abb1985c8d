import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { logistic, logisticRecord } from "heartbook/learners/logistic.ts";
import { calibration } from "heartbook/measure/calibration.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import { type BootstrapFits, bootstrapFits } from "heartbook/resample/bootstrap-fits.ts";
import { correctOptimism } from "heartbook/resample/optimism.ts";
import { patientFolds } from "heartbook/resample/patient-folds.ts";
import { callLoss, point632, squaredLoss } from "heartbook/resample/point-632.ts";
import { tune } from "heartbook/resample/tune.ts";
import { seeded } from "heartbook/random.ts";
import { pickFeatures } from "heartbook/schema.ts";

const reference = JSON.parse(
  Deno.readTextFileSync(new URL("../reference/optimism.json", import.meta.url)),
);
const patients = readHeart();
const names = ["age", "sex", "cp", "trestbps", "chol", "thalach", "exang", "oldpeak"];
const eight = takeFeatures(patients, pickFeatures(patients.schema, names));

const figures = {
  auc: metrics.rocAuc.score,
  brier: metrics.brier.score,
  slope: calibration.slope.score,
};

Deno.test("correctOptimism() equals rms validate within Monte-Carlo error", async () => {
  const fits = await bootstrapFits(eight, logistic(), { replicates: 1000, seed: 3 });
  const corrected = correctOptimism(fits, figures);
  for (const key of ["auc", "brier", "slope"] as const) {
    const [apparent, optimism] = reference[key];
    const { monteCarloError } = corrected[key];
    // Ours and R's mean both vary; three and a half standard errors of their difference.
    const both = 3.5 * monteCarloError * Math.sqrt(1 + 1000 / reference.B);
    assertAlmostEquals(corrected[key].apparent, apparent, 1e-6);
    assertAlmostEquals(corrected[key].optimism, optimism, both);
  }
});

/** Two samples of four patients, by hand. */
const byHand: BootstrapFits = {
  labels: [1, 1, 0, 0],
  apparent: {
    counts: Uint16Array.of(1, 1, 1, 1),
    p: Float64Array.of(0.9, 0.8, 0.2, 0.1),
    threshold: 0.5,
  },
  samples: [
    { counts: Uint16Array.of(2, 0, 2, 0), p: Float64Array.of(0.9, 0.3, 0.1, 0.4), threshold: 0.6 },
    { counts: Uint16Array.of(1, 2, 0, 1), p: Float64Array.of(0.8, 0.7, 0.75, 0.2), threshold: 0.7 },
  ],
};

Deno.test("correctOptimism() by hand: each model on its own sample less on everybody", () => {
  const { auc } = correctOptimism(byHand, { auc: metrics.rocAuc.score });
  // On their own samples both are perfect; on all, 3 of 4 pairs are in order for either.
  assertEquals([auc.apparent, auc.optimism, auc.corrected.estimate], [1, 0.25, 0.75]);
  assertEquals(auc.monteCarloError, 0);
});

Deno.test("correctOptimism() gives a figure of decisions the threshold of the model's own sample", () => {
  const asked: number[] = [];
  correctOptimism(byHand, { threshold: (_, threshold) => (asked.push(threshold), 0) });
  assertEquals(asked.filter((each) => each === 0.6).length, 2);
  assertEquals(asked.filter((each) => each === 0.7).length, 2);
});

Deno.test("correctOptimism() names the figure and the sample where it is undefined", () => {
  const oneClass = {
    ...byHand,
    samples: [{ ...byHand.samples[0], counts: Uint16Array.of(4, 0, 0, 0) }],
  };
  assertThrows(
    () => correctOptimism(oneClass, { auc: metrics.rocAuc.score }),
    RangeError,
    "auc, sample 0: expected patients of both classes",
  );
});

Deno.test("point632() by hand", () => {
  const { apparent, leftOut, noInformation, overfitting, estimate } = point632(byHand, squaredLoss);
  assertAlmostEquals(apparent, (0.01 + 0.04 + 0.04 + 0.01) / 4, 1e-12);
  // Patient 1 and 3 were not in the first sample, patient 2 not in the second, patient 0 in both.
  assertAlmostEquals(leftOut, (0.7 ** 2 + 0.75 ** 2 + 0.4 ** 2) / 3, 1e-12);
  const pairs = [1, 1, 0, 0].flatMap((y) => [0.9, 0.8, 0.2, 0.1].map((p) => (y - p) ** 2));
  assertAlmostEquals(noInformation, pairs.reduce((a, b) => a + b) / 16, 1e-12);
  const capped = Math.min(leftOut, noInformation);
  assertAlmostEquals(overfitting, (capped - apparent) / (noInformation - apparent), 1e-12);
  const weight = 0.632 / (1 - 0.368 * overfitting);
  assertAlmostEquals(estimate, (1 - weight) * apparent + weight * capped, 1e-12);
});

Deno.test("point632() of random labels is about the error of no information", async () => {
  const random = seeded(4);
  const shuffled = { ...eight, labels: random.shuffled(eight.labels) };
  const fits = await bootstrapFits(shuffled, logistic({ l2: 1 }), { replicates: 60, seed: 1 });
  const { estimate, apparent } = point632(fits, callLoss);
  assert(apparent < 0.46, `apparent ${apparent}`);
  assertAlmostEquals(estimate, 0.5, 0.06);
  const { auc } = correctOptimism(fits, { auc: metrics.rocAuc.score });
  assertAlmostEquals(auc.corrected.estimate, 0.5, 0.06);
});

Deno.test("bootstrapFits() repeats tuning and threshold in every sample", async () => {
  const learner = tune(logisticRecord, {
    settings: [{ l2: 100 }, { l2: 1 }],
    metric: metrics.brier,
    folds: 3,
    seed: 1,
  });
  const chosen: number[] = [];
  const fits = await bootstrapFits(eight, learner, {
    replicates: 4,
    seed: 1,
    threshold: {
      folds: 3,
      choose: ({ p }) => ({ value: Math.min(...Array.from(p)) }),
      learner: ({ tuned }) => {
        chosen.push(tuned.chosen.l2!);
        return logistic(tuned.chosen);
      },
    },
  });
  assertEquals(chosen.length, 5);
  assertEquals(new Set(fits.samples.map(({ threshold }) => threshold)).size, 4);
});

Deno.test("bootstrapFits() gives the same first samples however many there are", async () => {
  const few = await bootstrapFits(eight, logistic({ l2: 1 }), { replicates: 2, seed: 9 });
  const more = await bootstrapFits(eight, logistic({ l2: 1 }), { replicates: 3, seed: 9 });
  assertEquals(more.samples.slice(0, 2), few.samples);
  const size = few.samples[0].counts.reduce((sum, count) => sum + count, 0);
  assertEquals(size, 303);
  await assertRejects(
    () => bootstrapFits(eight, logistic(), { replicates: 0, seed: 1 }),
    RangeError,
    "replicates",
  );
});

Deno.test("patientFolds() never parts the copies of a patient", () => {
  const random = seeded(2);
  const drawn = takeRows(eight, Array.from({ length: 303 }, () => random.integer(303)));
  for (const { train, test } of patientFolds(drawn, { folds: 5, seed: 1 })) {
    const learned = new Set(train.map((row) => drawn.ids[row]));
    assertEquals(test.filter((row) => learned.has(drawn.ids[row])), []);
  }
});

Deno.test("correctOptimism() by hand: both ends of the interval move down by the optimism", () => {
  const { brier: { corrected, optimism } } = correctOptimism(byHand, { brier: figures.brier });
  assert(optimism !== 0);
  // The model of all patients on either sample.
  const own = [
    metrics.brier.score({ label: [1, 1, 0, 0], p: [0.9, 0.9, 0.2, 0.2] }),
    metrics.brier.score({ label: [1, 1, 1, 0], p: [0.9, 0.8, 0.8, 0.1] }),
  ].sort((a, b) => a - b);
  // The 2.5th of a hundred parts of the way from the lower to the higher, and the 97.5th.
  assertAlmostEquals(corrected.low, own[0] + 0.025 * (own[1] - own[0]) - optimism, 1e-12);
  assertAlmostEquals(corrected.high, own[0] + 0.975 * (own[1] - own[0]) - optimism, 1e-12);
});

Deno.test("point632() knows no overfitting where the left-out error is below the apparent one", () => {
  const p = Float64Array.of(0.9, 0.9, 0.1, 0.1);
  const lucky = { ...byHand, samples: byHand.samples.map((sample) => ({ ...sample, p })) };
  const { apparent, leftOut, noInformation, overfitting, estimate } = point632(lucky, squaredLoss);
  assertAlmostEquals(leftOut, 0.01, 1e-12);
  assert(leftOut < apparent && apparent < noInformation);
  assertEquals(overfitting, 0);
  assertAlmostEquals(estimate, 0.368 * apparent + 0.632 * leftOut, 1e-12);
});

Deno.test("point632() caps the left-out error at that of no information", () => {
  const p = Float64Array.of(0.1, 0.1, 0.9, 0.9);
  const wrong = { ...byHand, samples: byHand.samples.map((sample) => ({ ...sample, p })) };
  const { leftOut, noInformation, overfitting, estimate } = point632(wrong, squaredLoss);
  assertAlmostEquals(leftOut, 0.81, 1e-12);
  assertAlmostEquals(overfitting, 1, 1e-12);
  assertAlmostEquals(estimate, noInformation, 1e-12);
});

Deno.test("point632() leaves a patient of every sample out, and refuses when nobody is left", () => {
  const [first] = byHand.samples;
  const always = { ...first, counts: Uint16Array.of(1, 1, 1, 1) };
  assertThrows(
    () => point632({ ...byHand, samples: [always] }, squaredLoss),
    RangeError,
    "expected samples that leave somebody out, got none",
  );
  const { leftOut } = point632({ ...byHand, samples: [first, always] }, squaredLoss);
  assertAlmostEquals(leftOut, (0.7 ** 2 + 0.4 ** 2) / 2, 1e-12);
});

Deno.test("callLoss() calls one half diseased", () => {
  assertEquals([callLoss(1, 0.5), callLoss(0, 0.5), callLoss(1, 0.49), callLoss(0, 0.49)], [
    ...[0, 1, 1, 0],
  ]);
});

Deno.test("point632() pairs every prediction with every outcome, the rare and the common", () => {
  const told = [0.9, 0.3, 0.2, 0.1];
  const rare = {
    ...byHand,
    labels: [1, 0, 0, 0],
    apparent: { ...byHand.apparent, p: Float64Array.from(told) },
  };
  const pairs = [1, 0, 0, 0].flatMap((y) => told.map((p) => (y - p) ** 2));
  const { noInformation } = point632(rare, squaredLoss);
  assertAlmostEquals(noInformation, pairs.reduce((a, b) => a + b) / 16, 1e-12);
});

Deno.test("correctOptimism() has the interval of its level, shifted by the optimism", () => {
  // Figures of 101 samples of the unchanged model that are 0, 0.01, … 1: quantiles are the shares.
  const samples = Array.from({ length: 101 }, () => byHand.samples[0]);
  let asked = 0;
  const figure = (): number => {
    // Of each sample first the own model on it, then on all, then the unchanged model on it.
    const turn = asked++ % 3;
    return turn === 0 ? 0.8 : turn === 1 ? 0.7 : Math.floor(asked / 3 - 1) / 100;
  };
  const { auc: { corrected, optimism } } = correctOptimism(
    { ...byHand, samples },
    { auc: figure },
    {
      level: 0.8,
    },
  );
  assertAlmostEquals(optimism, 0.1, 1e-12);
  assertAlmostEquals(corrected.low, 0.1 - 0.1, 1e-9);
  assertAlmostEquals(corrected.high, 0.9 - 0.1, 1e-9);
  assertEquals(corrected.level, 0.8);
});
