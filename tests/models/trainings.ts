/** Training data for the tests of models: written out, drawn, or the heart patients. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { readHeart } from "heartbook/heart/heart.ts";
import type { LogisticModel } from "heartbook/models/logistic/logistic.ts";
import type { Found } from "heartbook/models/logistic/newton.ts";
import type { Place } from "heartbook/models/logistic/quadratic.ts";
import { fitPreprocessor, type Preparation, prepare } from "heartbook/prepare/preprocessor.ts";
import { seeded } from "heartbook/random.ts";
import type { Dataset, PreparedColumn, Training } from "heartbook/types.ts";

/** Rows and their outcomes, the columns called x0, x1 … */
export function made(rows: readonly (readonly number[])[], y: readonly number[]): Training {
  const columns = rows[0].map((_, j): PreparedColumn => {
    return { kind: "number", feature: `x${j}`, fill: 0, mean: 0, scale: 1 };
  });
  const X = { values: Float64Array.from(rows.flat()), rows: rows.length, columns: columns.length };
  return { X, y: Uint8Array.from(y), columns };
}

/** Normal numbers, and outcomes that follow from them with noise. */
export function drawn(rows: number, columns: number, seed: number): Training {
  const random = seeded(seed);
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, random.normal));
  const y = cells.map((row) => {
    const z = row.reduce((sum, x, j) => sum + x * Math.cos(j), -0.3);
    return Number(random.uniform() < 1 / (1 + Math.exp(-z)));
  });
  return made(cells, y);
}

export function prepared(dataset: Dataset, preparation: Preparation): Training {
  const { columns } = fitPreprocessor(dataset, preparation);
  const X = prepare({ columns }, dataset.rows);
  return { X, y: Uint8Array.from(dataset.labels), columns };
}

/** Some patients of a data set, in this order. */
export function subset({ schema, rows, labels, ids }: Dataset, some: readonly number[]): Dataset {
  return {
    schema,
    rows: some.map((i) => rows[i]),
    labels: some.map((i) => labels[i]),
    ids: some.map((i) => ids[i]),
  };
}

/** The 297 heart patients of whom everything is recorded. */
export function completeHeart(): Dataset {
  const patients = readHeart();
  const complete = patients.rows.flatMap((row, i) => Object.values(row).includes(null) ? [] : [i]);
  return subset(patients, complete);
}

/** Rows in another order, or some of them several times. */
export function pick({ X, y, columns, weights }: Training, rows: readonly number[]): Training {
  const cells = rows.map((row) => {
    return Array.from(X.values.subarray(row * X.columns, (row + 1) * X.columns));
  });
  const picked = weights && { weights: Float64Array.from(rows, (row) => weights[row]) };
  return { ...made(cells, rows.map((row) => y[row])), columns, ...picked };
}

export function everyRow({ X }: Training): number[] {
  return Array.from({ length: X.rows }, (_, row) => row);
}

/** The intercept, then the weights. */
export function coefficients({ intercept, weights }: LogisticModel): number[] {
  return [intercept, ...weights];
}

export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  within: number,
): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    assertAlmostEquals(actual[i], expected[i], within, `entry ${i}`);
  }
}

/** The optimum where a logistic fit has ended at one. */
export function optimumOf(found: Found | undefined): Place {
  if (found?.end !== "optimum") throw new Error(`expected an optimum, got ${found?.end}`);
  return found;
}
