/** Naive Bayes for categories: the frequency of each level in either class. */

import type { Matrix, PreparedColumn, Training } from "../../types.ts";
import { classTotals, type PerClass } from "../class-totals.ts";

/** The column of a level, and the value its cells exceed in rows that have the level. */
interface Mark {
  readonly column: number;
  readonly above: number;
}

/** A feature with one level per row. */
export interface CategoryByClass {
  readonly levels: readonly (Mark & { readonly share: PerClass })[];
  /** Shares of the level without a column, if there is one in training. */
  readonly rest?: PerClass;
}

/** The smoothed share of each level of each feature that has level columns. */
export function describeCategories(
  training: Training,
  { weights, smoothing }: { weights: Float64Array; smoothing: number },
): CategoryByClass[] {
  const { y, columns } = training, totals = classTotals(y, weights);
  const levels = columns.keys().filter((j) => columns[j].kind === "level");
  const features = Map.groupBy(levels, (j) => columns[j].feature);
  return Array.from(features.values(), (siblings) => {
    const marks = siblings.map((column) => ({ column, above: halfway(columns[column]) }));
    const [healthy, diseased] = countLevels(marks, training, weights);
    const rest = healthy[marks.length] + diseased[marks.length] > 0;
    const all = smoothing * (marks.length + Number(rest));
    const shareOf = (k: number): PerClass => [
      (healthy[k] + smoothing) / (totals[0] + all),
      (diseased[k] + smoothing) / (totals[1] + all),
    ];
    return {
      levels: marks.map(({ column, above }, k) => ({ column, above, share: shareOf(k) })),
      ...(rest ? { rest: shareOf(marks.length) } : {}),
    };
  });
}

/** For either class, the total weight of the rows that have each level, and last of those with none. */
function countLevels(
  marks: readonly Mark[],
  { X, y }: Training,
  weights: Float64Array,
): [healthy: Float64Array, diseased: Float64Array] {
  const healthy = new Float64Array(marks.length + 1), diseased = new Float64Array(healthy.length);
  for (let i = 0; i < y.length; i++) {
    const level = levelOf(marks, X, i), counts = y[i] === 1 ? diseased : healthy;
    counts[level < 0 ? marks.length : level] += weights[i];
  }
  return [healthy, diseased];
}

/** The midpoint between a level column's off and on values. */
function halfway({ mean, scale }: PreparedColumn): number {
  return (0.5 - mean) / scale;
}

/** Which of these levels a row has; -1 for none. */
export function levelOf(
  levels: readonly Mark[],
  { values, columns }: Matrix,
  row: number,
): number {
  for (let k = 0; k < levels.length; k++) {
    if (values[row * columns + levels[k].column] > levels[k].above) return k;
  }
  return -1;
}
