/** How the odds of disease vary with each feature. */
import { demandName, demandOptions } from "../demand.ts";
import type { Dataset, Feature, Interval, Row } from "../types.ts";
import type { LevelOptions } from "../stats/intervals.ts";
import { oddsRatio } from "./odds-ratio.ts";
import { mean, sumOfSquares } from "../stats/moments.ts";

/** The odds ratio of one number, or of one level against the reference. */
export interface FeatureOdds {
  readonly feature: string;
  /** What is compared, such as "per 9.0 years" or "male against female". */
  readonly contrast: string;
  /** Patients with all required features recorded. */
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

/** The regression columns of a feature: a number, or each level but the first. */
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
 * The odds ratio of every feature, one feature at a time: for a number per standard deviation (the
 * sample's, over n - 1), for each level against the first level in the schema that occurs. Each
 * uses the patients with the feature recorded.
 *
 * @param options `adjustFor` names features to hold constant, such as sex. They get no odds ratio
 * themselves, and patients with any of them missing are left out.
 * @throws `RangeError` naming the feature where {@link oddsRatio} fails, such as for a level that
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
  demandOptions("univariableOdds", options, ["level", "adjustFor"]);
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
