/** Shapley values of a weighted sum: each feature's term minus its mean over the background. */

import type { LogisticModel } from "../models/logistic/logistic.ts";
import type { Matrix } from "../types.ts";
import type { Game, Players } from "./shap-game.ts";
import { columnMeans } from "../stats/moments.ts";

/**
 * The game of a logistic model in log odds. Only the means of the background matter, so one
 * row of means is enough.
 *
 * Source: Štrumbelj & Kononenko (2014), doi:10.1007/s10115-013-0679-x.
 */
export function linearGame(
  { intercept, weights }: LogisticModel,
  { players, background }: { readonly players: Players; readonly background: Matrix },
): Game {
  const means = columnMeans(background);
  return {
    unit: "log odds",
    base: weights.reduce((z, weight, j) => z + weight * means[j], intercept),
    predict: ({ values, rows, columns }) =>
      Float64Array.from({ length: rows }, (_, row) => {
        return weights.reduce((z, weight, j) => z + weight * values[row * columns + j], intercept);
      }),
    share: ({ values, rows, columns }) => {
      const shares = new Float64Array(rows * players.count);
      for (let row = 0; row < rows; row++) {
        weights.forEach((weight, j) => {
          const part = weight * (values[row * columns + j] - means[j]);
          shares[row * players.count + players.of[j]] += part;
        });
      }
      return shares;
    },
  };
}
