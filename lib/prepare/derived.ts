/** Features that follow from others, for a clinical reason, in one place and one spelling. */
import type { Dataset, Feature, FeatureSchema, Row } from "../types.ts";

/** One feature computed from others of the same patient. Nothing is learned. */
export interface DerivedFeature {
  /** What comes out, as a schema describes it. */
  readonly feature: Feature;
  /** The features it is computed from; where one is missing, so is the result. */
  readonly needs: readonly string[];
  /** Called with every need recorded. */
  readonly compute: (row: Row) => number | string;
  /** Where the reason comes from. */
  readonly source: string;
}

/** What the exercise test says beyond its raw numbers: how far the heart kept up, and the ST segment. */
export const heartDerived: readonly DerivedFeature[] = [
  {
    feature: {
      kind: "number",
      name: "heart_rate_reached",
      label: "Share of the predicted maximum heart rate",
      unit: "",
      range: [0.2, 2],
      about: "Maximum heart rate over 220 minus age; below 0.85 the heart did not keep up.",
    },
    needs: ["thalach", "age"],
    compute: (row) => Number(row.thalach) / (220 - Number(row.age)),
    source: "Lauer et al. (1999), JAMA 281(6), doi:10.1001/jama.281.6.524",
  },
  {
    feature: {
      kind: "number",
      name: "rate_pressure_product",
      label: "Rate-pressure product",
      unit: "bpm mm Hg",
      range: [3000, 60000],
      about: "Maximum heart rate times systolic pressure, a stand-in for the heart's use of " +
        "oxygen. The pressure here is the one at rest: that of peak exercise was not recorded.",
    },
    needs: ["thalach", "trestbps"],
    compute: (row) => Number(row.thalach) * Number(row.trestbps),
    source: "Gobel et al. (1978), Circulation 57(3), doi:10.1161/01.CIR.57.3.549",
  },
  {
    feature: {
      kind: "number",
      name: "st_by_slope",
      label: "ST depression that is flat or downsloping",
      unit: "mm",
      range: [0, 10],
      about: "ST depression where the segment does not slope upward, else 0: an upward slope is " +
        "the common harmless one.",
    },
    needs: ["oldpeak", "slope"],
    compute: (row) => row.slope === "upsloping" ? 0 : Number(row.oldpeak),
    source: "Gibbons et al. (2002), Circulation 106(14), doi:10.1161/01.CIR.0000034670.06526.15",
  },
  {
    feature: {
      kind: "category",
      name: "exercise_ecg_positive",
      label: "Positive exercise ECG",
      levels: ["no", "yes"],
      about: "At least 1 mm of flat or downsloping ST depression.",
    },
    needs: ["oldpeak", "slope"],
    compute: (row) => row.slope !== "upsloping" && Number(row.oldpeak) >= 1 ? "yes" : "no",
    source: "Gibbons et al. (2002), Circulation 106(14), doi:10.1161/01.CIR.0000034670.06526.15",
  },
];

/** The schema with derived features after its own; `RangeError` where a need is not in it. */
export function extendSchema(
  schema: FeatureSchema,
  derived: readonly DerivedFeature[],
): FeatureSchema {
  const names = schema.features.map(({ name }) => name);
  for (const { feature, needs } of derived) {
    const absent = needs.filter((need) => !names.includes(need));
    if (absent.length > 0) {
      throw new RangeError(`${feature.name}: needs ${absent.join(", ")}, which the schema lacks`);
    }
    if (names.includes(feature.name)) {
      throw new RangeError(`${feature.name}: the schema has such a feature already`);
    }
  }
  return { ...schema, features: [...schema.features, ...derived.map(({ feature }) => feature)] };
}

/** The row with derived features beside its own. */
export function deriveRow(derived: readonly DerivedFeature[], row: Row): Row {
  const added = derived.map(({ feature, needs, compute }) => {
    const isComplete = needs.every((need) => row[need] !== null);
    return [feature.name, isComplete ? compute(row) : null] as const;
  });
  return { ...row, ...Object.fromEntries(added) };
}

/**
 * The same patients with derived features beside their own. Each patient is looked at alone, so
 * this may be done before a split.
 *
 * @throws `RangeError` where the schema lacks what a derived feature needs.
 *
 * @example
 * ```ts
 * import { derive, heartDerived } from "heartbook/prepare/derived.ts";
 * import { readHeart } from "heartbook/data/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = derive(readHeart(), heartDerived).rows; // 63 years, 150 bpm, 145 mm Hg
 * assertEquals(first.heart_rate_reached, 150 / 157);
 * assertEquals(first.rate_pressure_product, 21750);
 * ```
 */
export function derive(dataset: Dataset, derived: readonly DerivedFeature[]): Dataset {
  return {
    ...dataset,
    schema: extendSchema(dataset.schema, derived),
    rows: dataset.rows.map((row) => deriveRow(derived, row)),
  };
}
