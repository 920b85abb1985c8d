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
    | "svm"
    | "isolation forest"
    | "local outlier factor";
  readonly rows: number;
  readonly columns: number;
  /** Of a forest or of boosting. */
  readonly trees: number;
  /** The folder of the made-up numbers. */
  readonly data: string;
  /** What draws at random is fitted with each; the AUC is their mean, and the first is timed. */
  readonly seeds: readonly number[];
}

/** What grows while all else stays. */
export type Dimension = "rows" | "columns" | "trees";

/** A fit with its place in the growth of cost. */
export interface PlannedFit {
  readonly along: Dimension;
  readonly fit: Omit<Fit, "data" | "seeds">;
}

export type ModelName = Fit["model"];

/** A Python package whose estimators stand beside ours. */
export type Library = "sklearn" | "sklearnex" | "lightgbm" | "xgboost";

/** One estimator of one of them. */
export interface Rival {
  /** As `fits.py` calls it. */
  readonly name: string;
  readonly library: Library;
  /** Beyond so many rows it is far behind the others, and is left out to keep the bench short. */
  readonly mostRows?: number;
}

const rival = (library: Library, name: string, mostRows = Infinity): Rival => {
  return { library, name, mostRows };
};

/** What each model is compared with. */
export const RIVALS: Readonly<Record<ModelName, readonly Rival[]>> = {
  ridge: [
    rival("sklearn", "scikit-learn lbfgs"),
    rival("sklearn", "scikit-learn newton-cholesky"),
    rival("sklearnex", "intelex lbfgs"),
  ],
  "elastic net": [rival("sklearn", "scikit-learn saga")],
  "naive Bayes": [rival("sklearn", "scikit-learn")],
  tree: [rival("sklearn", "scikit-learn")],
  forest: [rival("sklearn", "scikit-learn"), rival("sklearnex", "intelex")],
  boosting: [
    rival("sklearn", "scikit-learn", 3_000),
    rival("sklearn", "scikit-learn hist"),
    rival("lightgbm", "LightGBM"),
    rival("xgboost", "XGBoost hist"),
  ],
  neighbours: [rival("sklearn", "scikit-learn"), rival("sklearnex", "intelex")],
  svm: [
    rival("sklearn", "scikit-learn"),
    rival("sklearn", "scikit-learn with probabilities"),
    rival("sklearnex", "intelex"),
  ],
  "isolation forest": [rival("sklearn", "scikit-learn")],
  "local outlier factor": [rival("sklearn", "scikit-learn"), rival("sklearnex", "intelex")],
};

/** Models that `trees` means something to. */
export function hasTrees(model: ModelName): boolean {
  return model === "forest" || model === "boosting";
}

const DRAWING: readonly ModelName[] = ["forest", "isolation forest"];

/** Two forests with the same chances differ by their draws, so their AUC is the mean of so many. */
const SEEDS = 20;

/**
 * The seeds of one turn, which are those of no other turn. The first turn has a single one, because
 * it is also taken by rivals that are far behind.
 */
export function seedsOf(
  model: ModelName,
  { round, rounds }: { readonly round: number; readonly rounds: number },
): number[] {
  if (!DRAWING.includes(model)) return [0];
  if (round === 0 && rounds > 1) return [0];
  const count = Math.ceil(SEEDS / Math.max(1, rounds - 1));
  return Array.from({ length: count }, (_, i) => 1 + Math.max(0, round - 1) * count + i);
}

export const MODELS = Object.keys(RIVALS) as ModelName[];

/** How many rows are learned from. */
export const SIZES: readonly number[] = [303, 3_000, 30_000, 300_000];

/** Up to here the first fit of a fresh process counts too: a cell of a notebook runs once. */
export const MOST_ROWS_OF_FIRST_FIT = 3_000;

/** These take time in the square of the rows, on either side. */
const MOST_ROWS: Partial<Record<ModelName, number>> = {
  svm: 3_000,
  "local outlier factor": 3_000,
};

/** A forest of fully grown trees takes so long that fewer of them must do where rows are many. */
function treesOf(model: ModelName, rows: number): number {
  if (model !== "forest" || rows <= 3_000) return 100;
  return rows <= 30_000 ? 10 : 2;
}

/** Where columns or trees grow, this is what stays. */
const BASE = { rows: 1_000, columns: 20, trees: 30 };

/** The fits of these models at these sizes, in the order they are measured. */
export function planFits(models: readonly ModelName[], sizes: readonly number[]): PlannedFit[] {
  return models.flatMap((model) =>
    sizes.filter((rows) => rows <= (MOST_ROWS[model] ?? Infinity)).map((rows) => {
      return { along: "rows", fit: { model, columns: 20, rows, trees: treesOf(model, rows) } };
    })
  );
}

/** Fits of these models where columns grow, or trees. */
export function planGrowth(models: readonly ModelName[]): PlannedFit[] {
  return models.flatMap((model): PlannedFit[] => [
    ...[5, 20, 80].map((columns) => {
      return { along: "columns", fit: { ...BASE, model, columns } } as const;
    }),
    ...(hasTrees(model) ? [10, 50, 250] : []).map((trees) => {
      return { along: "trees", fit: { ...BASE, model, trees } } as const;
    }),
  ]);
}
