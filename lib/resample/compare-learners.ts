/** Learners compared with a baseline on the same splits. */
import { demandOptions } from "../demand.ts";
import type { Learner } from "../pipeline.ts";
import { crossValidate } from "./cross-validate.ts";
import { type FoldOptions, stratifiedFolds } from "./folds.ts";
import type { Dataset, PredictionTable, WorkOptions } from "../types.ts";
import { compareSplits } from "../stats/corrected-t.ts";
import { compareAuc } from "../measure/delong.ts";
import type { Difference } from "../stats/difference.ts";
import type { LevelOptions } from "../stats/intervals.ts";
import { type MetricKey, metrics } from "../measure/metrics.ts";
import { scoreSplits } from "../measure/score.ts";

/** What to compare, and how. */
export interface LearnerComparison<Name extends string>
  extends FoldOptions, LevelOptions, WorkOptions {
  /** The learner to compare all others with. */
  readonly baseline: Name;
  readonly metric: MetricKey;
}

/** The result of {@link compareLearners}. */
export interface ComparedLearners<Name extends string> {
  readonly predictions: Record<Name, PredictionTable>;
  /** The metric of each other learner minus that of the baseline, mean over the splits. */
  readonly differences: Record<string, Difference>;
}

/** Options of {@link differenceOverSplits}. */
export interface SplitComparison extends LevelOptions {
  readonly metric: MetricKey;
  /** Folds of the cross-validation that both tables come from. */
  readonly folds: number;
}

/**
 * The metric of the first minus that of the second table, mean over the splits, by the corrected t
 * of Nadeau and Bengio. Both must come from the same splits.
 *
 * @throws `RangeError` for a metric that is undefined in a split, and as `compareSplits` does.
 */
export function differenceOverSplits(
  tables: { readonly first: PredictionTable; readonly second: PredictionTable },
  { metric, folds, level }: SplitComparison,
): Difference {
  const first = scoreSplits(tables.first, metrics[metric]);
  const second = scoreSplits(tables.second, metrics[metric]);
  return compareSplits({ first, second }, { level, testShare: 1 / folds });
}

/**
 * Cross-validates learners on the same stratified folds and compares each with the baseline, split
 * by split, by the corrected t of Nadeau and Bengio.
 *
 * @throws `RangeError` for an unknown baseline or a metric that is undefined in a split, and as
 * `stratifiedFolds` and `crossValidate` do.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { logistic } from "heartbook/learners/logistic.ts";
 * import { prevalence } from "heartbook/learners/prevalence.ts";
 * import { compareLearners } from "heartbook/resample/compare-learners.ts";
 * import { assert } from "@std/assert";
 *
 * const learners = { nothing: prevalence(), logistic: logistic({ l2: 1 }) };
 * const { differences } = await compareLearners(readHeart(), learners, {
 *   baseline: "nothing",
 *   metric: "rocAuc",
 *   folds: 10,
 *   seed: 42,
 * });
 * assert(differences.logistic.low > 0.3);
 * ```
 */
export async function compareLearners<Name extends string>(
  dataset: Dataset,
  learners: Readonly<Record<Name, Learner>>,
  options: LearnerComparison<NoInfer<Name>>,
): Promise<ComparedLearners<Name>> {
  demandOptions("compareLearners", options, [
    "baseline",
    "metric",
    "folds",
    "repeats",
    "seed",
    "level",
    "progress",
    "signal",
  ]);
  const { baseline, folds, repeats, seed, progress, signal } = options;
  if (!Object.hasOwn(learners, baseline)) {
    const names = Object.keys(learners).join(", ");
    throw new RangeError(`baseline "${baseline}": expected one of ${names}`);
  }
  const splits = stratifiedFolds(dataset.labels, { folds, repeats, seed });
  const predictions = await crossValidate(dataset, learners, splits, { progress, signal });
  const others = (Object.keys(learners) as Name[]).filter((name) => name !== baseline);
  const differences = Object.fromEntries(
    others.map((name) => {
      const tables = { first: predictions[name], second: predictions[baseline] };
      return [name, differenceOverSplits(tables, options)];
    }),
  );
  return { predictions, differences };
}

/**
 * The AUC of each learner in the first tables minus that in the second, with DeLong's paired
 * interval.
 *
 * @throws as `compareAuc` does: each patient once, the same ones in the same order.
 */
export function aucDifferences<Name extends string>(
  first: Readonly<Record<Name, PredictionTable>>,
  second: Readonly<Record<Name, PredictionTable>>,
  options: LevelOptions = {},
): Record<Name, Difference> {
  const names = Object.keys(first) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, compareAuc({ first: first[name], second: second[name] }, options)]),
  ) as Record<Name, Difference>;
}
