/** The predictors that all four hospitals measured, and their patients reduced to them. */
import { takeFeatures } from "../../data/dataset.ts";
import { dropFeatures } from "../../schema.ts";
import type { Dataset } from "../../types.ts";
import { hospitalSchema } from "./parse.ts";

/**
 * Rarely recorded outside Cleveland: two are separate examinations, one is a reading of the ECG.
 */
const rarelyMeasured = ["slope", "ca", "thal"] as const;

/**
 * The same patients with the ten predictors that every hospital measured (except cholesterol, which
 * Switzerland did not measure), in the schema of all four.
 */
export function takeMeasuredEverywhere(dataset: Dataset): Dataset {
  return takeFeatures(dataset, dropFeatures(hospitalSchema, rarelyMeasured));
}
