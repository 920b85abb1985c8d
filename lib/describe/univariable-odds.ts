/** By how much the odds of disease differ, feature by feature. */
import { demandName } from "../demand.ts";
import type { Dataset, Feature, Interval, Row } from "../types.ts";
import type { LevelOptions } from "../stats/intervals.ts";
import { oddsRatio } from "./odds-ratio.ts";
import { mean, sumOfSquares } from "../stats/moments.ts";

/** The odds ratio of one number, or of one level against the reference. */
export interface FeatureOdds {
  readonly feature: string;
  /** What is compared, such as "per 9.0 years" or "male against female". */
  readonly contrast: string;
  /** Patients who record all that was needed. */
  readonly patients: number;
  readonly ratio: Interval;
}

interface Contrast {
  readonly contrast: string;
  readonly column: readonly number[];
}

function perDeviation({ unit }: { unit: string }, values: readonly number[]): Contrast {
  const centre = mean(values);
  const deviation = Math.sqrt(sumOfSquares(values) / (values.length - 1));
  return {
    contrast: `per ${deviation.toPrecision(2)} ${unit}`.trimEnd(),
    column: values.map((value) => (value - centre) / deviation),
  };
}

/** The columns that stand for a feature in a regression: a number, or each level but the first. */
function contrastsOf(feature: Feature, rows: readonly Row[]): Contrast[] {
  const cells = rows.map((row) => row[feature.name]);
  if (feature.kind === "number") return [perDeviation(feature, cells as number[])];
  const [reference, ...levels] = feature.levels.filter((level) => cells.includes(level));
  return levels.map((level) => ({
    contrast: `${level} against ${reference}`,
    column: cells.map((cell) => Number(cell === level)),
  }));
}

/**
 * The odds ratios of every feature, one feature at a time: of a number per standard deviation (the
 * sample's, over n - 1), of each level against the first in the schema that any patient has. Each
 * uses the patients who record the feature.
 *
 * @param options `adjustFor` names features to hold constant, such as sex; they themselves are left
 * out of the answer, and so are patients who do not record them.
 * @throws `RangeError` naming the feature for what {@link oddsRatio} refuses, such as a level that
 * only the diseased have: merge it with another first.
 *
 * @example
 * ```ts
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { univariableOdds } from "heartbook/describe/univariable-odds.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const sex = univariableOdds(readHeart()).find(({ feature }) => feature === "sex")!;
 * assertEquals(sex.contrast, "male against female");
 * assertAlmostEquals(sex.ratio.estimate, (114 / 92) / (25 / 72), 1e-9);
 * ```
 */
export function univariableOdds(
  dataset: Dataset,
  options: LevelOptions & { readonly adjustFor?: readonly string[] } = {},
): FeatureOdds[] {
  const { adjustFor = [] } = options;
  const { features } = dataset.schema;
  const adjusting = adjustFor.map((name) => {
    demandName("adjustFor", name, features.map((each) => each.name));
    return features.find((each) => each.name === name)!;
  });
  return features.filter((feature) => !adjusting.includes(feature)).flatMap((feature) => {
    const needed = [feature, ...adjusting];
    const kept = dataset.rows.flatMap((row, i) =>
      needed.every(({ name }) => row[name] !== null) ? [i] : []
    );
    const rows = kept.map((i) => dataset.rows[i]);
    const label = kept.map((i) => dataset.labels[i]);
    const held = adjusting.flatMap((each) => contrastsOf(each, rows));
    const contrasts = contrastsOf(feature, rows);
    return contrasts.map(({ contrast, column }) => {
      const siblings = contrasts.filter((each) => each.contrast !== contrast);
      const others = [...siblings, ...held].map((each) => each.column);
      try {
        const ratio = oddsRatio({ label, column, others }, options);
        return { feature: feature.name, contrast, patients: rows.length, ratio };
      } catch (error) {
        throw new RangeError(`${feature.name}, ${contrast}: ${(error as Error).message}`);
      }
    });
  });
}
