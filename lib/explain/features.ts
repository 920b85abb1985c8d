/** Rows with some features replaced, the input of every method here. */
import { demandName } from "../demand.ts";
import type { Cell, Dataset, Feature, FeatureSchema, Row } from "../types.ts";

/**
 * The feature of this name.
 *
 * @throws `RangeError` that names the nearest features there are.
 */
export function findFeature(schema: FeatureSchema, name: string): Feature {
  demandName("feature", name, schema.features.map((feature) => feature.name));
  return schema.features.find((feature) => feature.name === name)!;
}

/** {@link findFeature} for a feature that must be a number. */
export function findNumber(
  schema: FeatureSchema,
  name: string,
): Extract<Feature, { kind: "number" }> {
  const feature = findFeature(schema, name);
  if (feature.kind === "number") return feature;
  throw new RangeError(`feature "${name}": expected a number, got a category`);
}

/** The rows with these cells replaced. */
export function withCells(rows: readonly Row[], cells: Row): Row[] {
  return rows.map((row) => ({ ...row, ...cells }));
}

/** The rows with the features `names` taken from other rows: row i gets those of `from[i]`. */
export function withCellsFrom(
  rows: readonly Row[],
  { names, from }: { readonly names: readonly string[]; readonly from: readonly number[] },
): Row[] {
  return rows.map((row, i) => {
    const other = rows[from[i]];
    const changed: Record<string, Cell> = { ...row };
    for (const name of names) changed[name] = other[name];
    return changed;
  });
}

/** The recorded numbers of a feature, in ascending order. */
export function sortedNumbers(rows: readonly Row[], name: string): number[] {
  const recorded = rows.map((row) => row[name]).filter((cell) => cell !== null);
  return (recorded as number[]).sort((a, b) => a - b);
}

/**
 * Refuses a row that lacks a feature of the schema or does not record it.
 *
 * @throws `TypeError` for a feature that is absent, `RangeError` for one that is missing.
 */
export function checkComplete(schema: FeatureSchema, row: Row, method: string): void {
  for (const { name } of schema.features) {
    if (row[name] === undefined) {
      throw new TypeError(`${method}: expected a column ${name}, got none`);
    }
    if (row[name] === null) {
      throw new RangeError(`${method}: expected ${name} to be recorded, got a missing value`);
    }
  }
}

/** Held-out patients with their model. */
export interface HeldOut<Fitted> {
  readonly pipeline: Fitted;
  /** Its training patients. */
  readonly train: Dataset;
  readonly test: Dataset;
  /** Their row numbers in the whole data set. */
  readonly rows: readonly number[];
}
