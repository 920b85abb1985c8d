/** Derived features of the heart data, each with a clinical reason. */
import { demandKnown } from "../demand.ts";
import type { DerivedFeature } from "../prepare/derived.ts";

/** Derived features of the exercise test: chronotropic response and the ST segment. */
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
    formula: ["/", "thalach", ["-", 220, "age"]],
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
    formula: ["*", "thalach", "trestbps"],
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
    formula: ["if", ["=", "slope", { level: "upsloping" }], 0, "oldpeak"],
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
    formula: [
      "if",
      ["=", "slope", { level: "upsloping" }],
      { level: "no" },
      ["if", [">=", "oldpeak", 1], { level: "yes" }, { level: "no" }],
    ],
    source: "Gibbons et al. (2002), Circulation 106(14), doi:10.1161/01.CIR.0000034670.06526.15",
  },
];

/** Some of {@link heartDerived}, by name; `RangeError` for an unknown name. */
export function pickDerived(names: readonly string[]): DerivedFeature[] {
  return names.map((name) => {
    const known = heartDerived.map(({ feature }) => feature.name);
    demandKnown("derived feature", name, known);
    return heartDerived[known.indexOf(name)];
  });
}
