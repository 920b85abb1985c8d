/**
 * The vocabulary every room shares: types only, nothing that runs.
 *
 * Conventions that hold everywhere: 1 is disease; `p` is the probability of disease; a cell that
 * is missing is `null`, never `NaN`; nothing here is mutated once made.
 *
 * One word per thing:
 * - patient: a person. Row: one patient in a table, counted from 0 in code and from 1 in files.
 * - label: the known outcome, 0 or 1. Outcome: the column the labels come from.
 * - diseased and healthy: according to the label. Flagged and cleared: by the model at a threshold.
 * - feature: a measured column of the table. Column: one of the numbers made from it.
 * - preparation: how features become columns. Preprocessor: a preparation that was learned.
 * - settings: the parameters of a learner. Options: the optional arguments of a function.
 * - learner: from training data to a pipeline. Pipeline: a preprocessor with its model.
 * - model: a fitted model, plain JSON, from columns to `p`. Detector: from columns to an anomaly
 *   score.
 * - prediction: a `p`. Decision: the result of comparing it with a threshold.
 * - metric: from labels and predictions to a number that ranks models, with its direction.
 * - candidate: a model with its predictions, to choose from. Grid: the settings a search tries.
 * - fold: one part of a cross-validation. Split: the training and test rows of one fold.
 */

/** 1 = diseased, 0 = not. Never the other way round. */
export type Label = 0 | 1;

/** One value of one patient: a number, the name of a level, or `null` where it is missing. */
export type Cell = number | string | null;

/** One patient: feature name to value, in the words of a {@link FeatureSchema}. */
export type Row = Readonly<Record<string, Cell>>;

/** Fields that every feature has. */
interface FeatureBase {
  /** Column name in a table, such as `chol`. */
  readonly name: string;
  /** Display name, such as "Cholesterol". */
  readonly label: string;
  /** One sentence on what was measured and how. */
  readonly about: string;
  /** Texts that mean "not recorded" in this column alone, such as "-9". */
  readonly missing?: readonly string[];
}

/** A measurement on a scale. */
export interface NumberFeature extends FeatureBase {
  readonly kind: "number";
  /** Spelled out: "mg/dl", "mm Hg", "bpm", "years"; "" for a bare count. */
  readonly unit: string;
  /** Smallest and largest plausible value, both included. */
  readonly range: readonly [number, number];
  /** True if only whole numbers make sense. */
  readonly whole?: boolean;
  /** Texts that stand for a number, such as `{ "<5": 5 }`. */
  readonly codes?: Readonly<Record<string, number>>;
  /** The day that counts as 0, such as "2019-04-01": cells are then dates, read as days since. */
  readonly since?: string;
  /** Which part of a date with slashes comes first; without it such dates are refused. */
  readonly dates?: DateOrder;
  /** "," if the decimal separator is a comma. */
  readonly decimal?: ",";
}

/** "3/4/2021" is the third of April, or the fourth of March. */
export type DateOrder = "day/month/year" | "month/day/year";

/** One of a few named levels, the first of which is the reference level. */
export interface CategoryFeature extends FeatureBase {
  readonly kind: "category";
  readonly levels: readonly string[];
  /** Codes for the levels in coded files, such as `{ "1": "typical angina" }`. */
  readonly codes?: Readonly<Record<string, string>>;
}

export type Feature = NumberFeature | CategoryFeature;

/** The column that says who is diseased. */
export interface Outcome {
  readonly name: string;
  readonly label: string;
  /** The text that means 1, diseased. */
  readonly positive: string;
  /** The text that means 0, not diseased. */
  readonly negative: string;
  readonly about: string;
}

/** What a table of patients must look like. Plain JSON. */
export interface FeatureSchema {
  readonly name: string;
  readonly features: readonly Feature[];
  readonly outcome: Outcome;
  /** The column that names a row, if there is one. */
  readonly id?: string;
  /** Texts that mean "not recorded", besides the empty cell. */
  readonly missing: readonly string[];
}

/** Checked raw rows with their outcomes: what every learner starts from. */
export interface Dataset {
  readonly schema: FeatureSchema;
  readonly rows: readonly Row[];
  /** One per row. */
  readonly labels: readonly Label[];
  /** One per row, unique. */
  readonly ids: readonly string[];
}

/** Numbers in row-major order: cell (i, j) is `values[i * columns + j]`. */
export interface Matrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * One column of the matrix that a fitted preprocessor makes, with everything it learned. The cell
 * becomes `(x - mean) / scale`. For a number `x` is the cell; for a level it is 1 if the cell has
 * that level, else 0. A missing cell is first replaced by `fill`. Unscaled columns have mean 0 and
 * scale 1.
 */
export type PreparedColumn =
  | {
    readonly kind: "number";
    readonly feature: string;
    readonly fill: number;
    readonly mean: number;
    readonly scale: number;
  }
  | {
    readonly kind: "level";
    readonly feature: string;
    readonly level: string;
    readonly fill: string;
    readonly mean: number;
    readonly scale: number;
  };

/** Numbers ready for a learner: one row of `X`, one label and one weight per patient. */
export interface Training {
  readonly X: Matrix;
  /** 0 or 1 per row. */
  readonly y: Uint8Array;
  /** What each column of `X` is; a level's siblings share their `feature`. */
  readonly columns: readonly PreparedColumn[];
  /** How many patients each row counts for; default 1. */
  readonly weights?: Float64Array;
}

/** One split of the rows, as row numbers. No row is in both parts. */
export interface Split {
  /** Which repeat this fold belongs to, from 0. */
  readonly repeat: number;
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Probabilities with the true labels: the input of every metric. */
export interface Scored {
  /** 0 or 1. */
  readonly label: ArrayLike<number>;
  /** Probability of disease, in [0, 1]. */
  readonly p: ArrayLike<number>;
}

/** The table of out-of-fold predictions, by column: one entry per predicted patient and repeat. */
export interface PredictionTable extends Scored {
  /** Which repeat, from 0. Each patient appears once per repeat. */
  readonly repeat: Int32Array;
  /** Index into the splits that were used. */
  readonly split: Int32Array;
  /** Row number of the patient in the data set. */
  readonly row: Int32Array;
  readonly label: Uint8Array;
  readonly p: Float64Array;
}

/** An estimate with the ends of its interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Coverage, such as 0.95. */
  readonly level: number;
  /** How the interval was made, such as "Wilson". */
  readonly method: string;
}

/** A number that ranks models, with its direction and range. */
export interface Metric {
  readonly name: string;
  readonly better: "higher" | "lower";
  readonly range: readonly [number, number];
  /** Throws `RangeError` if the metric is undefined, for example with one class only. */
  readonly score: (scored: Scored) => number;
}

/**
 * Called as long work progresses: `done` of `total` steps. The caller awaits the returned promise,
 * if any, so that a display can be drawn in between.
 */
export type Progress = (done: number, total: number) => unknown;

/** Options of long-running work. */
export interface WorkOptions {
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}
