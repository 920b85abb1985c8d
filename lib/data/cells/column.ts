/** One feature of many records, read from bytes to numbers. */
import { parseCell, parseLabel } from "../../schema.ts";
import type { Feature, FeatureSchema } from "../../types.ts";
import { type CellBatch, textAt } from "./batch.ts";
import { readDecimal } from "./number.ts";

/** A number, or the place of a level among the feature's; `NaN` where the cell is missing. */
export type ColumnValues = Float64Array;

/** By record, the message of the first cell that the schema refuses. */
export type Refusals = Map<number, string>;

const COMMA = 0x2c, POINT = 0x2e;

/** Texts kept per feature, and the longest of them: levels and words for missing are few. */
const KEPT = 512, LONGEST = 64;
const SLOTS = 4 * KEPT;

/** A reader of bytes that reads the same bytes but once, as long as they are few. */
function remembering(
  read: (bytes: Uint8Array, start: number, end: number) => number,
): (bytes: Uint8Array, start: number, end: number) => number {
  const slots = new Int32Array(SLOTS).fill(-1);
  const pool = new Uint8Array(KEPT * LONGEST), lengths = new Int32Array(KEPT);
  const values = new Float64Array(KEPT);
  let kept = 0;

  const isKept = (entry: number, bytes: Uint8Array, start: number, length: number): boolean => {
    if (lengths[entry] !== length) return false;
    const from = entry * LONGEST;
    for (let k = 0; k < length; k++) if (pool[from + k] !== bytes[start + k]) return false;
    return true;
  };

  return (bytes, start, end) => {
    const length = end - start;
    if (length > LONGEST) return read(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at] | 0;
    // The last bits of a sum of products are the least mixed.
    let slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    for (; slots[slot] >= 0; slot = (slot + 1) & (SLOTS - 1)) {
      if (isKept(slots[slot], bytes, start, length)) return values[slots[slot]];
    }
    const value = read(bytes, start, end);
    if (kept < KEPT) {
      pool.set(bytes.subarray(start, end), kept * LONGEST);
      lengths[kept] = length;
      values[kept] = value;
      slots[slot] = kept++;
    }
    return value;
  };
}

/** Numbers that mean something else than themselves in some spelling: `parseCell` judges those. */
function specialNumbers(feature: Feature, missing: readonly string[]): number[] {
  const codes = feature.kind === "number" ? Object.keys(feature.codes ?? {}) : [];
  return [...missing, ...feature.missing ?? [], ...codes].map(Number).filter(Number.isFinite);
}

/** Reads a column of a batch into `values`, and adds to `refused` what the schema refuses. */
export type ReadColumn = (
  batch: CellBatch,
  place: { readonly column: number; readonly values: ColumnValues; readonly refused: Refusals },
) => void;

/**
 * A reader of one feature that takes and refuses what `parseCell` does, in the same words. A cell
 * that is a plain number within the range is read from its bytes; any other is handed to
 * `parseCell`, the same text but once.
 *
 * Records that are refused already, or do not have the header's cells, are passed over.
 */
export function columnReader(feature: Feature, missing: readonly string[]): ReadColumn {
  const asText = (bytes: Uint8Array, start: number, end: number): number => {
    const cell = parseCell(feature, textAt(bytes, start, end), { missing, where: "" });
    if (cell === null) return NaN;
    return feature.kind === "category" ? feature.levels.indexOf(cell as string) : cell as number;
  };
  const readText = remembering(asText);
  const isNumber = feature.kind === "number" && feature.since === undefined;
  const [low, high] = feature.kind === "number" ? feature.range : [0, 0];
  const whole = feature.kind === "number" && feature.whole === true;
  const comma = feature.kind === "number" && feature.decimal === "," ? COMMA : POINT;
  const special = specialNumbers(feature, missing);

  return ({ bytes, first, rows, columns, starts, ends, odd }, { column, values, refused }) => {
    for (let i = 0, cell = column; i < rows; i++, cell += columns) {
      const start = starts[cell], end = ends[cell];
      if (isNumber) {
        const value = readDecimal(bytes, start, end, comma);
        // Written so that NaN is not taken.
        if (
          value >= low && value <= high && (!whole || Number.isInteger(value)) &&
          !special.includes(value)
        ) {
          values[i] = value;
          continue;
        }
      }
      if (start === end) {
        values[i] = NaN;
        continue;
      }
      if (refused.has(i) || odd.has(i)) continue;
      try {
        values[i] = readText(bytes, start, end);
      } catch (error) {
        refused.set(i, `row ${first + i + 1}${(error as Error).message}`);
      }
    }
  };
}

/** A reader of the outcome, 0 or 1, that takes and refuses what `parseLabel` does. */
export function labelReader(schema: FeatureSchema): ReadColumn {
  const readText = remembering((bytes, start, end) =>
    parseLabel(schema, textAt(bytes, start, end), "")
  );
  return ({ bytes, first, rows, columns, starts, ends, odd }, { column, values, refused }) => {
    for (let i = 0, cell = column; i < rows; i++, cell += columns) {
      if (refused.has(i) || odd.has(i)) continue;
      try {
        values[i] = readText(bytes, starts[cell], ends[cell]);
      } catch (error) {
        refused.set(i, `row ${first + i + 1}${(error as Error).message}`);
      }
    }
  };
}
