/**
 * Steps applied to rows before they become numbers: an ordered list, each step learned from the
 * training rows as the previous steps leave them, and kept as plain data.
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

/** A step as requested. */
export type StepSettings =
  /** Adds derived features. */
  | { readonly kind: "derive"; readonly features: readonly DerivedFeature[] }
  /** Moves outliers onto their fence. */
  | { readonly kind: "clip" } & FenceSettings
  /**
   * Adds a missingness category for each named feature; default each with a missing training cell.
   */
  | { readonly kind: "indicate-missing"; readonly features?: readonly string[] }
  /** Fills from the `k` nearest training patients, default 5. */
  | { readonly kind: "impute-neighbours"; readonly k?: number }
  /** Fills numbers by chained ridge regression. */
  | { readonly kind: "impute-iterative" } & IterativeSettings
  /** Drops features that are nearly constant or redundant. */
  | { readonly kind: "select" } & SelectSettings;

/** A step with everything it learned. Plain JSON. */
export type RowStep =
  | { readonly kind: "derive"; readonly features: readonly DerivedFeature[] }
  | { readonly kind: "clip"; readonly fences: readonly Fence[] }
  | { readonly kind: "indicate-missing"; readonly features: readonly string[] }
  | { readonly kind: "impute-neighbours" } & NeighbourFilling
  | { readonly kind: "impute-iterative" } & IterativeFilling
  | { readonly kind: "select"; readonly features: readonly string[] };

type Settings<Kind> = Extract<StepSettings, { readonly kind: Kind }>;
type Step<Kind> = Extract<RowStep, { readonly kind: Kind }>;

/** Everything the other rooms need to know about one kind of step. */
interface StepRecord<Kind> {
  readonly fit: (train: Dataset, settings: Settings<Kind>) => Step<Kind>;
  /** The row after the step; `place` is its row number, for errors. */
  readonly apply: (step: Step<Kind>, row: Row, place: number) => Row;
  /** The schema after the step, if it changes. */
  readonly schema?: (step: Step<Kind>, schema: FeatureSchema) => FeatureSchema;
}

/** One record per kind of step: a kind without one does not compile. */
const stepRecords: { readonly [Kind in RowStep["kind"]]: StepRecord<Kind> } = {
  derive: {
    fit: (_, settings) => settings,
    apply: (step, row) => deriveRow(step.features, row),
    schema: (step, schema) => extendSchema(schema, step.features),
  },
  clip: {
    fit: (train, settings) => ({ kind: "clip", fences: fitFences(train, settings) }),
    apply: (step, row, place) => clipRow(step.fences, row, place),
  },
  "indicate-missing": {
    fit: (train, { kind, features }) => ({ kind, features: chooseIndicated(train, features) }),
    apply: (step, row, place) => indicateRow(step.features, row, place),
    schema: (step, schema) => indicateSchema(schema, step.features),
  },
  "impute-neighbours": {
    fit: (train, { kind, k = 5 }) => ({ kind, ...fitNeighbourFilling(train, k) }),
    apply: fillFromNeighbours,
  },
  "impute-iterative": {
    fit: (train, settings) => ({ kind: settings.kind, ...fitIterativeFilling(train, settings) }),
    apply: fillIteratively,
  },
  select: {
    fit: (train, settings) => ({ kind: "select", features: selectFeatures(train, settings) }),
    apply: (_, row) => row, // later columns pick their features by name
    schema: (step, schema) => pickFeatures(schema, step.features),
  },
};

function recordOf({ kind }: { readonly kind: RowStep["kind"] }): StepRecord<RowStep["kind"]> {
  return stepRecords[kind] as StepRecord<RowStep["kind"]>;
}

/** The schema after a step. */
export function changeSchema(schema: FeatureSchema, step: RowStep): FeatureSchema {
  return recordOf(step).schema?.(step, schema) ?? schema;
}

/** Rows after all steps, in order; each row separately. */
export function applySteps(steps: readonly RowStep[], rows: readonly Row[]): readonly Row[] {
  return rows.map((row, i) =>
    steps.reduce((changed, step) => recordOf(step).apply(step, changed, i), row)
  );
}

/** Learned steps, and the training patients after them. */
export interface FittedSteps {
  readonly steps: readonly RowStep[];
  readonly train: Dataset;
}

/**
 * Learns the steps in sequence.
 *
 * @throws as the steps do; `RangeError` for a derived feature that needs what the schema lacks.
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
    const step = recordOf(settings).fit(changed, settings);
    steps.push(step);
    changed = {
      ...changed,
      schema: changeSchema(changed.schema, step),
      rows: applySteps([step], changed.rows),
    };
  }
  return { steps, train: changed };
}
