/** A logistic model as points that can be added up by hand. */
import { demandOptions } from "../demand.ts";
import type { LogisticModel } from "../models/logistic/logistic.ts";
import type { Pipeline } from "../pipeline.ts";
import { prepareCell } from "../prepare/cells.ts";
import { sigmoid } from "../stats/log-odds.ts";
import { quantile } from "../stats/quantile.ts";
import type { Dataset, Feature, FeatureSchema, Row } from "../types.ts";
import { findFeature, findNumber, sortedNumbers } from "./features.ts";

/** One line of the score sheet. */
export interface PointsBand {
  /** Such as "50 to 59" or "asymptomatic". */
  readonly label: string;
  /** For a number: the band from `from` up to, but not including, `below`. */
  readonly from?: number;
  readonly below?: number;
  /** For a category. */
  readonly level?: string;
  readonly points: number;
}

/** A feature's part of the sheet. */
export interface PointsFeature {
  readonly feature: string;
  /** Points if it is missing: those of the usual value. */
  readonly missing: number;
  readonly bands: readonly PointsBand[];
}

/** A points score. Plain JSON. */
export interface PointsScore {
  readonly features: readonly PointsFeature[];
  /** Log odds without points, and per point. */
  readonly intercept: number;
  readonly perPoint: number;
}

/** How to turn a model into points. */
export interface PointsOptions {
  /** Where to cut numbers, such as `{ age: [50, 60] }`; default their quartiles. */
  readonly cuts?: Readonly<Record<string, readonly number[]>>;
  /** Approximate maximum number of points; default 20. */
  readonly most?: number;
}

function logisticOf({ model }: Pipeline): LogisticModel {
  if (model.kind === "logistic") return model;
  throw new RangeError(`points: expected a logistic model, got ${model.kind}`);
}

function cutsOf(feature: Feature, train: Dataset, cuts: PointsOptions["cuts"] = {}): number[] {
  const own = cuts[feature.name];
  const sorted = sortedNumbers(train.rows, feature.name);
  const wanted = own ?? [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  const within = wanted.filter((cut) => cut > sorted[0] && cut <= sorted.at(-1)!);
  return [...new Set(within)].sort((a, b) => a - b);
}

/** A band with its log odds, before rounding to points. */
interface Weighed extends Omit<PointsBand, "points"> {
  readonly logOdds: number;
}

function weigh(pipeline: Pipeline, name: string, cell: Row[string]): number {
  const { weights } = logisticOf(pipeline);
  return pipeline.preprocessor.columns.reduce((sum, column, j) => {
    if (column.feature !== name) return sum;
    return sum + weights[j] * prepareCell(column, { [name]: cell }, 0);
  }, 0);
}

function bandsOf(pipeline: Pipeline, feature: Feature, { train, cuts }: {
  train: Dataset;
  cuts: PointsOptions["cuts"];
}): Weighed[] {
  const { name } = feature;
  if (feature.kind === "category") {
    return feature.levels.map((level) => ({
      label: level,
      level,
      logOdds: weigh(pipeline, name, level),
    }));
  }
  const ends = [-Infinity, ...cutsOf(feature, train, cuts), Infinity];
  const sorted = sortedNumbers(train.rows, name);
  const write = (value: number): string => String(Number(value.toPrecision(4)));
  return ends.slice(0, -1).map((from, i) => {
    const below = ends[i + 1];
    const own = sorted.filter((value) => value >= from && value < below);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const isWhole = feature.kind === "number" && feature.whole === true;
    const first = Math.max(from, sorted[0]), last = Math.ceil(below) - 1;
    const label = below === Infinity
      ? `${write(from)} or more`
      : isWhole
      ? first === last ? write(first) : `${write(first)} to ${write(last)}`
      : from === -Infinity
      ? `below ${write(below)}`
      : `${write(from)} to below ${write(below)}`;
    return { label, from, below, logOdds: weigh(pipeline, name, mean) };
  });
}

/**
 * A points score from a logistic model: numbers in bands, each band and level worth its log odds
 * above the lowest of its feature, rounded to whole points.
 *
 * @param train Patients whose means represent the bands.
 * @throws `RangeError` for a model that is not logistic or uses features made from others, or cuts
 * for a feature that is not a number.
 *
 * Source: Sullivan, Massaro & D'Agostino (2004), doi:10.1002/sim.1742.
 *
 * @example
 * ```ts
 * import { makePoints } from "heartbook/explain/points.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const score = makePoints(await logistic({ l2: 10 })(patients), patients, { most: 20 });
 * assertEquals(score.features.find(({ feature }) => feature === "ca")!.bands[0].points, 0);
 * ```
 */
export function makePoints(
  pipeline: Pipeline,
  train: Dataset,
  options: PointsOptions = {},
): PointsScore {
  demandOptions("makePoints", options, ["cuts", "most"]);
  const { cuts = {}, most = 20 } = options;
  const { intercept } = logisticOf(pipeline);
  if (pipeline.preprocessor.steps !== undefined) {
    throw new RangeError("points: expected a model of the features themselves, got one with steps");
  }
  for (const name of Object.keys(cuts)) findNumber(pipeline.schema, name);
  if (!(most > 0)) throw new RangeError(`most: expected a number of points above 0, got ${most}`);
  const used = new Set(pipeline.preprocessor.columns.map(({ feature }) => feature));
  const features = pipeline.schema.features.filter(({ name }) => used.has(name));
  const weighed = features.map((feature) => ({
    feature: feature.name,
    missing: weigh(pipeline, feature.name, null),
    bands: bandsOf(pipeline, feature, { train, cuts }).filter(({ logOdds }) =>
      !Number.isNaN(logOdds)
    ),
  }));
  const ends = weighed.map(({ bands }) => {
    const all = bands.map(({ logOdds }) => logOdds);
    return { low: Math.min(...all), high: Math.max(...all) };
  });
  const range = ends.reduce((sum, { low, high }) => sum + high - low, 0);
  if (range === 0) throw new RangeError("points: expected a model in which something counts");
  const perPoint = range / most;
  const rounded = (logOdds: number, low: number): number => Math.round((logOdds - low) / perPoint);
  return {
    intercept: ends.reduce((sum, { low }) => sum + low, intercept),
    perPoint,
    features: weighed.map(({ feature, missing, bands }, i) => ({
      feature,
      missing: rounded(missing, ends[i].low),
      bands: bands.map(({ logOdds, ...band }) => ({
        ...band,
        points: rounded(logOdds, ends[i].low),
      })),
    })),
  };
}

/**
 * The points of one patient, added up by the sheet.
 *
 * @throws `TypeError` for a row that lacks a feature, `RangeError` for a level that the sheet
 * lacks.
 */
export function addPoints({ features }: PointsScore, row: Row): number {
  return features.reduce((sum, { feature, missing, bands }) => {
    const cell = row[feature];
    if (cell === undefined) throw new TypeError(`points: expected a column ${feature}, got none`);
    if (cell === null) return sum + missing;
    const band = bands.find(({ level, from, below }) =>
      level === undefined ? Number(cell) >= from! && Number(cell) < below! : level === cell
    );
    if (band === undefined) throw new RangeError(`points: ${feature} has no band for ${cell}`);
    return sum + band.points;
  }, 0);
}

/** The probability for a number of points. */
export function pointsProbability({ intercept, perPoint }: PointsScore, points: number): number {
  return sigmoid(intercept + perPoint * points);
}

/** The probability for each row, by its points. */
export function predictPoints(score: PointsScore, rows: readonly Row[]): Float64Array {
  return Float64Array.from(rows, (row) => pointsProbability(score, addPoints(score, row)));
}

/** The sheet as records, one per feature that earns points. */
export function pointsRecords(
  { features }: PointsScore,
  schema: FeatureSchema,
): { readonly feature: string; readonly points: string }[] {
  return features.filter(({ bands }) => bands.some(({ points }) => points > 0)).map((each) => {
    const feature = findFeature(schema, each.feature);
    const unit = feature.kind === "number" && feature.unit !== "" ? ` (${feature.unit})` : "";
    return {
      feature: `${feature.label}${unit}`,
      points: each.bands.map(({ label, points }) => `${label}: ${points}`).join("; "),
    };
  });
}
