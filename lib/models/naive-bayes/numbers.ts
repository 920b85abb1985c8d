/** Naive Bayes for numbers: mean and spread in either class. */

import type { Matrix, Training } from "../../types.ts";
import { classTotals, type PerClass } from "../class-totals.ts";
import { square } from "../../stats/moments.ts";

/** A column assumed to be normal within each class. */
export interface NumberByClass {
  readonly column: number;
  readonly mean: PerClass;
  readonly variance: PerClass;
}

/** Every number that varies, with `varianceSmoothing` times the largest variance added. */
export function describeNumbers(
  training: Training,
  { weights, varianceSmoothing }: { weights: Float64Array; varianceSmoothing: number },
): NumberByClass[] {
  const { X, y, columns } = training;
  const [healthy, diseased] = classTotals(y, weights);
  const shares = weights.map((weight, i) => weight / (y[i] === 1 ? diseased : healthy));
  const means = meansOf(training, shares), variances = variancesOf(training, shares, means);
  const varying = Array.from(columns.keys()).filter((j) =>
    columns[j].kind === "number" && varies(X, j)
  );
  const share = diseased / (healthy + diseased);
  const largest = varying.reduce((most, j) => {
    const within = (1 - share) * variances[0][j] + share * variances[1][j];
    const between = (1 - share) * share * (means[1][j] - means[0][j]) ** 2;
    return Math.max(most, within + between);
  }, 0);
  return varying.map((j) => {
    const [ofHealthy, ofDiseased] = variances.map((each) => each[j] + varianceSmoothing * largest);
    if (ofHealthy === 0 || ofDiseased === 0) {
      throw new RangeError(
        `naive Bayes: expected ${columns[j].feature} to vary within either class; ` +
          "give varianceSmoothing above 0 or leave it out",
      );
    }
    return { column: j, mean: [means[0][j], means[1][j]], variance: [ofHealthy, ofDiseased] };
  });
}

function varies({ values, columns }: Matrix, column: number): boolean {
  for (let cell = column; cell < values.length; cell += columns) {
    if (values[cell] !== values[column]) return true;
  }
  return false;
}

/** Mean of each column, of the healthy and of the diseased; a row counts by its share of its class. */
function meansOf({ X, y }: Training, shares: Float64Array): Float64Array[] {
  const { values, columns } = X;
  const means = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < y.length; i++) {
    const mean = means[y[i]];
    for (let j = 0; j < columns; j++) mean[j] += shares[i] * values[i * columns + j];
  }
  return means;
}

/** Population variance of each column, likewise. */
function variancesOf(
  { X, y }: Training,
  shares: Float64Array,
  means: readonly Float64Array[],
): Float64Array[] {
  const { values, columns } = X;
  const variances = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < y.length; i++) {
    const mean = means[y[i]], variance = variances[y[i]];
    for (let j = 0; j < columns; j++) {
      variance[j] += shares[i] * square(values[i * columns + j] - mean[j]);
    }
  }
  return variances;
}
