/** Odds ratios of a fitted logistic model, in the measured units. */
import { demandOptions } from "../demand.ts";
import type { FeatureOdds } from "../describe/univariable-odds.ts";
import { oddsRatio } from "../describe/odds-ratio.ts";
import { logisticCovariance, type LogisticModel } from "../models/logistic/logistic.ts";
import { pass } from "../models/logistic/derivatives.ts";
import { type Pipeline, prepareOnce } from "../pipeline.ts";
import { type LevelOptions, standardErrors } from "../stats/intervals.ts";
import type { Dataset, Interval, Matrix, Training } from "../types.ts";
import { findNumber } from "./features.ts";

/** Options for odds ratios. */
export interface OddsOptions {
  /** For a number, a meaningful step, such as `{ age: 10 }`; default 1 unit. */
  readonly steps?: Readonly<Record<string, number>>;
}

/** How many times the odds, other features held constant. */
export interface AdjustedOdds {
  readonly feature: string;
  /** What is compared, such as "per 10 years" or "male against female". */
  readonly contrast: string;
  readonly ratio: number;
}

/** A sum of weights whose exponential is an odds ratio. */
interface Contrast extends Omit<AdjustedOdds, "ratio"> {
  /** The factor of each weight, by column. */
  readonly parts: ReadonlyMap<number, number>;
}

function logisticOf({ model }: Pipeline): LogisticModel {
  if (model.kind === "logistic") return model;
  throw new RangeError(`odds ratios: expected a logistic model, got ${model.kind}`);
}

function checkSteps({ schema }: Pipeline, steps: Readonly<Record<string, number>>): void {
  for (const [name, step] of Object.entries(steps)) {
    findNumber(schema, name);
    if (!(step > 0 && step < Infinity)) {
      throw new RangeError(`steps.${name}: expected a finite number above 0, got ${step}`);
    }
  }
}

/** A standardised weight is per standard deviation; dividing by it gives the weight per unit. */
function contrastsOf(pipeline: Pipeline, { steps = {} }: OddsOptions): Contrast[] {
  checkSteps(pipeline, steps);
  const { columns } = pipeline.preprocessor;
  return columns.flatMap((column, j): Contrast[] => {
    const feature = pipeline.schema.features.find(({ name }) => name === column.feature);
    if (column.kind === "number") {
      const step = steps[column.feature] ?? 1;
      const unit = feature?.kind === "number" ? feature.unit : "";
      const contrast = `per ${step} ${step === 1 ? unit.replace(/s$/, "") : unit}`.trimEnd();
      return [{ feature: column.feature, contrast, parts: new Map([[j, step / column.scale]]) }];
    }
    const reference = feature?.kind === "category" ? feature.levels[0] : undefined;
    if (column.level === reference) return [];
    const parts = new Map([[j, 1 / column.scale]]);
    const own = columns.findIndex((other) =>
      other.kind === "level" && other.feature === column.feature && other.level === reference
    );
    if (own >= 0) parts.set(own, -1 / columns[own].scale);
    const contrast = `${column.level} against ${reference ?? "the others"}`;
    return [{ feature: column.feature, contrast, parts }];
  });
}

function sumParts({ parts }: Contrast, weights: readonly number[]): number {
  let sum = 0;
  for (const [j, part] of parts) sum += part * weights[j];
  return sum;
}

/**
 * The odds ratios of a logistic model, penalised or not: of a number per step, of a level against
 * the schema's first. Standardising is undone by dividing a weight by the standard deviation.
 *
 * @throws `RangeError` for a model of another kind, or a step for a feature that is not a number.
 *
 * @example
 * ```ts
 * import { oddsRatios } from "heartbook/explain/odds-ratios.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const fitted = await logistic({ l2: 1 })(readHeart());
 * const [age] = oddsRatios(fitted, { steps: { age: 10 } });
 * assertEquals(age.contrast, "per 10 years");
 * assert(age.ratio > 0.5 && age.ratio < 2);
 * ```
 */
export function oddsRatios(pipeline: Pipeline, options: OddsOptions = {}): AdjustedOdds[] {
  const { weights } = logisticOf(pipeline);
  return contrastsOf(pipeline, options).map((each) => ({
    feature: each.feature,
    contrast: each.contrast,
    ratio: Math.exp(sumParts(each, weights)),
  }));
}

/** How the intervals of odds ratios are made. */
export interface BoundOddsOptions extends OddsOptions, LevelOptions {
  /**
   * `"profile"`, the default: the ratios that a likelihood-ratio test does not reject. `"Wald"`: a
   * normal interval of the log odds, quicker and worse with few patients.
   */
  readonly interval?: "profile" | "Wald";
}

function wald(
  contrast: Contrast,
  { estimate, covariance, level }: { estimate: number; covariance: Matrix; level: number },
): Interval {
  const { values, columns } = covariance;
  let variance = 0;
  for (const [i, a] of contrast.parts) {
    for (const [j, b] of contrast.parts) variance += a * b * values[(i + 1) * columns + j + 1];
  }
  const reach = standardErrors(level) * Math.sqrt(variance);
  const [low, high] = [estimate - reach, estimate + reach].map(Math.exp);
  return { estimate: Math.exp(estimate), low, high, level, method: "Wald" };
}

/** Whether the gradient of these patients' likelihood is 0 at the weights, up to rounding. */
function isLikeliest({ intercept, weights }: LogisticModel, { X, y }: Training): boolean {
  if (weights.length !== X.columns) return false;
  const data = { X, y, weights: new Float64Array(X.rows).fill(1) };
  const { gradient } = pass(data, Float64Array.of(intercept, ...weights));
  return gradient.every((slope, j) => {
    const size = j === 0 ? X.rows : columnOf(X, j - 1).reduce((sum, x) => sum + Math.abs(x), 0);
    return Math.abs(slope) <= 1e-6 * size;
  });
}

function columnOf({ values, rows, columns }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]);
}

/**
 * {@link oddsRatios} with their intervals, for an unpenalised model and the patients it was fitted
 * on. A penalised weight is shrunk towards 0 on purpose, so such an interval would not cover.
 *
 * @throws `RangeError` for a model that is not the unpenalised fit of these patients; else as
 * {@link oddsRatios} does.
 *
 * Sources: Wald as R's `confint.default`; Venzon & Moolgavkar (1988), doi:10.2307/2347496.
 *
 * @example
 * ```ts
 * import { boundOdds } from "heartbook/explain/odds-ratios.ts";
 * import { takeFeatures } from "heartbook/data/dataset.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { pickFeatures } from "heartbook/schema.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const two = takeFeatures(patients, pickFeatures(patients.schema, ["age", "sex"]));
 * const [age, sex] = boundOdds(await logistic()(two), two, { steps: { age: 10 } });
 * assert(age.ratio.low > 1 && sex.ratio.low > 1);
 * ```
 */
export function boundOdds(
  pipeline: Pipeline,
  train: Dataset,
  options: BoundOddsOptions = {},
): FeatureOdds[] {
  demandOptions("boundOdds", options, ["interval", "steps", "level"]);
  const { level = 0.95, interval = "profile" } = options;
  const model = logisticOf(pipeline);
  const X = prepareOnce(pipeline.preprocessor, train.rows);
  const training = { X, y: Uint8Array.from(train.labels), columns: pipeline.preprocessor.columns };
  if (!isLikeliest(model, training)) {
    throw new RangeError(
      "odds ratios: expected the unpenalised model of these very patients for intervals, " +
        "got other weights; use oddsRatios for the ratios alone",
    );
  }
  const covariance = logisticCovariance(model, training);
  const all = Array.from({ length: X.columns }, (_, j) => columnOf(X, j));
  return contrastsOf(pipeline, options).map((contrast) => {
    const { feature, parts } = contrast;
    const estimate = sumParts(contrast, model.weights);
    const [[j, part]] = parts;
    const ratio = interval === "Wald"
      ? wald(contrast, { estimate, covariance, level })
      : oddsRatio({
        label: train.labels,
        column: all[j].map((value) => value / part),
        others: all.filter((_, other) => other !== j),
      }, { level });
    return { feature, contrast: contrast.contrast, patients: X.rows, ratio };
  });
}
