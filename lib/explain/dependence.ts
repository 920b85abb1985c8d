/** How a prediction changes with one or two features, all others fixed. */
import { demandOptions } from "../demand.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import { quantile } from "../stats/quantile.ts";
import type { Row } from "../types.ts";
import { findFeature, sortedNumbers, withCells } from "./features.ts";

/** A value to give a feature. */
export type Value = number | string;

/** Partial dependence with the individual curves it averages. */
export interface Dependence {
  readonly feature: string;
  readonly values: readonly Value[];
  /** Mean probability over the patients at each value: partial dependence. */
  readonly mean: readonly number[];
  /** One patient's probabilities at each value: individual conditional expectations. */
  readonly curves: readonly (readonly number[])[];
  /** The recorded values of the patients: the region where the curve has data. */
  readonly recorded: readonly Value[];
}

const POINTS = 30;

/**
 * Values to evaluate: all levels of a category; for a number every value if there are at most 30,
 * else 30 at equal distances from the 5th to the 95th percentile.
 *
 * @throws `RangeError` for a feature that does not exist or is never recorded.
 */
export function chooseValues(
  { schema }: Pick<Pipeline, "schema">,
  rows: readonly Row[],
  name: string,
): Value[] {
  const feature = findFeature(schema, name);
  if (feature.kind === "category") return [...feature.levels];
  const sorted = sortedNumbers(rows, name);
  if (sorted.length === 0) throw new RangeError(`feature "${name}": no row records it`);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= POINTS) return distinct;
  const low = quantile(sorted, 0.05), high = quantile(sorted, 0.95);
  return Array.from({ length: POINTS }, (_, i) => low + (high - low) * i / (POINTS - 1));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * Partial dependence of the probability on one feature, with the curve of every patient. With
 * correlated features it evaluates patients who cannot exist; accumulated effects avoid that.
 *
 * @param rows Patients, who keep their other features.
 * @param options `values` to evaluate; default those of {@link chooseValues}.
 * @throws `RangeError` for no rows or a feature that does not exist, `TypeError` for a row that
 * lacks a column.
 *
 * Sources: Friedman (2001), doi:10.1214/aos/1013203451; Goldstein et al. (2015),
 * doi:10.1080/10618600.2014.907095.
 *
 * @example
 * ```ts
 * import { partialDependence } from "heartbook/explain/dependence.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = await logistic({ l2: 1 })(patients);
 * const { mean } = partialDependence(fitted, patients.rows, { feature: "ca" });
 * assert(mean[0] < mean[3]); // the more vessels are coloured, the likelier the disease
 * ```
 */
export function partialDependence(
  pipeline: Pipeline,
  rows: readonly Row[],
  options: { readonly feature: string; readonly values?: readonly Value[] },
): Dependence {
  demandOptions("partialDependence", options, ["feature", "values"]);
  if (rows.length === 0) throw new RangeError("partialDependence: expected rows, got none");
  const { feature, values = chooseValues(pipeline, rows, feature) } = options;
  findFeature(pipeline.schema, feature);
  const answers = values.map((value) =>
    predictRows(pipeline, withCells(rows, { [feature]: value }))
  );
  return {
    feature,
    values,
    mean: answers.map(meanOf),
    curves: rows.map((_, i) => answers.map((p) => p[i])),
    recorded: rows.map((row) => row[feature]).filter((cell) => cell !== null),
  };
}

/** One combination of two values with the mean probability there. */
export interface JointCell {
  readonly x: Value;
  readonly y: Value;
  readonly value: number;
}

/**
 * Partial dependence on two features at once, for every combination of their values.
 *
 * @param options `values` of both features; default those of {@link chooseValues}.
 * @throws as {@link partialDependence} does.
 */
export function jointDependence(
  pipeline: Pipeline,
  rows: readonly Row[],
  options: {
    readonly features: readonly [string, string];
    readonly values?: readonly [readonly Value[], readonly Value[]];
  },
): JointCell[] {
  demandOptions("jointDependence", options, ["features", "values"]);
  if (rows.length === 0) throw new RangeError("jointDependence: expected rows, got none");
  const [first, second] = options.features;
  const [xs, ys] = options.values ??
    options.features.map((name) => chooseValues(pipeline, rows, name));
  return xs.flatMap((x) =>
    ys.map((y) => ({
      x,
      y,
      value: meanOf(predictRows(pipeline, withCells(rows, { [first]: x, [second]: y }))),
    }))
  );
}
