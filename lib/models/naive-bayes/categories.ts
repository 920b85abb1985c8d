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
  { X, y, columns }: Training,
  { weights, smoothing }: { weights: Float64Array; smoothing: number },
): CategoryByClass[] {
  const totals = classTotals(y, weights);
  const levels = columns.keys().filter((j) => columns[j].kind === "level");
  const features = Map.groupBy(levels, (j) => columns[j].feature);
  return Array.from(features.values(), (siblings) => {
    const marks = siblings.map((column) => ({ column, above: halfway(columns[column]) }));
    // The last count is for rows with no level on.
    const counts = [...marks, "rest"].map((): [number, number] => [0, 0]);
    let rest = false;
    for (let i = 0; i < X.rows; i++) {
      const level = levelOf(marks, X, i);
      rest ||= level < 0 && weights[i] > 0;
      counts.at(level)![y[i]] += weights[i];
    }
    const all = smoothing * (marks.length + Number(rest));
    const shares = counts.map(([healthy, diseased]): PerClass => [
      (healthy + smoothing) / (totals[0] + all),
      (diseased + smoothing) / (totals[1] + all),
    ]);
    return {
      levels: marks.map((mark, k) => ({ ...mark, share: shares[k] })),
      ...(rest ? { rest: shares[marks.length] } : {}),
    };
  });
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
  return levels.findIndex(({ column, above }) => values[row * columns + column] > above);
}
