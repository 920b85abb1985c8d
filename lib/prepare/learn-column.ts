/** What a column learns from the training rows: what fills its gaps, and its scale. */
import { type CellColumn, type CellTable, recordedIn } from "../data/cell-columns.ts";
import { square } from "../stats/moments.ts";
import { median } from "../stats/quantile.ts";
import type { Dataset, Feature } from "../types.ts";
import { mostCounted, mostFrequent, recordedValues, scaleOf, standardise } from "./recorded.ts";

/** The filling of missing cells, and what to take off and divide by. */
export interface Learned<Fill> {
  readonly fill: Fill;
  readonly mean: number;
  readonly scale: number;
}

const AS_IT_IS = { mean: 0, scale: 1 };

/** The median of the recorded cells; of a part, at the half of a count by rising value. */
function medianOf({ counts, isWhole }: CellTable, { values, rising }: CellColumn): number {
  if (isWhole) return median(recordedIn(values));
  const times = counts(), order = rising();
  let recorded = 0;
  for (let i = 0; i < order.length; i++) recorded += times[order[i]];
  const middle = recorded >> 1;
  let passed = 0, below = NaN;
  for (let i = 0; i < order.length; i++) {
    const place = order[i];
    passed += times[place];
    if (passed >= middle && Number.isNaN(below)) below = values[place];
    if (passed > middle) return recorded % 2 === 1 ? values[place] : (below + values[place]) / 2;
  }
  return NaN;
}

function learnNumber(table: CellTable, cells: CellColumn, standardised: boolean): Learned<number> {
  const fill = medianOf(table, cells), { values } = cells, { places } = table;
  if (!standardised) return { fill, ...AS_IT_IS };
  // As `standardise` does, without room for the filled cells: making it takes longer than the sums.
  const { length } = places;
  let sum = 0, squares = 0;
  for (let i = 0; i < length; i++) {
    const value = values[places[i]];
    sum += value === value ? value : fill;
  }
  const mean = sum / length;
  for (let i = 0; i < length; i++) {
    const value = values[places[i]];
    squares += square((value === value ? value : fill) - mean);
  }
  return { fill, mean, scale: scaleOf(mean, Math.sqrt(squares / length)) };
}

function learnLevel(
  { places }: CellTable,
  { values, levels }: CellColumn,
  of: readonly string[],
): Learned<string> {
  const seen = new Int32Array(levels.length);
  for (let i = 0; i < places.length; i++) {
    const level = values[places[i]];
    if (level === level) seen[level]++;
  }
  const counts = of.map((level) => seen[levels.indexOf(level)] ?? 0);
  return { fill: mostCounted(of, counts), ...AS_IT_IS };
}

/** `undefined` where no row records the feature, or a cell is not of its kind. */
export function learnByColumn(
  table: CellTable,
  feature: Feature,
  numbers: "standardised" | "raw",
): Learned<number | string> | undefined {
  const cells = table.column(feature.name);
  if (cells?.kind !== feature.kind) return undefined;
  if (!table.places.some((place) => !Number.isNaN(cells.values[place]))) return undefined;
  return feature.kind === "number"
    ? learnNumber(table, cells, numbers === "standardised")
    : learnLevel(table, cells, feature.levels);
}

/** The same from the cells of each row, which says what is wrong with them. */
export function learnByRow(
  train: Dataset,
  feature: Feature,
  numbers: "standardised" | "raw",
): Learned<number | string> {
  const values = recordedValues(train, feature.name);
  if (feature.kind === "category") {
    return { fill: mostFrequent(values as string[], feature.levels), ...AS_IT_IS };
  }
  const fill = median(values as number[]);
  const filled = train.rows.map((row) => (row[feature.name] ?? fill) as number);
  return { fill, ...numbers === "standardised" ? standardise(filled) : AS_IT_IS };
}
