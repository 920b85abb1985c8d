/** SHAP values of any fitted pipeline for raw rows. */
import { demandOptions } from "../demand.ts";
import { type Pipeline, prepareOnce } from "../pipeline.ts";
import type { Row } from "../types.ts";
import { kernelShap } from "./kernel-shap.ts";
import { canExplain, explain, explainByPaths, type Explanation } from "./shap.ts";

/** The background, and the sampling effort. */
export interface ExplainRowsOptions {
  /** Raw background rows; without them trees use their own training counts. */
  readonly background?: readonly Row[];
  /** For models that are sampled: coalitions per patient; default 2048. */
  readonly samples?: number;
  /** For models that are sampled; default 0. */
  readonly seed?: number;
}

/** An {@link Explanation}, with standard errors if it was sampled. */
export type RowExplanation = Explanation & { readonly errors?: readonly number[] };

/**
 * SHAP values per row: exact for linear models and trees, else by `kernelShap` with its errors.
 *
 * @throws `RangeError` for no background unless the model is made of trees, and as the methods
 * do; `TypeError` for a row that lacks a column.
 *
 * @example
 * ```ts
 * import { explainRows } from "heartbook/explain/explain-rows.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { forest } from "heartbook/learners/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const fitted = await forest({ trees: 20 })(patients);
 * const [{ base, contributions, prediction }] = explainRows(fitted, patients.rows.slice(0, 1));
 * const sum = contributions.reduce((total, { value }) => total + value, base);
 * assertAlmostEquals(sum, prediction, 1e-12);
 * ```
 */
export function explainRows(
  { model, preprocessor }: Pipeline,
  rows: readonly Row[],
  options: ExplainRowsOptions = {},
): RowExplanation[] {
  demandOptions("explainRows", options, ["background", "samples", "seed"]);
  const { background: others, samples, seed = 0 } = options;
  const { columns } = preprocessor;
  const X = prepareOnce(preprocessor, rows);
  if (others === undefined) return explainByPaths(model, X, { columns });
  const background = prepareOnce(preprocessor, others);
  return canExplain(model)
    ? explain(model, X, { columns, background })
    : kernelShap(model, X, { columns, background, samples, seed });
}
