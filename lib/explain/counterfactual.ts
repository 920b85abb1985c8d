/** Counterfactuals: the smallest changes that would flip the prediction. */
import { demandOptions } from "../demand.ts";
import { type Pipeline, predictRows } from "../pipeline.ts";
import { standardise } from "../prepare/recorded.ts";
import type { Cell, Dataset, Feature, FeatureSchema, Row } from "../types.ts";
import { checkComplete, findFeature, sortedNumbers } from "./features.ts";
import { quantile } from "../stats/quantile.ts";

/** Search options. */
export interface CounterfactualOptions {
  /** A patient is called diseased at this probability or above. */
  readonly threshold: number;
  /** Patients whose values are tried, and no others. */
  readonly train: Dataset;
  /** Features to keep fixed, such as age and sex. */
  readonly fixed?: readonly string[];
  /** How many, at most; default 4. */
  readonly count?: number;
  /** Features changed at once, at most; default 3. */
  readonly most?: number;
}

/** One change of one feature. */
export interface Change {
  readonly feature: string;
  readonly from: Cell;
  readonly to: Cell;
}

/** Changes that move the patient across the threshold. */
export interface Counterfactual {
  readonly changes: readonly Change[];
  /** Standard deviations moved; a change of level counts 1. */
  readonly distance: number;
  readonly probability: number;
}

interface Try extends Change {
  readonly distance: number;
}

/**
 * Values tried per number: enough to approach the smallest change, few enough for three features at
 * once.
 */
const GRID = 12;

function triesFor(feature: Feature, row: Row, train: Dataset): Try[] {
  const { name } = feature;
  const from = row[name];
  const tries = (values: readonly Cell[], distance: (to: Cell) => number): Try[] =>
    values.filter((to) => to !== from).map((to) => ({
      feature: name,
      from,
      to,
      distance: distance(to),
    }));
  if (feature.kind === "category") {
    const seen = feature.levels.filter((level) => train.rows.some((each) => each[name] === level));
    return tries(seen, () => 1);
  }
  const sorted = sortedNumbers(train.rows, name);
  const { scale } = standardise(sorted);
  const distinct = [...new Set(sorted)];
  const grid = distinct.length <= GRID ? distinct : Array.from({ length: GRID }, (_, i) => {
    // An observed value, so counts stay whole numbers.
    const wanted = quantile(sorted, i / (GRID - 1));
    return sorted.find((value) => value >= wanted)!;
  });
  return tries([...new Set(grid)], (to) => Math.abs(Number(to) - Number(from)) / scale);
}

/** All subsets of `size` lists. */
function* choices<T>(lists: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) return yield [];
  for (let i = from; i <= lists.length - size; i++) {
    for (const rest of choices(lists, size - 1, i + 1)) yield [lists[i], ...rest];
  }
}

/** Every way to take one element from each list. */
function combine(lists: readonly (readonly Try[])[]): Try[][] {
  return lists.reduce<Try[][]>(
    (sofar, list) => sofar.flatMap((taken) => list.map((each) => [...taken, each])),
    [[]],
  );
}

/**
 * The smallest changes that move one patient across the threshold, each with different features:
 * for every set of features the nearest values that do it, smaller sets first, and no set that
 * contains one already found. The values tried come from training patients: all levels, all values
 * of a number with few of them, else twelve at equal ranks. Every combination is tried, so none on
 * this grid is nearer.
 *
 * They show where the model draws its line, not what to do about it: nobody gets well by having a
 * different scan result.
 *
 * @throws `RangeError` for a feature that does not exist, a missing value, a threshold outside
 * (0, 1); `TypeError` for a row that lacks a feature.
 *
 * Source: Wachter, Mittelstadt & Russell (2018), Harvard Journal of Law & Technology 31(2).
 *
 * @example
 * ```ts
 * import { counterfactuals } from "heartbook/explain/counterfactual.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { tree } from "heartbook/learners/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const stump = await tree({ maxDepth: 1 })(patients);
 * const [first] = counterfactuals(stump, patients.rows[1], { train: patients, threshold: 0.5 });
 * assertEquals(first.changes.map(({ feature }) => feature), ["thal"]);
 * ```
 */
export function counterfactuals(
  pipeline: Pipeline,
  row: Row,
  options: CounterfactualOptions,
): Counterfactual[] {
  demandOptions("counterfactuals", options, ["threshold", "train", "fixed", "count", "most"]);
  const { threshold, train, fixed = [], count = 4, most = 3 } = options;
  const { schema } = pipeline;
  checkComplete(schema, row, "counterfactuals");
  fixed.forEach((name) => findFeature(schema, name));
  if (!(threshold > 0 && threshold < 1)) {
    throw new RangeError(`threshold: expected a probability in (0, 1), got ${threshold}`);
  }
  const isDiseased = predictRows(pipeline, [row])[0] >= threshold;
  const free = schema.features.filter(({ name }) => !fixed.includes(name))
    .map((feature) => triesFor(feature, row, train))
    .filter((tries) => tries.length > 0);
  const found: Counterfactual[] = [];
  for (let size = 1; size <= most && found.length < count; size++) {
    const ofSize: Counterfactual[] = [];
    for (const lists of choices(free, size)) {
      const names = lists.map(([{ feature }]) => feature);
      const isCovered = found.some(({ changes }) =>
        changes.every(({ feature }) => names.includes(feature))
      );
      if (isCovered) continue;
      const tried = combine(lists);
      const p = predictRows(
        pipeline,
        tried.map((changes) => ({
          ...row,
          ...Object.fromEntries(changes.map(({ feature, to }) => [feature, to])),
        })),
      );
      const over = tried.map((changes, i): Counterfactual => ({
        changes: changes.map(({ feature, from, to }) => ({ feature, from, to })),
        distance: changes.reduce((sum, { distance }) => sum + distance, 0),
        probability: p[i],
      })).filter(({ probability }) => probability >= threshold !== isDiseased);
      if (over.length > 0) ofSize.push(over.reduce((a, b) => b.distance < a.distance ? b : a));
    }
    found.push(...ofSize.sort((a, b) => a.distance - b.distance));
  }
  return found.slice(0, count);
}

/** Changes in words: "Thallium scan normal instead of reversible defect". */
export function writeChanges(schema: FeatureSchema, changes: readonly Change[]): string {
  return changes.map(({ feature: name, from, to }) => {
    const feature = findFeature(schema, name);
    const unit = feature.kind === "number" && feature.unit !== "" ? ` ${feature.unit}` : "";
    return `${feature.label} ${to}${unit} instead of ${from}`;
  }).join(", ");
}
