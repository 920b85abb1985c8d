/** The background patients that explanations compare with. */

import type { Model } from "../models/model.ts";
import { seeded } from "../random.ts";
import type { Matrix } from "../types.ts";
import { canExplain } from "./shap.ts";
import { columnMeans } from "../stats/moments.ts";

/** How many of the training patients to keep. */
export interface BackgroundOptions {
  /** Maximum number of rows; default 100. */
  readonly most?: number;
  readonly seed: number;
}

/**
 * The background for `explain`, as rows to store with the model: for additive models the mean of
 * the training rows, which is equivalent to all of them; for trees a sample of the training rows,
 * in their order; none for a model that `explain` does not support.
 *
 * @param X The training patients, prepared.
 *
 * @example
 * ```ts
 * import { chooseBackground } from "heartbook/explain/background.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const model = { kind: "logistic", intercept: -1, weights: [2], converged: true } as const;
 * const X = { values: Float64Array.of(1, 2, 6), rows: 3, columns: 1 };
 * assertEquals(chooseBackground(model, X, { seed: 1 }), [[3]]);
 * ```
 */
export function chooseBackground(
  model: Model,
  X: Matrix,
  { most = 100, seed }: BackgroundOptions,
): number[][] {
  if (!canExplain(model)) return [];
  if (model.kind === "logistic" || model.kind === "prevalence") return [[...columnMeans(X)]];
  const drawn = seeded(seed).shuffled(Array.from({ length: X.rows }, (_, i) => i)).slice(0, most);
  return drawn.sort((a, b) => a - b).map((row) => {
    return Array.from(X.values.subarray(row * X.columns, (row + 1) * X.columns));
  });
}
