/** Outliers, by fences that are learned from training rows. */
import type { Dataset, Row } from "../types.ts";
import { numberCell } from "./cells.ts";
import { median, quantile } from "../stats/quantile.ts";
import { recordedValues, standardise } from "./recorded.ts";

/** The rule for outliers; see {@link fitFences}. */
export type OutlierRule = "z-score" | "interquartile" | "robust z";

/** How to learn fences. */
export interface FenceSettings {
  readonly rule: OutlierRule;
  /** Default 3 for the z-score, 1.5 for the interquartile range and 3.5 for the robust z. */
  readonly cutoff?: number;
  /** Numbers to fence; default all with a spread by this rule. */
  readonly features?: readonly string[];
}

/** The range of ordinary values, both ends included. */
export interface Fence {
  readonly feature: string;
  readonly low: number;
  readonly high: number;
}

/** One cell outside its fence. */
export interface Outlier {
  /** Row number, from 0. */
  readonly row: number;
  readonly feature: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The lower and upper starting points of a rule, and the unit of its cutoff. */
interface Spread {
  readonly from: readonly [number, number];
  readonly unit: number;
}

/** The standard normal's upper quartile: scales a median deviation to a standard deviation. */
const NORMAL_QUARTILE = 0.6744897501960817;

const RULES: Readonly<
  Record<OutlierRule, { cutoff: number; measure: (values: readonly number[]) => Spread }>
> = {
  "z-score": {
    cutoff: 3,
    measure: (values) => {
      const { mean, scale } = standardise(values);
      return { from: [mean, mean], unit: new Set(values).size > 1 ? scale : 0 };
    },
  },
  interquartile: {
    cutoff: 1.5,
    measure: (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const low = quantile(sorted, 0.25), high = quantile(sorted, 0.75);
      return { from: [low, high], unit: high - low };
    },
  },
  "robust z": {
    cutoff: 3.5,
    measure: (values) => {
      const middle = median(values);
      const deviation = median(values.map((value) => Math.abs(value - middle)));
      return { from: [middle, middle], unit: deviation / NORMAL_QUARTILE };
    },
  },
};

/**
 * Learns fences from the recorded values of training rows.
 *
 * - `"z-score"`: mean ± 3 population standard deviations.
 * - `"interquartile"`: from 1.5 interquartile ranges below the lower quartile to as much above the
 *   upper (type 7 quartiles). Tukey (1977), Exploratory Data Analysis.
 * - `"robust z"`: median ± 3.5 median absolute deviations over 0.6745. Iglewicz & Hoaglin (1993),
 *   How to Detect and Handle Outliers.
 *
 * A number without spread by the rule gets no fence, for example a number that is 0 in more than
 * half of the rows under the robust z.
 *
 * @throws `RangeError` for a cutoff that is not above 0, or a feature named in the settings that
 * is not a number or has no spread.
 *
 * @example
 * ```ts
 * import { fitFences } from "heartbook/prepare/outliers.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [chol] = fitFences(readHeart(), { rule: "interquartile", features: ["chol"] });
 * assertEquals(chol, { feature: "chol", low: 115, high: 371 });
 * ```
 */
export function fitFences(train: Dataset, settings: FenceSettings): Fence[] {
  const { rule, features } = settings;
  const { measure, cutoff: usual } = RULES[rule];
  const cutoff = settings.cutoff ?? usual;
  if (!(cutoff > 0 && cutoff < Infinity)) {
    throw new RangeError(`cutoff: expected a number above 0, got ${cutoff}`);
  }
  const numbers = train.schema.features.filter(({ kind }) => kind === "number")
    .map(({ name }) => name);
  return (features ?? numbers).flatMap((feature) => {
    if (!numbers.includes(feature)) {
      throw new RangeError(`feature ${feature}: expected one of ${numbers.join(", ")}`);
    }
    const { from, unit } = measure(recordedValues(train, feature) as number[]);
    if (unit > 0) {
      return [{ feature, low: from[0] - cutoff * unit, high: from[1] + cutoff * unit }];
    }
    if (features === undefined) return [];
    throw new RangeError(`feature ${feature}: expected a spread by the ${rule} rule, got none`);
  });
}

/**
 * Every recorded cell outside its fence, row by row: for inspection before any change.
 *
 * @example
 * ```ts
 * import { fitFences, flagOutliers } from "heartbook/prepare/outliers.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const patients = readHeart();
 * const fences = fitFences(patients, { rule: "z-score", features: ["chol"] });
 * assertEquals(flagOutliers(fences, patients.rows).map(({ value }) => value), [417, 407, 564, 409]);
 * ```
 */
export function flagOutliers(fences: readonly Fence[], rows: readonly Row[]): Outlier[] {
  return rows.flatMap((row, i) =>
    fences.flatMap(({ feature, low, high }) => {
      const value = numberCell(row, feature, i);
      const isOrdinary = value === null || (value >= low && value <= high);
      return isOrdinary ? [] : [{ row: i, feature, value, low, high }];
    })
  );
}

/** The row with outliers moved onto their fence; missing cells stay missing. */
export function clipRow(fences: readonly Fence[], row: Row, place: number): Row {
  const clipped = fences.map(({ feature, low, high }) => {
    const value = numberCell(row, feature, place);
    return [feature, value === null ? null : Math.min(high, Math.max(low, value))] as const;
  });
  return { ...row, ...Object.fromEntries(clipped) };
}
