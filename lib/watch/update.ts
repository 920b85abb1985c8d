/** Which update a model needs in a new place, if any. */
import { logLikelihood } from "../stats/logistic-errors.ts";
import { chiSquareTail } from "../stats/chi-square.ts";
import { cholesky } from "../stats/linear-algebra.ts";
import { logits } from "../stats/log-odds.ts";
import { fitLogits } from "../stats/logistic-fit.ts";
import { type AlphaOptions, checkAlpha } from "../stats/significance.ts";
import { type Pipeline, predictRows, prepareOnce } from "../pipeline.ts";
import type { Dataset, Matrix } from "../types.ts";

/** From no change to a refit: each update includes the previous ones. */
export type UpdateName = "none" | "intercept" | "intercept and slope" | "refit";

/** An update with its gain. */
export interface UpdateStep {
  readonly name: UpdateName;
  /** Number of parameters learned from the local patients. */
  readonly parameters: number;
  /** Log likelihood of the local patients, in nats. */
  readonly logLikelihood: number;
  /**
   * The p-value of the test that the largest update is no better than this one; `null` for the
   * largest.
   */
  readonly pValue: number | null;
}

/** The result of the closed test. Plain JSON. */
export interface ClosedTest {
  /** The smallest update that the largest does not significantly improve on. */
  readonly chosen: UpdateName;
  readonly steps: readonly UpdateStep[];
  /** Why a refit was not tested; `null` if it was. */
  readonly withoutRefit: string | null;
}

/** The columns that vary here and do not depend linearly on earlier ones. */
function independentColumns({ values, rows, columns }: Matrix): Float64Array[] {
  const all = Array.from(
    { length: columns },
    (_, j) => Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]),
  );
  const size = columns + 1;
  const withOnes = [new Float64Array(rows).fill(1), ...all];
  const gram = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += withOnes[j][i] * withOnes[k][i];
      gram[j * size + k] = sum;
    }
  }
  const { dependent } = cholesky(gram, size);
  return all.filter((_, j) => !dependent.includes(j + 1));
}

/** The log likelihood maximised over an intercept and the columns' coefficients. */
function fitted(
  target: readonly number[],
  columns: readonly Float64Array[],
  offset?: Float64Array,
): number {
  const beta = fitLogits({ target, columns, offset });
  const z = target.map((_, i) =>
    columns.reduce((sum, column, j) => sum + beta[j + 1] * column[i], beta[0] + (offset?.[i] ?? 0))
  );
  return logLikelihood(target, z);
}

/**
 * Chooses an update by closed testing. A refit of all coefficients is tested by likelihood ratios
 * against leaving the model alone, then against a new intercept, then against a new intercept and
 * slope. The first that the refit does not beat at `alpha` is chosen, else the refit. So a simple
 * update is not replaced by a large one that needs more patients.
 *
 * The refit is unpenalised, on the model's own prepared columns, without those that do not vary
 * here. If the columns separate the classes there is no refit, and intercept and slope are the
 * largest update; `withoutRefit` then gives the reason.
 *
 * @param local Patients of the new place, with the features of the model.
 * @throws `RangeError` for one class only, an alpha outside (0, 1), or a probability of 0 or 1.
 *
 * Source: Vergouwe et al. (2017), doi:10.1002/sim.7179.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { closedTest } from "heartbook/watch/update.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const model = await logistic()(patients);
 * assertEquals(closedTest(model, patients).chosen, "none"); // these are its own patients
 * ```
 */
export function closedTest(
  pipeline: Pipeline,
  local: Dataset,
  options: AlphaOptions = {},
): ClosedTest {
  const { alpha = 0.05 } = options;
  checkAlpha(alpha);
  const { labels, rows } = local;
  if (new Set(labels).size < 2) {
    throw new RangeError("closed test: expected local patients of both classes, got one class");
  }
  const logOdds = logits(predictRows(pipeline, rows));
  const steps: Omit<UpdateStep, "pValue">[] = [
    { name: "none", parameters: 0, logLikelihood: logLikelihood(labels, logOdds) },
    { name: "intercept", parameters: 1, logLikelihood: fitted(labels, [], logOdds) },
    { name: "intercept and slope", parameters: 2, logLikelihood: fitted(labels, [logOdds]) },
  ];
  const columns = independentColumns(prepareOnce(pipeline.preprocessor, rows));
  let withoutRefit: string | null = null;
  try {
    steps.push({
      name: "refit",
      parameters: columns.length + 1,
      logLikelihood: fitted(labels, columns),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    withoutRefit = `${columns.length} columns part ${labels.length} patients, ` +
      `${labels.filter((label) => label === 1).length} of them diseased, without error`;
  }
  const largest = steps[steps.length - 1];
  const tested = steps.map((step): UpdateStep => ({
    ...step,
    pValue: step === largest ? null : chiSquareTail(
      Math.max(0, 2 * (largest.logLikelihood - step.logLikelihood)),
      largest.parameters - step.parameters,
    ),
  }));
  const chosen = tested.find(({ pValue }) => pValue === null || pValue > alpha)!;
  return { chosen: chosen.name, steps: tested, withoutRefit };
}
