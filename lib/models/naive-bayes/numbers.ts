/** Naive Bayes for numbers: mean and spread in either class. */

import type { Training } from "../../types.ts";
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
  const { means, variances } = describeColumns(training, weights);
  const varying = Array.from(columns.keys()).filter((j) =>
    columns[j].kind === "number" && y.some((_, i) => X.values[i * X.columns + j] !== X.values[j])
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

/** Mean and population variance of each column, of the healthy and of the diseased. */
function describeColumns(
  { X, y }: Training,
  weights: Float64Array,
): { means: Float64Array[]; variances: Float64Array[] } {
  const { values, columns } = X;
  const totals = classTotals(y, weights);
  const means = [0, 1].map(() => new Float64Array(columns));
  const variances = [0, 1].map(() => new Float64Array(columns));
  for (let i = 0; i < y.length; i++) {
    const share = weights[i] / totals[y[i]], mean = means[y[i]];
    for (let j = 0; j < columns; j++) mean[j] += share * values[i * columns + j];
  }
  for (let i = 0; i < y.length; i++) {
    const share = weights[i] / totals[y[i]], mean = means[y[i]], variance = variances[y[i]];
    for (let j = 0; j < columns; j++) {
      variance[j] += share * square(values[i * columns + j] - mean[j]);
    }
  }
  return { means, variances };
}
