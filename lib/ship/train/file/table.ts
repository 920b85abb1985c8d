/** A table file as numbers, block by block: four bytes per cell, whatever the text was. */
import { columnReader, labelReader } from "../../../data/cells/column.ts";
import type { CellStream } from "../../../data/cells/csv.ts";
import { withCells } from "../../../data/cells/open.ts";
import type { Doubt } from "../../../data/draft/doubt.ts";
import type { OutcomeRule } from "../../../data/draft/outcome.ts";
import type { FeatureColumns } from "../../../prepare/by-column/table.ts";
import { countOf } from "../../../text.ts";
import type { Cell, Dataset, Feature, FeatureSchema, Label, WorkOptions } from "../../../types.ts";
import { type GroupBits, readGroups } from "./groups.ts";

/** Rows of a block. */
export const BLOCK = 2 ** 16;

/** Some rows that follow each other. */
export interface FileBlock {
  /** Filled, of {@link BLOCK}. */
  rows: number;
  /** One per feature: numbers, or places among its levels; `NaN` where missing. */
  readonly values: readonly Float32Array[];
  readonly y: Uint8Array;
  /** Which rows belong together; absent where no column says so. */
  readonly groups?: GroupBits;
}

/** A whole file, in numbers rounded to float32, as the trees take them anyway. */
export interface FileTable {
  readonly schema: FeatureSchema;
  readonly rows: number;
  readonly blocks: readonly FileBlock[];
  /** What had to be assumed to read it. */
  readonly doubts: readonly Doubt[];
}

function emptyBlock(features: readonly Feature[], isGrouped: boolean): FileBlock {
  return {
    rows: 0,
    values: features.map(() => new Float32Array(BLOCK)),
    y: new Uint8Array(BLOCK),
    ...(isGrouped ? { groups: new Uint32Array(BLOCK) } : {}),
  };
}

/** The places of the features, the outcome, and the group if one is asked for. */
function findColumns(
  columns: readonly string[],
  { schema: { features, outcome }, group }: ReadFileOptions,
): number[] {
  const wanted = [...features.map(({ name }) => name), outcome.name];
  if (group !== undefined) wanted.push(group);
  const missing = wanted.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new SyntaxError(
      `column ${missing.join(", ")} is missing; there are ${columns.join(", ")}`,
    );
  }
  return wanted.map((name) => columns.indexOf(name));
}

/** What a file is read by. */
export interface ReadFileOptions extends WorkOptions {
  readonly schema: FeatureSchema;
  /**
   * How texts become one of the two outcomes, if they are not what the schema calls them. Rows
   * without an outcome are then left out.
   */
  readonly outcome?: OutcomeRule;
  /** The column whose repeated values are one person, as in a `Draft`. */
  readonly group?: string;
}

/** The places of the rows whose outcome is known; what the schema refuses in others is no matter. */
function knownRows(y: Float64Array, refused: Map<number, string>): Int32Array {
  const known = new Int32Array(y.length);
  let count = 0;
  for (let i = 0; i < y.length; i++) {
    if (y[i] === y[i]) known[count++] = i;
    else refused.delete(i);
  }
  return known.subarray(0, count);
}

function doubtUnknown({ outcome }: FeatureSchema, rows: number): Doubt[] {
  return rows === 0 ? [] : [{
    column: outcome.name,
    seen: `${countOf(rows, "row")} without a known outcome`,
    assumed: "they are left out",
    otherwise: "fill in their outcome",
  }];
}

async function readCells(
  { columns, batches, position, doubts }: CellStream,
  options: ReadFileOptions,
): Promise<FileTable> {
  const { schema, outcome, group, progress, signal } = options;
  const { features, missing } = schema;
  const places = findColumns(columns, options), isGrouped = group !== undefined;
  const readers = [
    ...features.map((feature) => columnReader(feature, missing)),
    labelReader(schema, outcome),
  ];
  const blocks = [emptyBlock(features, isGrouped)];
  let rows = 0, unknown = 0;
  for await (const batch of batches) {
    signal?.throwIfAborted();
    const refused = new Map<number, string>();
    for (const [record, { length }] of batch.odd) {
      const expected = `expected ${columns.length} cells, got ${length}`;
      refused.set(record, `row ${batch.first + record + 1}: ${expected}`);
    }
    const read = readers.map((each, f) => {
      const values = new Float64Array(batch.rows);
      each(batch, { column: places[f], values, refused });
      return values;
    });
    const groups = isGrouped ? readGroups(batch, places[features.length + 1]) : undefined;
    const known = knownRows(read[features.length], refused);
    if (refused.size > 0) throw new SyntaxError(refused.get(Math.min(...refused.keys())));
    if (known.length < batch.rows) {
      // In place: no row moves behind one that is still to be read.
      for (let i = 0; i < known.length && groups !== undefined; i++) groups[i] = groups[known[i]];
      for (const [f, values] of read.entries()) {
        read[f] = Float64Array.from(known, (i) => values[i]);
      }
    }
    for (let from = 0; from < known.length;) {
      if (blocks.at(-1)!.rows === BLOCK) blocks.push(emptyBlock(features, isGrouped));
      const block = blocks.at(-1)!;
      const to = Math.min(known.length, from + BLOCK - block.rows);
      block.values.forEach((values, f) => values.set(read[f].subarray(from, to), block.rows));
      block.y.set(read[features.length].subarray(from, to), block.rows);
      if (groups !== undefined) block.groups?.set(groups.subarray(from, to), block.rows);
      block.rows += to - from;
      from = to;
    }
    rows += known.length;
    unknown += batch.rows - known.length;
    await progress?.(...position());
  }
  if (rows === 0) {
    throw new SyntaxError(
      unknown === 0
        ? "has a header but no rows"
        : `no row has an outcome in ${schema.outcome.name}`,
    );
  }
  return { schema, rows, blocks, doubts: [...doubts, ...doubtUnknown(schema, unknown)] };
}

/**
 * Reads a CSV or Parquet file of any size. Columns that the schema does not know are passed over.
 *
 * @throws `SyntaxError` naming the file for a missing column, no rows, and the first row that the
 * schema refuses, with its number from 1 below the header and the column; else as `withCells` does.
 */
export function readFileTable(
  path: string,
  options: ReadFileOptions,
): Promise<FileTable> {
  return withCells(path, (cells) => readCells(cells, options));
}

/** Which rows of a table belong together, of all rows; `undefined` where no column says so. */
export function joinGroups({ rows, blocks }: FileTable): GroupBits | undefined {
  if (blocks[0].groups === undefined) return undefined;
  const joined = new Uint32Array(rows);
  for (const [b, block] of blocks.entries()) {
    joined.set(block.groups!.subarray(0, block.rows), b * BLOCK);
  }
  return joined;
}

/** Some rows of a table, by number, with their outcomes. */
export function gatherRows(
  { schema: { features }, blocks }: FileTable,
  rows: Int32Array,
): { readonly table: FeatureColumns; readonly y: Uint8Array } {
  const values = features.map((_, f) => {
    const gathered = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      gathered[i] = blocks[Math.floor(rows[i] / BLOCK)].values[f][rows[i] % BLOCK];
    }
    return gathered;
  });
  return {
    table: { features, values, rows: Int32Array.from(rows.keys()) },
    y: Uint8Array.from(rows, (row) => blocks[Math.floor(row / BLOCK)].y[row % BLOCK]),
  };
}

/** The shortest decimal that rounds to this float32: what stood in the file, up to seven digits. */
export function shortest(value: number): number {
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/**
 * Some rows of a table as a data set. Rows of one group share an id; where there are no groups, each
 * has its number in the file.
 */
export function takeFileRows(table: FileTable, rows: Int32Array): Dataset {
  const { table: { features, values }, y } = gatherRows(table, rows);
  const toCell = (feature: Feature, value: number): Cell => {
    if (Number.isNaN(value)) return null;
    return feature.kind === "category" ? feature.levels[value] : shortest(value);
  };
  return {
    schema: table.schema,
    rows: Array.from(rows, (_, i) =>
      Object.fromEntries(
        features.map((feature, f) => [feature.name, toCell(feature, values[f][i])]),
      )),
    labels: Array.from(y, (label) => label as Label),
    ids: Array.from(rows, (row) => {
      const { groups } = table.blocks[Math.floor(row / BLOCK)];
      return groups === undefined ? String(row + 1) : `group ${groups[row % BLOCK]}`;
    }),
  };
}
