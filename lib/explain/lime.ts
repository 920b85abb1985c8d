/** LIME: a local linear approximation of the model around one patient. */
import { demandOptions, demandWhole } from "../demand.ts";
import { standardise } from "../prepare/recorded.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import { childSeed, type Random, seeded } from "../random.ts";
import { cholesky, solve } from "../stats/linear-algebra.ts";
import { applyRule, type LinearRule } from "../stats/ridge.ts";
import type { Cell, Dataset, Feature, Row } from "../types.ts";
import { checkComplete } from "./features.ts";
import { square } from "../stats/moments.ts";

/** The source and the width of the neighbourhood. */
export interface LimeOptions {
  /** Patients whose means, standard deviations and level frequencies define the draws. */
  readonly train: Dataset;
  /** Number of synthetic neighbours; default 5000. */
  readonly samples?: number;
  /**
   * Width of the kernel in standard deviations; default 0.75 times the square root of the number of
   * features.
   */
  readonly width?: number;
  readonly seed: number;
}

/** LIME's result for one feature. */
export interface LimeWeight {
  readonly feature: string;
  /** Of a number per standard deviation; of a category for having this patient's level. */
  readonly weight: number;
  /** The weight times the patient's distance from the average: comparable with SHAP values. */
  readonly value: number;
}

/** LIME's explanation of one patient. */
export interface LimeExplanation {
  readonly prediction: number;
  /** The local model's prediction for the patient. */
  readonly local: number;
  readonly intercept: number;
  /** Weighted R² of the local model around the patient. */
  readonly fidelity: number;
  readonly weights: readonly LimeWeight[];
}

/** One drawn feature: its cell and its value in the local model. */
interface Axis {
  readonly name: string;
  readonly own: number;
  readonly mean: number;
  readonly draw: (normal: number, uniform: () => number) => readonly [cell: Cell, place: number];
}

function toAxis(feature: Feature, train: Dataset, row: Row): Axis {
  const { name } = feature;
  const cells = train.rows.map((each) => each[name]).filter((cell) => cell !== null);
  if (cells.length === 0) throw new RangeError(`lime: no training patient records ${name}`);
  if (feature.kind === "number") {
    const { mean, scale } = standardise(cells as number[]);
    const own = (Number(row[name]) - mean) / scale;
    return { name, own, mean: 0, draw: (normal) => [mean + scale * normal, normal] };
  }
  const levels = feature.levels.filter((level) => cells.includes(level));
  let sum = 0;
  const upTo = levels.map((level) => {
    return sum += cells.filter((cell) => cell === level).length / cells.length;
  });
  const draw: Axis["draw"] = (_, uniform) => {
    const drawn = uniform() * sum;
    const level = levels[upTo.findIndex((share) => drawn < share)] ?? levels.at(-1)!;
    return [level, Number(level === row[name])];
  };
  const mean = cells.filter((cell) => cell === row[name]).length / cells.length;
  return { name, own: 1, mean, draw };
}

/**
 * Neighbours row by row; the first is the patient. All normal draws come before the uniform ones.
 */
function drawNeighbours(
  axes: readonly Axis[],
  { row, samples, random }: { row: Row; samples: number; random: Random },
): { rows: Row[]; places: number[][] } {
  const normals = Float64Array.from({ length: samples * axes.length }, () => random.normal());
  const rows = Array.from({ length: samples }, () => ({ ...row }) as Record<string, Cell>);
  const places = rows.map((): number[] => []);
  axes.forEach(({ name, own, draw }, j) => {
    for (let i = 0; i < samples; i++) {
      const [cell, place] = draw(normals[i * axes.length + j], random.uniform);
      if (i > 0) rows[i][name] = cell;
      places[i].push(i > 0 ? place : own);
    }
  });
  return { rows, places };
}

function weightedMean(values: ArrayLike<number>, weights: readonly number[]): number {
  let sum = 0, total = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

/** Weighted least squares plus the sum of squared weights, the intercept unpenalised. */
function fitWeighted(
  places: readonly (readonly number[])[],
  answers: ArrayLike<number>,
  near: readonly number[],
): LinearRule {
  const size = places[0].length;
  const means = places[0].map((_, j) => weightedMean(places.map((place) => place[j]), near));
  const mean = weightedMean(answers, near);
  const gram = new Float64Array(size * size), right = new Float64Array(size);
  places.forEach((place, row) => {
    for (let i = 0; i < size; i++) {
      const x = near[row] * (place[i] - means[i]);
      right[i] += x * (answers[row] - mean);
      for (let j = 0; j <= i; j++) gram[i * size + j] += x * (place[j] - means[j]);
    }
  });
  for (let i = 0; i < size; i++) gram[i * size + i] += 1;
  const weights = Array.from(solve(cholesky(gram, size), right));
  return { weights, intercept: weights.reduce((z, weight, j) => z - weight * means[j], mean) };
}

/**
 * LIME for one patient: synthetic neighbours, each feature drawn independently, are predicted and
 * weighted by their proximity; a ridge regression of the model's probabilities on them is the
 * explanation. It depends on the draws: use {@link repeatLime} to see how much.
 *
 * The conventions and the draws are those of `LimeTabularExplainer(discretize_continuous=False)`
 * with all features: numbers are drawn around the training mean, ridge 1, kernel
 * sqrt(exp(-(distance / width)^2)).
 *
 * @throws `TypeError` for a row that lacks a feature, `RangeError` for a missing feature,
 * fewer than 2 samples or a width that is not above 0.
 *
 * Source: Ribeiro, Singh & Guestrin (2016), doi:10.1145/2939672.2939778.
 *
 * @example
 * ```ts
 * import { lime } from "heartbook/explain/lime.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { forest } from "heartbook/learners/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = await forest({ trees: 20 })(patients);
 * const told = lime(fitted, patients.rows[0], { train: patients, samples: 500, seed: 1 });
 * assert(told.fidelity < 1);
 * ```
 */
export function lime(pipeline: Pipeline, row: Row, options: LimeOptions): LimeExplanation {
  const { features } = pipeline.schema;
  const { train, samples = 5000, width = 0.75 * Math.sqrt(features.length), seed } = options;
  checkComplete(pipeline.schema, row, "lime");
  demandWhole("samples", samples, 2);
  if (!(width > 0)) throw new RangeError(`width: expected a number above 0, got ${width}`);
  const axes = features.map((feature) => toAxis(feature, train, row));
  const { rows, places } = drawNeighbours(axes, { row, samples, random: seeded(seed) });
  const answers = predictRows(pipeline, rows);
  const near = places.map((place) => {
    const away = place.reduce((sum, x, j) => sum + square(x - axes[j].own), 0);
    return Math.sqrt(Math.exp(-away / width ** 2));
  });
  const rule = fitWeighted(places, answers, near);
  const told = places.map((place) => applyRule(rule, place));
  const mean = weightedMean(answers, near);
  const left = weightedMean(told.map((each, i) => square(answers[i] - each)), near);
  const all = weightedMean(Array.from(answers, (each) => square(each - mean)), near);
  return {
    prediction: answers[0],
    local: told[0],
    intercept: rule.intercept,
    // If all neighbours get the same prediction, there is nothing to explain.
    fidelity: all === 0 ? 1 : 1 - left / all,
    weights: axes.map(({ name, own, mean: usual }, j) => ({
      feature: name,
      weight: rule.weights[j],
      value: rule.weights[j] * (own - usual),
    })),
  };
}

/** The stability of LIME for one patient. */
export interface LimeStability {
  readonly runs: readonly LimeExplanation[];
  /** Per feature, the mean and standard deviation of its effect over the runs. */
  readonly effects: readonly {
    readonly feature: string;
    readonly mean: number;
    readonly deviation: number;
    /** Share of the runs in which it has the sign of its mean. */
    readonly sameSign: number;
  }[];
  /** Share of the runs that agree with the most common top feature. */
  readonly sameFirst: number;
}

/**
 * Repeats {@link lime} with different draws: results that persist are about the model, results that
 * vary are about the draws.
 *
 * @param options `repeats` at least 2, default 20.
 */
export function repeatLime(
  pipeline: Pipeline,
  row: Row,
  options: LimeOptions & { readonly repeats?: number },
): LimeStability {
  demandOptions("repeatLime", options, ["train", "samples", "width", "seed", "repeats"]);
  const { repeats = 20, seed } = options;
  demandWhole("repeats", repeats, 2);
  const runs = Array.from(
    { length: repeats },
    (_, i) => lime(pipeline, row, { ...options, seed: childSeed(seed, i) }),
  );
  const firsts = Map.groupBy(
    runs,
    ({ weights }) =>
      weights.reduce((a, b) => Math.abs(b.value) > Math.abs(a.value) ? b : a).feature,
  );
  return {
    runs,
    effects: runs[0].weights.map(({ feature }, j) => {
      const effects = runs.map(({ weights }) => weights[j].value);
      const mean = effects.reduce((sum, each) => sum + each, 0) / repeats;
      const squares = effects.reduce((sum, each) => sum + (each - mean) ** 2, 0);
      const agreeing = effects.filter((each) => Math.sign(each) === Math.sign(mean));
      return {
        feature,
        mean,
        deviation: Math.sqrt(squares / (repeats - 1)),
        sameSign: agreeing.length / repeats,
      };
    }),
    sameFirst: Math.max(...[...firsts.values()].map((same) => same.length)) / repeats,
  };
}
