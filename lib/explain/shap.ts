/** Exact SHAP values: how far each feature moved one patient's prediction, and from where. */

import type { Model } from "../models/model.ts";
import type { Matrix, PreparedColumn } from "../types.ts";
import type { Game, Players } from "./shap-game.ts";
import { linearGame } from "./shap-linear.ts";
import { type Ensemble, treesGame } from "./shap-trees.ts";

/** What one feature adds to the base. */
export interface Contribution {
  readonly feature: string;
  readonly value: number;
}

/** A prediction taken apart: base + all contributions = prediction. */
export interface Explanation {
  /** What is added up. */
  readonly unit: "log odds" | "probability";
  /** The mean prediction of the background. */
  readonly base: number;
  /** One per feature, in the order of the columns; 0 for one that the model does not use. */
  readonly contributions: readonly Contribution[];
  readonly prediction: number;
}

/** What is known of the columns, and whom a patient is compared with. */
export interface ExplainOptions {
  /** What each column is; the columns of one feature get one value together. */
  readonly columns: readonly PreparedColumn[];
  /** Prepared rows, such as `chooseBackground` gives. */
  readonly background: Matrix;
}

/** The kinds of model whose predictions {@link explain} takes apart exactly. */
const EXPLAINED = ["prevalence", "logistic", "tree", "forest", "boosting"] as const;

type ExplainedModel = Extract<Model, { kind: (typeof EXPLAINED)[number] }>;

/** Whether {@link explain} takes a model of this kind. */
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

function gameOf(model: Model, setting: { players: Players; background: Matrix }): Game {
  if (!canExplain(model)) {
    throw new RangeError(`explain: expected one of ${EXPLAINED.join(", ")}, got ${model.kind}`);
  }
  return model.kind === "logistic"
    ? linearGame(model, setting)
    : treesGame(ensembleOf(model), setting);
}

/** Throws where rows are not of the columns, or there is nobody to compare with. */
function checkRows(X: Matrix, { columns, background }: ExplainOptions): void {
  for (const [name, { columns: got }] of Object.entries({ rows: X, background })) {
    if (got !== columns.length) {
      throw new TypeError(`explain: expected ${name} of ${columns.length} columns, got ${got}`);
    }
  }
  if (background.rows === 0) throw new RangeError("explain: expected a background, got no rows");
}

/**
 * SHAP values for each row of `X`: the Shapley values of the game in which known features are the
 * patient's and unknown ones those of the background (interventional SHAP). They are exact, not
 * sampled, and the columns of one feature, such as the levels of a category, are one player.
 *
 * Logistic models and boosted trees are taken apart in log odds, where they are sums; a tree and a
 * forest in probability, as is the prevalence. The values say what the model does, not what causes
 * the disease; and they depend on the background.
 *
 * @throws `RangeError` for a model of another kind (see {@link canExplain}) or an empty background,
 * `TypeError` for rows of other columns.
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
  const { columns, background } = options;
  checkRows(X, options);
  const features = [...new Set(columns.map(({ feature }) => feature))];
  const players = {
    count: features.length,
    of: Int32Array.from(columns, ({ feature }) => features.indexOf(feature)),
  };
  const { unit, predict, share } = gameOf(model, { players, background });
  const base = predict(background).reduce((sum, value) => sum + value, 0) / background.rows;
  return Array.from(predict(X), (prediction, row) => {
    const values = share(X.values.subarray(row * X.columns, (row + 1) * X.columns));
    const contributions = features.map((feature, i) => ({ feature, value: values[i] }));
    return { unit, base, contributions, prediction };
  });
}
