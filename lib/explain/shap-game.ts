/** The game whose Shapley values are SHAP values: types only. */

import type { Matrix } from "../types.ts";

/** Who plays: the features, each with all its columns. */
export interface Players {
  readonly count: number;
  /** The number of the feature, one entry per column. */
  readonly of: ArrayLike<number>;
}

/**
 * A model to be shared out. A coalition is worth what the model says, on average over the
 * background, when its features are the patient's and all others those of somebody of the
 * background, minus what it says of the background.
 */
export interface Game {
  readonly unit: "log odds" | "probability";
  /** What the model says of each row, in this unit. */
  readonly predict: (X: Matrix) => Float64Array;
  /** The Shapley values for the cells of one row, one per feature. */
  readonly share: (cells: Float64Array) => Float64Array;
}
