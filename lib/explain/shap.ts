/** Exact SHAP values: how far each feature moved one patient's prediction from the base. */

import type { Model } from "../models/model.ts";
import type { Matrix, PreparedColumn } from "../types.ts";
import type { Game, Players } from "./shap-game.ts";
import { linearGame } from "./shap-linear.ts";
import { type Ensemble, treesGame } from "./shap-trees.ts";

/** The contribution of one feature. */
export interface Contribution {
  readonly feature: string;
  readonly value: number;
}

/** A decomposed prediction: base + all contributions = prediction. */
export interface Explanation {
  /** The unit of the contributions. */
  readonly unit: "log odds" | "probability";
  /** The mean prediction of the background. */
  readonly base: number;
  /** One per feature, in the order of the columns; 0 for one that the model does not use. */
  readonly contributions: readonly Contribution[];
  readonly prediction: number;
}

/** The columns and the background. */
export interface ExplainOptions {
  /** The columns; those of one feature get one value together. */
  readonly columns: readonly PreparedColumn[];
  /** Prepared rows, such as from `chooseBackground`. */
  readonly background: Matrix;
}

/** The kinds of model whose predictions {@link explain} decomposes exactly. */
const EXPLAINED = ["prevalence", "logistic", "tree", "forest", "boosting"] as const;

type ExplainedModel = Extract<Model, { kind: (typeof EXPLAINED)[number] }>;

/** Whether {@link explain} supports a model of this kind. */
export function canExplain(model: Model): model is ExplainedModel {
  return (EXPLAINED as readonly string[]).includes(model.kind);
}

function ensembleOf(model: Exclude<ExplainedModel, { kind: "logistic" }>): Ensemble {
  switch (model.kind) {
    case "prevalence":
      return { unit: "probability", start: model.p, scale: 1, trees: [] };
    case "tree":
      return { unit: "probability", start: 0, scale: 1, trees: [model.tree] };
    case "forest":
      return { unit: "probability", start: 0, scale: 1 / model.trees.length, trees: model.trees };
    case "boosting":
      return { unit: "log odds", start: model.start, scale: 1, trees: model.trees };
  }
}

/** Without a background, trees use the shares of their training rows. */
function gameOf(
  model: Model,
  setting: { players: Players; columns: number; background?: Matrix },
): Game {
  if (!canExplain(model)) {
    throw new RangeError(
      `explain: expected one of ${EXPLAINED.join(", ")}, got ${model.kind}; use kernelShap`,
    );
  }
  if (model.kind !== "logistic") return treesGame(ensembleOf(model), setting);
  const { background, players } = setting;
  if (background !== undefined) return linearGame(model, { players, background });
  throw new RangeError("explainByPaths: expected trees, got logistic; use explain");
}

/** The features, in the order of their columns, and which columns each has. */
export function playersOf(
  columns: readonly PreparedColumn[],
): { readonly features: readonly string[]; readonly players: Players } {
  const features = [...new Set(columns.map(({ feature }) => feature))];
  const of = Int32Array.from(columns, ({ feature }) => features.indexOf(feature));
  return { features, players: { count: features.length, of } };
}

/** Throws if rows do not match the columns, or the background is empty. */
export function checkRows(
  X: Matrix,
  { columns, background }: Partial<ExplainOptions> & Pick<ExplainOptions, "columns">,
): void {
  for (const [name, { columns: got }] of Object.entries({ rows: X, background: background ?? X })) {
    if (got !== columns.length) {
      throw new TypeError(`explain: expected ${name} of ${columns.length} columns, got ${got}`);
    }
  }
  if (background?.rows === 0) throw new RangeError("explain: expected a background, got no rows");
}

function takeApart(
  model: Model,
  X: Matrix,
  options: Partial<ExplainOptions> & Pick<ExplainOptions, "columns">,
): Explanation[] {
  checkRows(X, options);
  const { features, players } = playersOf(options.columns);
  const { background } = options;
  const { unit, base, predict, share } = gameOf(model, { players, columns: X.columns, background });
  const values = share(X);
  return Array.from(predict(X), (prediction, row) => {
    const own = values.subarray(row * players.count, (row + 1) * players.count);
    const contributions = features.map((feature, i) => ({ feature, value: own[i] }));
    return { unit, base, contributions, prediction };
  });
}

/**
 * SHAP values for each row of `X`: the Shapley values of the game in which known features are the
 * patient's and unknown ones those of the background (interventional SHAP). They are exact, not
 * sampled, and the columns of one feature, such as the levels of a category, are one player.
 *
 * Logistic models and boosted trees are decomposed in log odds, where they are sums; trees, forests
 * and the prevalence in probability. The values show what the model does, not what causes the
 * disease, and they depend on the background.
 *
 * @throws `RangeError` for a model of another kind (see {@link canExplain}) or an empty background,
 * `TypeError` for rows with different columns.
 *
 * Sources: Lundberg & Lee (2017), NeurIPS 30; for trees see `treesGame`.
 *
 * @example
 * ```ts
 * import { explain } from "heartbook/explain/shap.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const model = { kind: "logistic", intercept: -1, weights: [2, 0], converged: true } as const;
 * const column = { kind: "number", fill: 0, mean: 0, scale: 1 } as const;
 * const columns = [{ ...column, feature: "oldpeak" }, { ...column, feature: "chol" }];
 * const background = { values: Float64Array.of(1, 240), rows: 1, columns: 2 };
 * const patient = { values: Float64Array.of(1.5, 300), rows: 1, columns: 2 };
 * const [{ base, contributions, prediction }] = explain(model, patient, { columns, background });
 * assertAlmostEquals(base, 1, 1e-12);
 * assertAlmostEquals(contributions[0].value, 1, 1e-12); // oldpeak: 2 * (1.5 - 1)
 * assertAlmostEquals(contributions[1].value, 0, 1e-12); // chol is not used
 * assertAlmostEquals(prediction, 2, 1e-12);
 * ```
 */
export function explain(model: Model, X: Matrix, options: ExplainOptions): Explanation[] {
  return takeApart(model, X, options);
}

/**
 * Path-dependent SHAP values of trees for each row of `X`: if a feature is unknown, both branches
 * are taken in the shares of the training rows. This needs no background and avoids impossible
 * combinations of correlated features. But a feature that a tree does not use gets nothing, however
 * closely it is related to one that it does use.
 *
 * @throws `RangeError` for a model that is not made of trees; else as {@link explain} does.
 *
 * Source: Lundberg et al. (2020), doi:10.1038/s42256-019-0138-9, algorithm 1's values.
 *
 * @example
 * ```ts
 * import { explainByPaths } from "heartbook/explain/shap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tree = {
 *   feature: [0, -1, -1],
 *   threshold: [50, 0, 0],
 *   left: [1, -1, -1],
 *   right: [2, -1, -1],
 *   value: [0.25, 0, 1],
 *   weight: [4, 3, 1],
 * };
 * const columns = [{ kind: "number", feature: "age", fill: 50, mean: 0, scale: 1 }] as const;
 * const X = { values: Float64Array.of(60), rows: 1, columns: 1 };
 * const [{ base, contributions }] = explainByPaths({ kind: "tree", columns: 1, tree }, X, {
 *   columns,
 * });
 * assertEquals([base, contributions[0].value], [0.25, 0.75]);
 * ```
 */
export function explainByPaths(
  model: Model,
  X: Matrix,
  { columns }: Pick<ExplainOptions, "columns">,
): Explanation[] {
  return takeApart(model, X, { columns });
}
