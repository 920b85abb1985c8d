/** Rows read column by column: once for a table and for all parts that are taken out of it. */
import { isComputable } from "../demand.ts";
import { firstAtLeast } from "../stats/first-at-least.ts";
import type { Row } from "../types.ts";

/** The cells of one column: numbers, or places among its texts; `NaN` where missing. */
export interface CellColumn {
  /** What is in it; `undefined` where nothing is recorded. */
  readonly kind: "number" | "category" | undefined;
  /** The texts of a category, as they first occur. */
  readonly levels: readonly string[];
  readonly values: Float64Array;
  /** The places of the recorded cells by rising value. */
  readonly rising: () => Int32Array;
}

/** Rows as places in a table that is read by column. */
export interface CellTable {
  /** Where each row stands in the columns. */
  readonly places: Int32Array;
  /** Whether there is one row at each place. */
  readonly isWhole: boolean;
  /** How many rows stand at each place. */
  readonly counts: () => Int32Array;
  /**
   * The column of this name; `undefined` where it holds anything but numbers to compute with, or
   * anything but texts: then the rows have to be read one by one, which says what is wrong.
   */
  readonly column: (name: string) => CellColumn | undefined;
}

/** `compute()` at the first call, and the same ever after. */
function once<Value>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => value ??= compute();
}

function readColumn(rows: readonly Row[], name: string): CellColumn | undefined {
  const values = new Float64Array(rows.length);
  const levels = new Map<string, number>();
  let numbers = false;
  for (let i = 0; i < rows.length; i++) {
    const cell: unknown = rows[i][name];
    if (cell === null) values[i] = NaN;
    else if (typeof cell === "number" && isComputable(cell)) {
      values[i] = cell;
      numbers = true;
    } else if (typeof cell === "string") {
      const place = levels.get(cell) ?? levels.size;
      if (place === levels.size) levels.set(cell, place);
      values[i] = place;
    } else return undefined;
    if (numbers && levels.size > 0) return undefined;
  }
  const rising = once(() => risingPlaces(values));
  const kind = numbers ? "number" : levels.size > 0 ? "category" : undefined;
  return { kind, levels: [...levels.keys()], values, rising };
}

/** A copy without what is `NaN`. */
export function recordedIn(values: Float64Array): Float64Array {
  const recorded = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === values[i]) recorded[count++] = values[i];
  }
  return recorded.subarray(0, count);
}

/**
 * The places of the numbers in `values` by rising value, equal ones in their order; `NaN` is left
 * out. The numbers are sorted alone, because a sort that has to ask for each pair takes longer.
 */
export function risingPlaces(values: Float64Array): Int32Array {
  const sorted = recordedIn(values).sort();
  const passed = new Int32Array(sorted.length), places = new Int32Array(sorted.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== value) continue;
    const first = firstAtLeast(sorted, value);
    places[first + passed[first]++] = i;
  }
  return places;
}

function countUp(length: number): Int32Array {
  const places = new Int32Array(length);
  for (let i = 0; i < length; i++) places[i] = i;
  return places;
}

type Columns = CellTable["column"];

function columnsOf(rows: readonly Row[]): Columns {
  const read = new Map<string, CellColumn | undefined>();
  return (name) => {
    if (!read.has(name)) read.set(name, readColumn(rows, name));
    return read.get(name);
  };
}

/** The parts that were taken out of tables. */
const parts = new WeakMap<readonly Row[], CellTable>();
/** The columns of the tables that parts were taken of. */
const tables = new WeakMap<readonly Row[], Columns>();

function toTable(places: Int32Array, { column, length }: {
  readonly column: Columns;
  readonly length: number;
}): CellTable {
  const counts = once(() => {
    const counted = new Int32Array(length);
    for (let i = 0; i < places.length; i++) counted[places[i]]++;
    return counted;
  });
  return { places, isWhole: false, counts, column };
}

/** Remembers that the rows of a part are those with these numbers of another list of rows. */
export function rememberPart(
  part: readonly Row[],
  { of, rows }: { readonly of: readonly Row[]; readonly rows: readonly number[] },
): void {
  const whole = parts.get(of);
  if (whole !== undefined) {
    const places = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) places[i] = whole.places[rows[i]];
    parts.set(part, toTable(places, { column: whole.column, length: whole.counts().length }));
    return;
  }
  let column = tables.get(of);
  if (column === undefined) {
    column = columnsOf(of);
    tables.set(of, column);
  }
  parts.set(part, toTable(new Int32Array(rows), { column, length: of.length }));
}

/** The rows as a table; its columns are shared with all other parts of the same rows. */
export function tableOf(rows: readonly Row[]): CellTable {
  const part = parts.get(rows);
  if (part !== undefined) return part;
  const { length } = rows, column = tables.get(rows) ?? columnsOf(rows);
  return { ...toTable(countUp(length), { column, length }), isWhole: true };
}
