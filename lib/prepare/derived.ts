/** Derived features: their formula is plain data, so a file or SQL can hold it. */
import type { Cell, Dataset, Feature, FeatureSchema, Row } from "../types.ts";

/** What to compute from the cells of one patient: a tree of plain JSON. */
export type Formula =
  | number
  /** The cell of a feature, by name. */
  | string
  /** A level, as a result or to compare with. */
  | { readonly level: string }
  | readonly ["+" | "-" | "*" | "/", Formula, Formula]
  /** A condition, the result if it holds, and the result if it does not. */
  | readonly ["if", Condition, Formula, Formula];

/** Whether one formula equals another, or is at least as large. */
export type Condition = readonly ["=" | ">=", Formula, Formula];

/** One feature computed from others of the same patient. Nothing is learned. Plain JSON. */
export interface DerivedFeature {
  /** The resulting feature, as a schema describes it. */
  readonly feature: Feature;
  readonly formula: Formula;
  /** Source of the formula. */
  readonly source: string;
}

/** The features a formula reads, each once. */
export function featuresOf(formula: Formula): string[] {
  if (typeof formula === "string") return [formula];
  if (!Array.isArray(formula)) return [];
  const [, ...parts] = formula as readonly [string, ...Formula[]];
  return [...new Set(parts.flatMap(featuresOf))];
}

/** `NaN` if any intermediate value is not a finite number. */
function compute(formula: Formula, read: (feature: string) => Cell): number | string {
  if (typeof formula === "number") return formula;
  if (typeof formula === "string") return read(formula)!;
  if ("level" in formula) return formula.level;
  if (formula[0] === "if") {
    const [, [test, left, right], then, otherwise] = formula;
    const a = compute(left, read), b = compute(right, read);
    if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
    return compute((test === "=" ? a === b : a >= b) ? then : otherwise, read);
  }
  const a = Number(compute(formula[1], read)), b = Number(compute(formula[2], read));
  const value = calculate[formula[0]](a, b);
  return Number.isFinite(value) ? value : NaN;
}

const calculate = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
};

/** Where a formula finds what it needs. */
interface DerivedFrom {
  /** The features that it reads. */
  readonly needs: readonly string[];
  /** The patient's cell of a feature. */
  readonly read: (feature: string) => Cell;
}

/** The derived cell: missing if a needed feature is missing or on division by zero. */
export function deriveCell(formula: Formula, { needs, read }: DerivedFrom): Cell {
  for (const need of needs) if (read(need) === null) return null;
  const value = compute(formula, read);
  return Number.isNaN(value) ? null : value;
}

/** The schema with derived features after its own; `RangeError` if it lacks a needed feature. */
export function extendSchema(
  schema: FeatureSchema,
  derived: readonly DerivedFeature[],
): FeatureSchema {
  const names = schema.features.map(({ name }) => name);
  for (const { feature, formula } of derived) {
    const absent = featuresOf(formula).filter((need) => !names.includes(need));
    if (absent.length > 0) {
      throw new RangeError(`${feature.name}: needs ${absent.join(", ")}, which the schema lacks`);
    }
    if (names.includes(feature.name)) {
      throw new RangeError(`${feature.name}: the schema has such a feature already`);
    }
  }
  return { ...schema, features: [...schema.features, ...derived.map(({ feature }) => feature)] };
}

const needs = new WeakMap<DerivedFeature, readonly string[]>();

/** What a derived feature reads: found once, not for every row. */
function needsOf(derived: DerivedFeature): readonly string[] {
  let known = needs.get(derived);
  if (known === undefined) needs.set(derived, known = featuresOf(derived.formula));
  return known;
}

/** The row with derived features added. */
export function deriveRow(derived: readonly DerivedFeature[], row: Row): Row {
  const read = (feature: string): Cell => row[feature];
  const added: Record<string, Cell> = { ...row };
  for (const each of derived) {
    added[each.feature.name] = deriveCell(each.formula, { needs: needsOf(each), read });
  }
  return added;
}

/**
 * The same patients with derived features added. Each patient is treated separately, so this may be
 * done before a split.
 *
 * @throws `RangeError` where the schema lacks what a derived feature needs.
 *
 * @example
 * ```ts
 * import { derive } from "heartbook/prepare/derived.ts";
 * import { heartDerived } from "heartbook/heart/derived.ts";
 * import { readHeart } from "heartbook/heart/heart.ts";
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
