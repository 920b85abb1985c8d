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

/** The median of the recorded cells; `NaN` if there are none. */
function medianOf({ counts, isWhole }: CellTable, { values, rising }: CellColumn): number {
  return isWhole
    ? median(recordedIn(values))
    : medianOfPart(values, { order: rising(), times: counts() });
}

/** The same of places that count some times or never, given in order: at the half of the count. */
function medianOfPart(
  values: Float64Array,
  { order, times }: { readonly order: Int32Array; readonly times: Int32Array },
): number {
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

/** As `standardise` does, without room for the filled cells: making it takes longer than the sums. */
function standardisePart(
  values: Float64Array,
  { places, fill }: { readonly places: Int32Array; readonly fill: number },
): Omit<Learned<number>, "fill"> {
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
  return { mean, scale: scaleOf(mean, Math.sqrt(squares / length)) };
}

/** How often each level occurs; nothing if there are none. */
function countLevels(
  { places }: CellTable,
  { values, levels }: CellColumn,
): Int32Array | undefined {
  const counts = new Int32Array(levels.length);
  let recorded = 0;
  for (let i = 0; i < places.length; i++) {
    const level = values[places[i]];
    if (level !== level) continue;
    counts[level]++;
    recorded++;
  }
  return recorded === 0 ? undefined : counts;
}

/** `undefined` where no row records the feature, or a cell is not of its kind. */
export function learnByColumn(
  table: CellTable,
  feature: Feature,
  numbers: "standardised" | "raw",
): Learned<number | string> | undefined {
  const cells = table.column(feature.name);
  if (cells?.kind !== feature.kind) return undefined;
  if (feature.kind === "category") {
    const seen = countLevels(table, cells);
    if (seen === undefined) return undefined;
    const counts = feature.levels.map((level) => seen[cells.levels.indexOf(level)] ?? 0);
    return { fill: mostCounted(feature.levels, counts), ...AS_IT_IS };
  }
  const fill = medianOf(table, cells), { places } = table;
  if (Number.isNaN(fill)) return undefined;
  const scale = numbers === "raw" ? AS_IT_IS : standardisePart(cells.values, { places, fill });
  return { fill, ...scale };
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
