/** One feature of many records, read from bytes to numbers. */
import { labelText, type OutcomeRule } from "../draft/outcome.ts";
import { parseCell, parseLabel } from "../../schema.ts";
import type { Feature, FeatureSchema } from "../../types.ts";
import { cellText } from "../parquet.ts";
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

/** The same for texts. */
function rememberingTexts(read: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    if (known.size < KEPT) known.set(text, value);
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
 * A reader that takes plain numbers where `takes` says so, and hands any other text to `parse`,
 * whose message becomes that of the record.
 */
function readerOf(
  parse: (text: string) => number,
  { takes, comma = POINT }: { takes?: (value: number) => boolean; comma?: number } = {},
): ReadColumn {
  const readBytes = remembering((bytes, start, end) => parse(textAt(bytes, start, end)));
  const readText = rememberingTexts(parse);

  return (batch, { column, values, refused }) => {
    const { first, rows, columns, odd, given } = batch;
    const refuse = (i: number, error: unknown): void => {
      refused.set(i, `row ${first + i + 1}${(error as Error).message}`);
    };
    if (given !== undefined) {
      const cells = given[column];
      for (let i = 0; i < rows; i++) {
        const value = cells[i];
        if (takes !== undefined && typeof value === "number" && takes(value)) {
          values[i] = value;
        } else if (!refused.has(i)) {
          try {
            values[i] = readText(typeof value === "string" ? value : cellText(value) ?? "");
          } catch (error) {
            refuse(i, error);
          }
        }
      }
      return;
    }
    const { bytes, starts, ends } = batch;
    for (let i = 0, cell = column; i < rows; i++, cell += columns) {
      const start = starts[cell], end = ends[cell];
      if (takes !== undefined) {
        const value = readDecimal(bytes, start, end, comma);
        if (takes(value)) {
          values[i] = value;
          continue;
        }
      }
      if (refused.has(i) || odd.has(i)) continue;
      try {
        values[i] = readBytes(bytes, start, end);
      } catch (error) {
        refuse(i, error);
      }
    }
  };
}

/**
 * A reader of one feature that takes and refuses what `parseCell` does, in the same words. A cell
 * that is a plain number within the range is read from its bytes; any other is handed to
 * `parseCell`, the same text but once.
 *
 * Records that are refused already, or do not have the header's cells, are passed over.
 */
export function columnReader(feature: Feature, missing: readonly string[]): ReadColumn {
  const options = { missing, where: "" };
  if (feature.kind === "category") {
    return readerOf((text) => {
      const level = parseCell(feature, text, options);
      return level === null ? NaN : feature.levels.indexOf(level as string);
    });
  }
  const { range: [low, high], whole, since, decimal } = feature;
  const special = specialNumbers(feature, missing);
  const parse = (text: string): number => parseCell(feature, text, options) as number ?? NaN;
  if (since !== undefined) return readerOf(parse);
  return readerOf(parse, {
    comma: decimal === "," ? COMMA : POINT,
    // Written so that NaN is not taken.
    takes: (value) =>
      value >= low && value <= high && (!whole || Number.isInteger(value)) &&
      !special.includes(value),
  });
}

/**
 * A reader of the outcome, 0 or 1, that takes and refuses what `parseLabel` does.
 *
 * @param rule How texts become one of the two, if they are not what the schema calls them. It gives
 * `NaN` where nothing is recorded, and refuses a text that it does not know.
 */
export function labelReader(schema: FeatureSchema, rule?: OutcomeRule): ReadColumn {
  if (rule === undefined) return readerOf((text) => parseLabel(schema, text, ""));
  const { missing, outcome: { name } } = schema;
  const expected = "above" in rule
    ? "a number"
    : [...rule.positive, ...rule.negative].map((text) => `"${text}"`).join(", ");
  return readerOf((cell) => {
    const text = cell.trim();
    if (text === "" || missing.includes(text)) return NaN;
    const label = labelText(rule, text);
    if (label !== null) return label;
    throw new RangeError(`, column ${name}: expected ${expected}, got "${text}"`);
  });
}
