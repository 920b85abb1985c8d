/** What all four hospitals measured, and their patients reduced to it. */
import { takeFeatures } from "../../data/dataset.ts";
import { dropFeatures } from "../../schema.ts";
import type { Dataset } from "../../types.ts";
import { hospitalSchema } from "./parse.ts";

/** Hardly anybody outside Cleveland has them: two are examinations of their own, one a reading. */
const rarelyMeasured = ["slope", "ca", "thal"] as const;

/**
 * The same patients with the ten predictors that every hospital measured (cholesterol but for
 * Switzerland, where it was not), in the schema of all four.
 */
export function takeMeasuredEverywhere(dataset: Dataset): Dataset {
  return takeFeatures(dataset, dropFeatures(hospitalSchema, rarelyMeasured));
}
