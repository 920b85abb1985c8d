/** Support vector machines, linear and with the RBF kernel, with probabilities. */

import type { Matrix, Training } from "../../types.ts";
import { checkQueries } from "../check-queries.ts";
import { checkTraining } from "../check-training.ts";
import type { Kernel, Likeness } from "./kernel.ts";
import { type KernelMatrix, kernelMatrix, likenessTo } from "./kernel-matrix.ts";
import { cellsOf, type Distinct, distinctRows, solveDistinct } from "./copies.ts";
import { dealtFolds, heldOutDecisions } from "./held-out.ts";
import { checkSvmSettings, kernelOf, type SvmSettings } from "./settings.ts";
import { applySigmoid, fitSigmoid, type Sigmoid } from "./sigmoid.ts";
import { rowWeights } from "../weights.ts";

export type { SvmSettings };

/** The support vectors with their coefficients. Plain JSON. */
export interface SvmModel {
  readonly kind: "svm";
  readonly kernel: Kernel;
  /** Number of columns of a row. */
  readonly columns: number;
  /** The support vectors, one row after the other. */
  readonly vectors: readonly number[];
  /** One per support vector, above 0 for the diseased and below 0 for the healthy. */
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly sigmoid: Sigmoid;
  /** False if the tolerance was not met; `warning` then says what to do. */
  readonly converged: boolean;
  readonly warning?: string;
}

/**
 * Fits a soft-margin support vector machine (C-SVC), and Platt's sigmoid that turns its decision
 * values into probabilities.
 *
 * The decision value is Σ coefficient · kernel(vector, x) + intercept, above 0 for the diseased.
 * It equals libsvm's and scikit-learn's within the tolerance or, if that is very small, within what
 * their 32-bit kernel matrix allows: 1e-6, or 1e-5 for large `C`.
 *
 * As in those libraries, the sigmoid is fitted on the decision values of five machines that each
 * left out a fifth of the patients. The fifths here are stratified and drawn from `seed`, so
 * probabilities agree only roughly: within 0.02 on the heart patients. A decision value above 0 and
 * a probability above 0.5 may not be the same patients.
 *
 * A row's weight, and its class weight, multiply its `C`. Copies of a row are solved as one row of
 * their total weight, which decides the same within the tolerance. Class weights move the boundary
 * but are ignored in the sigmoid: probabilities stay those of the patients as sampled.
 *
 * A setting out of range is a `RangeError`, and so are fewer than two rows of either outcome,
 * which leave nothing to calibrate on. Bad training data throw as `checkTraining` does.
 *
 * Source: Cortes & Vapnik (1995), Support-vector networks, Machine Learning 20, 273-297.
 *
 * @example
 * ```ts
 * import { decideSvm, fitSvm } from "heartbook/models/svm/svm.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const training = {
 *   X: { values: Float64Array.of(1, 2, 4, 5), rows: 4, columns: 1 },
 *   y: Uint8Array.of(0, 0, 1, 1),
 *   columns: [{ kind: "number", feature: "oldpeak", fill: 3, mean: 0, scale: 1 }] as const,
 * };
 * const model = fitSvm(training, { C: 10, kernel: "linear" });
 * const [healthy, middle, diseased] = decideSvm(model, {
 *   values: Float64Array.of(2, 3, 4),
 *   rows: 3,
 *   columns: 1,
 * });
 * assertAlmostEquals(healthy, -1, 1e-6); // the border is halfway, the margin 1 at either side
 * assertAlmostEquals(middle, 0, 1e-6);
 * assertAlmostEquals(diseased, 1, 1e-6);
 * ```
 */
export function fitSvm(training: Training, settings: SvmSettings): SvmModel {
  return fitSvms(training, [settings])[0];
}

/**
 * {@link fitSvm} for several settings at once, with one kernel matrix for all that share a kernel:
 * the same models, faster.
 */
export function fitSvms(training: Training, settings: readonly SvmSettings[]): SvmModel[] {
  checkTraining(training, "svm");
  settings.forEach(checkSvmSettings);
  const distinct = distinctRows(training);
  const kernels = settings.map((each) => kernelOf(each, training));
  const keys = kernels.map((kernel) => JSON.stringify(kernel)), different = new Set(keys);
  const shared = kernelMatrix(distinct.X, { severalKernels: different.size > 1 });
  const foldsOf = rememberedFolds(training.y);
  const models: SvmModel[] = new Array(settings.length);
  for (const key of different) {
    const kernel = kernels[keys.indexOf(key)];
    shared.use(kernel);
    settings.forEach((each, i) => {
      if (keys[i] === key) {
        models[i] = fitOne(training, each, { kernel, shared, distinct, foldsOf });
      }
    });
  }
  return models;
}

/** libsvm's tolerance: the draw of the folds moves the sigmoid far more. */
const GOOD_ENOUGH_TO_CALIBRATE = 1e-3;

/** What the models of one training share. */
interface Shared {
  readonly kernel: Kernel;
  readonly shared: KernelMatrix;
  readonly distinct: Distinct;
  readonly foldsOf: (bounds: Float64Array, seed: number) => Uint8Array;
}

/** Deals the folds anew only for another seed or other rows that count. */
function rememberedFolds(y: Uint8Array): Shared["foldsOf"] {
  let last: { bounds: Float64Array; seed: number; folds: Uint8Array } | undefined;
  return (bounds, seed) => {
    const known = last?.seed === seed &&
      bounds.every((bound, row) => bound > 0 === last!.bounds[row] > 0);
    if (!known) last = { bounds, seed, folds: dealtFolds({ y, bounds }, seed) };
    return last!.folds;
  };
}

function fitOne(
  training: Training,
  { C, classWeights, seed = 0, tolerance = 1e-6 }: SvmSettings,
  { kernel, shared, distinct, foldsOf }: Shared,
): SvmModel {
  const { y } = training;
  const bounds = rowWeights(training, classWeights).map((weight) => C * weight);
  const problem = { kernel: shared, distinct, bounds };
  const folds = foldsOf(bounds, seed);
  const start = solveDistinct(problem, tolerance), { beta, intercept, converged } = start;
  const decisions = heldOutDecisions(problem, {
    y,
    folds,
    start,
    tolerance: Math.max(tolerance, GOOD_ENOUGH_TO_CALIBRATE),
  });
  const { vectors, coefficients } = supportOf(distinct.X, beta);
  return {
    kind: "svm",
    kernel,
    columns: distinct.X.columns,
    vectors,
    coefficients,
    intercept,
    sigmoid: fitSigmoid({ decisions, y, weights: rowWeights(training) }),
    converged,
    ...(converged ? {} : { warning: WARNING }),
  };
}

/** The rows with a coefficient, as lists. */
function supportOf(
  X: Matrix,
  beta: Float64Array,
): Pick<SvmModel, "vectors" | "coefficients"> {
  const rows: number[] = [];
  for (let row = 0; row < beta.length; row++) if (beta[row] !== 0) rows.push(row);
  return { vectors: listOf(cellsOf(X, rows)), coefficients: rows.map((row) => beta[row]) };
}

/** `Array.from` takes thirty times as long. */
function listOf(numbers: Float64Array): number[] {
  const list: number[] = new Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) list[i] = numbers[i];
  return list;
}

const WARNING = "svm: stopped before the tolerance was met; bring the columns to similar scales, " +
  "or give a smaller C or a larger tolerance";

/**
 * The distance from the decision boundary for each row of `X`, in margins: above 0 on the side of
 * the diseased. `X` must have the training matrix's columns in their order; a different number of
 * columns is a `TypeError`.
 */
export function decideSvm(model: SvmModel, X: Matrix): Float64Array {
  checkQueries(X, { learner: "svm", columns: model.columns });
  const comparison = comparisonWith(model), { likeness, cells } = comparison;
  const decisions = new Float64Array(X.rows);
  for (let row = 0; row < X.rows; row++) {
    likeness.fill(cells, X, row);
    decisions[row] = decisionOf(comparison, model.intercept);
  }
  return decisions;
}

/** The intercept and the sum of what each vector adds. */
function decisionOf({ coefficients, cells }: Comparison, intercept: number): number {
  let decision = intercept;
  for (let i = 0; i < coefficients.length; i++) decision += coefficients[i] * cells[i];
  return decision;
}

/** P(disease) for each row of `X`: Platt's sigmoid of {@link decideSvm}. */
export function predictSvm(model: SvmModel, X: Matrix): Float64Array {
  return applySigmoid(model.sigmoid, decideSvm(model, X));
}

interface Comparison {
  readonly model: WeakRef<SvmModel>;
  readonly coefficients: Float64Array;
  readonly likeness: Likeness;
  readonly cells: Float64Array;
}

/** Remembers the kernel prepared last: a model is plain data and cannot hold it. */
let last: Comparison | undefined;

function comparisonWith(model: SvmModel): Comparison {
  if (last?.model.deref() === model) return last;
  const { kernel, vectors, columns } = model, coefficients = new Float64Array(model.coefficients);
  const matrix = { values: new Float64Array(vectors), rows: coefficients.length, columns };
  const likeness = likenessTo(kernel, matrix);
  const cells = likeness.numbers();
  return last = { model: new WeakRef(model), coefficients, likeness, cells };
}
