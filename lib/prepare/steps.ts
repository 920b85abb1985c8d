/**
 * What is done to rows before they become numbers: an ordered list of steps, each learned from
 * the training rows as the steps before it leave them, and kept as plain data.
 */
import { pickFeatures } from "../schema.ts";
import type { Dataset, FeatureSchema, Row } from "../types.ts";
import { type DerivedFeature, deriveRow, extendSchema } from "./derived.ts";
import {
  fillIteratively,
  fitIterativeFilling,
  type IterativeFilling,
  type IterativeSettings,
} from "./impute-iterative.ts";
import {
  fillFromNeighbours,
  fitNeighbourFilling,
  type NeighbourFilling,
} from "./impute-neighbours.ts";
import { chooseIndicated, indicateRow, indicateSchema } from "./indicate-missing.ts";
import { clipRow, type Fence, type FenceSettings, fitFences } from "./outliers.ts";
import { selectFeatures, type SelectSettings } from "./select.ts";

/** A step as it is asked for. */
export type StepSettings =
  /** Adds features that follow from others. */
  | { readonly kind: "derive"; readonly features: readonly DerivedFeature[] }
  /** Moves outliers onto their fence. */
  | { readonly kind: "clip" } & FenceSettings
  /** Adds a category for each named feature, or each that some training row does not record. */
  | { readonly kind: "indicate-missing"; readonly features?: readonly string[] }
  /** Fills from the `k` nearest training patients, 5 unless given. */
  | { readonly kind: "impute-neighbours"; readonly k?: number }
  /** Fills numbers by chained ridge regression. */
  | { readonly kind: "impute-iterative" } & IterativeSettings
  /** Drops features that say next to nothing or the same as another. */
  | { readonly kind: "select" } & SelectSettings;

/** A step with all that it learned. Plain JSON. */
export type RowStep =
  | { readonly kind: "derive"; readonly features: readonly DerivedFeature[] }
  | { readonly kind: "clip"; readonly fences: readonly Fence[] }
  | { readonly kind: "indicate-missing"; readonly features: readonly string[] }
  | { readonly kind: "impute-neighbours" } & NeighbourFilling
  | { readonly kind: "impute-iterative" } & IterativeFilling
  | { readonly kind: "select"; readonly features: readonly string[] };

function fitStep(train: Dataset, settings: StepSettings): RowStep {
  const { kind } = settings;
  switch (kind) {
    case "derive":
      return settings;
    case "clip":
      return { kind, fences: fitFences(train, settings) };
    case "indicate-missing":
      return { kind, features: chooseIndicated(train, settings.features) };
    case "impute-neighbours":
      return { kind, ...fitNeighbourFilling(train, settings.k ?? 5) };
    case "impute-iterative":
      return { kind, ...fitIterativeFilling(train, settings) };
    case "select":
      return { kind, features: selectFeatures(train, settings) };
  }
}

function changeSchema(schema: FeatureSchema, step: RowStep): FeatureSchema {
  switch (step.kind) {
    case "derive":
      return extendSchema(schema, step.features);
    case "indicate-missing":
      return indicateSchema(schema, step.features);
    case "select":
      return pickFeatures(schema, step.features);
    default:
      return schema;
  }
}

function applyStep(step: RowStep, row: Row, place: number): Row {
  switch (step.kind) {
    case "derive":
      return deriveRow(step.features, row);
    case "clip":
      return clipRow(step.fences, row, place);
    case "indicate-missing":
      return indicateRow(step.features, row, place);
    case "impute-neighbours":
      return fillFromNeighbours(step, row, place);
    case "impute-iterative":
      return fillIteratively(step, row, place);
    case "select":
      return row; // the columns that follow name what they want
  }
}

/** Rows after all steps, in order; each row is looked at alone. */
export function applySteps(steps: readonly RowStep[], rows: readonly Row[]): readonly Row[] {
  return rows.map((row, i) => steps.reduce((changed, step) => applyStep(step, changed, i), row));
}

/** Steps that have been learned, and the training patients as they leave them. */
export interface FittedSteps {
  readonly steps: readonly RowStep[];
  readonly train: Dataset;
}

/**
 * Learns the steps one after the other.
 *
 * @throws what the steps throw; `RangeError` for a derived feature that needs what the schema lacks.
 *
 * @example
 * ```ts
 * import { fitSteps } from "heartbook/prepare/steps.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { train } = fitSteps(readHeart(), [
 *   { kind: "indicate-missing" },
 *   { kind: "impute-neighbours", k: 5 },
 * ]);
 * assertEquals(train.rows[302].ca, 0); // as in all five who are most like him
 * assertEquals(train.rows[302].ca_missing, "yes");
 * ```
 */
export function fitSteps(train: Dataset, wanted: readonly StepSettings[]): FittedSteps {
  const steps: RowStep[] = [];
  let changed = train;
  for (const settings of wanted) {
    const step = fitStep(changed, settings);
    steps.push(step);
    changed = {
      ...changed,
      schema: changeSchema(changed.schema, step),
      rows: applySteps([step], changed.rows),
    };
  }
  return { steps, train: changed };
}
