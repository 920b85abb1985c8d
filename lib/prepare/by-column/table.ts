/** Features of some patients, read column by column. */
import { describeComputable, isComputable } from "../../demand.ts";
import type { CategoryFeature, Feature } from "../../types.ts";

/** The values of one feature. */
export type FeatureValues = Float64Array | Float32Array;

/** Features of some patients: numbers, or places among a feature's levels; `NaN` where missing. */
export interface FeatureColumns {
  readonly features: readonly Feature[];
  /** One per feature, with an entry for each of `rows`, and maybe for others. */
  readonly values: readonly FeatureValues[];
  /** Which entries, in order. */
  readonly rows: Int32Array;
}

/** One feature with its values. */
export interface FeatureColumn {
  readonly feature: Feature;
  readonly values: FeatureValues;
}

/**
 * The column of this name.
 *
 * @throws `TypeError` where there is none, or one of another kind.
 */
export function columnOf(
  { features, values }: FeatureColumns,
  name: string,
  kind?: Feature["kind"],
): FeatureColumn {
  const f = features.findIndex((feature) => feature.name === name);
  if (f < 0) throw new TypeError(`expected a column ${name}, got none`);
  const feature = features[f];
  if (kind !== undefined && feature.kind !== kind) {
    throw new TypeError(`column ${name}: expected a ${kind}, got a ${feature.kind}`);
  }
  return { feature, values: values[f] };
}

/** The table with these columns in place of those of their names, or behind all. */
export function withColumns(
  table: FeatureColumns,
  columns: readonly FeatureColumn[],
): FeatureColumns {
  const all = new Map(table.features.map((feature, f) => [
    feature.name,
    { feature, values: table.values[f] },
  ]));
  for (const column of columns) all.set(column.feature.name, column);
  const changed = [...all.values()];
  return {
    features: changed.map(({ feature }) => feature),
    values: changed.map(({ values }) => values),
    rows: table.rows,
  };
}

/** Throws a `RangeError` for a number that is too large to compute with; missing ones pass. */
export function checkComputable(name: string, value: number): void {
  if (value === value && !isComputable(value)) {
    throw new RangeError(
      `column ${name}: expected ${describeComputable(value)} or null, got ${value}`,
    );
  }
}

/** The places of levels, those that are new coming behind the feature's own. */
export function levelPlaces(feature: CategoryFeature): {
  readonly placeOf: (level: string) => number;
  /** The feature with the levels that have a place by now. */
  readonly grown: () => CategoryFeature;
} {
  const places = new Map<string, number>();
  const levels = [...feature.levels];
  levels.forEach((level, i) => places.has(level) || places.set(level, i));
  return {
    placeOf: (level) => {
      const known = places.get(level);
      if (known !== undefined) return known;
      places.set(level, levels.length);
      return levels.push(level) - 1;
    },
    grown: () => ({ ...feature, levels }),
  };
}
