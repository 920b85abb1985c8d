/** Missingness indicators: whether a cell was recorded, as a separate feature. */
import type { CategoryFeature, Dataset, FeatureSchema, Row } from "../types.ts";
import { isRecorded } from "./cells.ts";

function indicatorName(feature: string): string {
  return `${feature}_missing`;
}

/** The features to indicate: those named, or all with a missing training cell. */
export function chooseIndicated(train: Dataset, named?: readonly string[]): string[] {
  const names = train.schema.features.map(({ name }) => name);
  const strange = named?.find((name) => !names.includes(name));
  if (strange !== undefined) {
    throw new RangeError(`feature ${strange}: expected one of ${names.join(", ")}`);
  }
  return [...named ?? names.filter((name) => train.rows.some((row) => row[name] === null))];
}

/** The category of "no" and "yes" for a feature. */
export function indicatorOf(name: string): CategoryFeature {
  return {
    kind: "category",
    name: indicatorName(name),
    label: `${name} not recorded`,
    levels: ["no", "yes"],
    about: `Whether ${name} is missing.`,
  };
}

/** The schema with a category of "no" and "yes" for each of these features. */
export function indicateSchema(schema: FeatureSchema, features: readonly string[]): FeatureSchema {
  return { ...schema, features: [...schema.features, ...features.map(indicatorOf)] };
}

/** The row with "yes" for each of these features that is missing, else "no". */
export function indicateRow(features: readonly string[], row: Row, place: number): Row {
  const indicated = features.map((name) =>
    [indicatorName(name), isRecorded(row, name, place) ? "no" : "yes"] as const
  );
  return { ...row, ...Object.fromEntries(indicated) };
}
