/** The game whose Shapley values are SHAP values: types only. */

import type { Matrix } from "../types.ts";

/** The players: the features, each with all its columns. */
export interface Players {
  readonly count: number;
  /** The number of the feature, one entry per column. */
  readonly of: ArrayLike<number>;
}

/**
 * The game of a model. The worth of a coalition is the prediction with its features set to the
 * patient's values and all others unknown, minus the prediction with all features unknown.
 */
export interface Game {
  readonly unit: "log odds" | "probability";
  /** The prediction when no feature is known. */
  readonly base: number;
  /** The prediction for each row, in this unit. */
  readonly predict: (X: Matrix) => Float64Array;
  /** The Shapley values of each row, one per feature, row after row. */
  readonly share: (X: Matrix) => Float64Array;
}
