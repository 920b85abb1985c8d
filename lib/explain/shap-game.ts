/** The game whose Shapley values are SHAP values: types only. */

import type { Matrix } from "../types.ts";

/** Who plays: the features, each with all its columns. */
export interface Players {
  readonly count: number;
  /** The number of the feature, one entry per column. */
  readonly of: ArrayLike<number>;
}

/**
 * A model to be shared out. A coalition is worth what the model says when its features are the
 * patient's and all others are not known, minus what it says when none is.
 */
export interface Game {
  readonly unit: "log odds" | "probability";
  /** What the model says when no feature is known. */
  readonly base: number;
  /** What the model says of each row, in this unit. */
  readonly predict: (X: Matrix) => Float64Array;
  /** The Shapley values of each row, one per feature, row after row. */
  readonly share: (X: Matrix) => Float64Array;
}
