import { takeFeatures, takeRows } from "heartbook/data/dataset.ts";
import { accumulatedEffect } from "heartbook/explain/accumulated.ts";
import { chooseBackground } from "heartbook/explain/background.ts";
import { counterfactuals } from "heartbook/explain/counterfactual.ts";
import { withNoise } from "heartbook/explain/impurity.ts";
import { kernelShap } from "heartbook/explain/kernel-shap.ts";
import { lime, repeatLime } from "heartbook/explain/lime.ts";
import { boundOdds, oddsRatios } from "heartbook/explain/odds-ratios.ts";
import { permutationImportance } from "heartbook/explain/permutation.ts";
import { makePoints } from "heartbook/explain/points.ts";
import { readHeart } from "heartbook/heart/heart.ts";
import { logistic } from "heartbook/learners/logistic.ts";
import { metrics } from "heartbook/measure/metrics.ts";
import type { Pipeline } from "heartbook/pipeline.ts";
import { fitHeldOut } from "heartbook/resample/held-out.ts";
import { stratifiedFolds } from "heartbook/resample/folds.ts";
import { pickFeatures } from "heartbook/schema.ts";
import { testDefaults } from "../defaults.ts";
import { columnsOf, everyRow, models, training } from "./models.ts";

const complete = (row: object): boolean => !Object.values(row).includes(null);
const heart = readHeart();
const known = takeRows(heart, heart.rows.flatMap((row, i) => complete(row) ? [i] : []));
const names = ["age", "sex", "thalach", "exang", "oldpeak"];
const five = takeFeatures(known, pickFeatures(heart.schema, names));
const fitted = await logistic()(five) as Pipeline;
const ridge = await logistic({ l2: 1 })(five) as Pipeline;
const splits = stratifiedFolds(five.labels, { folds: 2, seed: 1 });
const held = await fitHeldOut(five, logistic(), splits);
const [row] = five.rows;
const train = five, seed = 1;

/** Of twenty-five columns no 2,048 questions ask about every coalition. */
const X = everyRow(training.X, 60);
const columns = columnsOf(Array.from({ length: X.columns }, (_, j) => `x${j}`));

testDefaults({
  accumulatedEffect: {
    work: (options) => accumulatedEffect(fitted, five.rows, options),
    given: { feature: "thalach" },
    left: { bins: [20, 21] },
  },
  chooseBackground: {
    work: (options) => chooseBackground(models.tree, training.X, options),
    given: { seed },
    left: { most: [100, 99] },
  },
  counterfactuals: {
    work: (options) => counterfactuals(ridge, row, options),
    given: { threshold: 0.5, train },
    left: { count: [4, 3], fixed: [[], ["thalach"]] },
  },
  withNoise: {
    work: (options) => withNoise(five, options),
    given: { seed },
    left: { name: ["noise", "chance"] },
  },
  lime: {
    work: (options) => lime(ridge, row, options),
    given: { train, seed },
    left: { samples: [5000, 4999], width: [0.75 * Math.sqrt(5), 1] },
  },
  repeatLime: {
    work: (options) => repeatLime(ridge, row, options),
    given: { train, seed, samples: 50 },
    left: { repeats: [20, 19] },
  },
  boundOdds: {
    work: (options) => boundOdds(fitted, five, options),
    left: { level: [0.95, 0.9], interval: ["profile", "Wald"], steps: [{}, { age: 10 }] },
  },
  oddsRatios: {
    work: (options) => oddsRatios(ridge, options),
    left: { steps: [{ age: 1 }, { age: 2 }] },
  },
  makePoints: {
    work: (options) => makePoints(ridge, five, options),
    left: { most: [20, 10], cuts: [{}, { age: [50] }] },
  },
  permutationImportance: {
    work: (options) => permutationImportance(held, options),
    given: { metric: metrics.brier, seed, groups: { age: ["age"] } },
    left: { repeats: [10, 9], replicates: [500, 499] },
  },
  kernelShap: {
    work: (options) => kernelShap(models.tree, X, options),
    given: { columns, background: everyRow(training.X, 100), seed },
    left: { samples: [2048, 2000] },
  },
});
