/** What a preparation learns from the training rows of a file, and the numbers it makes of them. */
import { makeAscending } from "../../../models/tree/order.ts";
import { prepareColumns } from "../../../prepare/by-column.ts";
import { type ColumnSettings, levelColumns } from "../../../prepare/columns.ts";
import type { Preprocessor } from "../../../prepare/preprocessor.ts";
import { mostCounted, scaleOf } from "../../../prepare/recorded.ts";
import { median } from "../../../stats/quantile.ts";
import type { Matrix, PreparedColumn } from "../../../types.ts";
import { BLOCK, type FileTable, gatherRows, shortest } from "./table.ts";

/** Rows of a file that a model learns from: those held out have no part in anything. */
export interface FileTraining {
  readonly table: FileTable;
  /** 1 for each row that is held out. */
  readonly heldOut: Uint8Array;
  /** Training rows drawn at random, in order: medians and bins are learned from these alone. */
  readonly sample: Int32Array;
}

/** How many rows are not held out. */
export function countTraining({ table, heldOut }: FileTraining): number {
  return heldOut.reduce((left, held) => left - held, table.rows);
}

/** Rows prepared at once. */
const STEP = 4096;

/** The median of the numbers that stood in the file. */
function medianOf(unsorted: Float32Array): number {
  const { values } = makeAscending(unsorted.length)(unsorted), middle = values.length / 2;
  return median(
    [Math.ceil(middle) - 1, Math.floor(middle)].map((place) => shortest(values[place])),
  );
}

/** Mean and population standard deviation of a number over all training rows, filled. */
function momentsOf(
  { table: { blocks }, heldOut }: FileTraining,
  f: number,
  { fill, count }: { readonly fill: number; readonly count: number },
): { readonly mean: number; readonly deviation: number } {
  let sum = 0, squares = 0;
  for (const [b, { rows, values }] of blocks.entries()) {
    const column = values[f];
    for (let i = 0; i < rows; i++) {
      const value = column[i];
      if (heldOut[b * BLOCK + i] === 0) sum += value === value ? value : fill;
    }
  }
  const mean = sum / count;
  for (const [b, { rows, values }] of blocks.entries()) {
    const column = values[f];
    for (let i = 0; i < rows; i++) {
      const value = column[i];
      if (heldOut[b * BLOCK + i] === 0) squares += ((value === value ? value : fill) - mean) ** 2;
    }
  }
  return { mean, deviation: Math.sqrt(squares / count) };
}

/** How many training rows have each level of a category. */
function countLevels(
  { table: { blocks }, heldOut }: FileTraining,
  f: number,
  levels: number,
): number[] {
  const counts = new Array<number>(levels).fill(0);
  for (const [b, { rows, values }] of blocks.entries()) {
    const column = values[f];
    for (let i = 0; i < rows; i++) {
      const level = column[i];
      if (heldOut[b * BLOCK + i] === 0 && level === level) counts[level]++;
    }
  }
  return counts;
}

/**
 * Columns as `fitColumns` makes them, with mean and scale of all training rows; the median that
 * fills a number is that of the sample.
 *
 * @throws `RangeError` for a feature that no row of the sample records.
 */
export function fitFileColumns(
  training: FileTraining,
  { numbers, levels }: ColumnSettings,
): Preprocessor {
  const { table, sample } = training;
  const { features, values } = gatherRows(table, sample).table;
  const count = countTraining(training);
  const columns = features.flatMap((feature, f): PreparedColumn[] => {
    const recorded = (values[f] as Float32Array).filter((value) => !Number.isNaN(value));
    if (recorded.length === 0) {
      throw new RangeError(
        `column ${feature.name}: expected a recorded value in at least one of ${sample.length} ` +
          "training rows, got none; leave the feature out",
      );
    }
    if (feature.kind === "category") {
      const counts = countLevels(training, f, feature.levels.length);
      return levelColumns(feature, mostCounted(feature.levels, counts), { levels });
    }
    const number = { kind: "number", feature: feature.name, fill: medianOf(recorded) } as const;
    if (numbers === "raw") return [{ ...number, mean: 0, scale: 1 }];
    const { mean, deviation } = momentsOf(training, f, { fill: number.fill, count });
    return [{ ...number, mean, scale: scaleOf(mean, deviation) }];
  });
  return { columns };
}

/** Prepared training rows that follow each other, the first of them number `from`. */
export interface PreparedBlock {
  readonly from: number;
  readonly X: Matrix;
  readonly y: Uint8Array;
}

/** All training rows of the file, prepared as they are asked for. */
export function* prepareFile(
  { table: { schema: { features }, blocks }, heldOut }: FileTraining,
  preprocessor: Preprocessor,
): Generator<PreparedBlock> {
  let done = 0;
  for (const [b, { rows, values, y }] of blocks.entries()) {
    for (let from = 0; from < rows; from += STEP) {
      const to = Math.min(rows, from + STEP), some = new Int32Array(to - from);
      let count = 0;
      for (let row = from; row < to; row++) if (heldOut[b * BLOCK + row] === 0) some[count++] = row;
      const kept = some.subarray(0, count), outcomes = new Uint8Array(count);
      for (let i = 0; i < count; i++) outcomes[i] = y[kept[i]];
      yield {
        from: done,
        X: prepareColumns(preprocessor, { features, values, rows: kept }),
        y: outcomes,
      };
      done += count;
    }
  }
}
