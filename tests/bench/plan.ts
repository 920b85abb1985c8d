/** Which fits are measured on made-up numbers. */

/** One model at one size. */
export interface Fit {
  readonly model:
    | "ridge"
    | "elastic net"
    | "naive Bayes"
    | "tree"
    | "forest"
    | "boosting"
    | "neighbours"
    | "svm";
  readonly rows: number;
  readonly columns: number;
  /** Of a forest or of boosting. */
  readonly trees: number;
  /** The folder of the made-up numbers. */
  readonly data: string;
}

/** What grows while all else stays. */
export type Dimension = "rows" | "columns" | "trees";

/** A fit with its place in the growth of cost. */
export interface PlannedFit {
  readonly along: Dimension;
  readonly fit: Omit<Fit, "data">;
}

export type ModelName = Fit["model"];

/** What each model is compared with, as `fits.py` calls it. */
export const RIVALS: Readonly<Record<ModelName, readonly string[]>> = {
  ridge: ["lbfgs", "newton-cholesky"],
  "elastic net": ["saga"],
  "naive Bayes": ["GaussianNB"],
  tree: ["DecisionTree"],
  forest: ["RandomForest"],
  boosting: ["GradientBoosting", "HistGradientBoosting"],
  neighbours: ["KNeighbors"],
  svm: ["SVC", "SVC with probabilities"],
};

/** Models that `trees` means something to. */
export function hasTrees(model: ModelName): boolean {
  return model === "forest" || model === "boosting";
}

export const MODELS = Object.keys(RIVALS) as ModelName[];

/** The more rows the fewer trees, to keep the bench short. */
const SIZES = [
  { rows: 303, trees: 100 },
  { rows: 3_000, trees: 100 },
  { rows: 30_000, trees: 10 },
  { rows: 300_000, trees: 5 },
];

/** A support vector machine takes time in the square of the rows, on either side. */
const MOST_ROWS_OF_SVM = 3_000;

/** Where columns or trees grow, this is what stays. */
const BASE = { rows: 1_000, columns: 20, trees: 30 };

/** The fits of these models in the order they are measured. */
export function planFits(models: readonly ModelName[], quick: boolean): PlannedFit[] {
  const planned: PlannedFit[] = [];
  for (const model of models) {
    for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
      if (model === "svm" && size.rows > MOST_ROWS_OF_SVM) continue;
      planned.push({ along: "rows", fit: { model, columns: 20, ...size } });
    }
    if (quick) continue;
    for (const columns of [5, 20, 80]) {
      planned.push({ along: "columns", fit: { ...BASE, model, columns } });
    }
    if (!hasTrees(model)) continue;
    for (const trees of [10, 50, 250]) {
      planned.push({ along: "trees", fit: { ...BASE, model, trees } });
    }
  }
  return planned;
}
