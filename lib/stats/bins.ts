/** Reference and recent patients, counted per bin. */
import type { Cell, Feature } from "../types.ts";

/** How many reference and recent patients fall into the bin. */
export interface Bin {
  /** A level, a range such as "48 to 56" (its upper end included), or "not recorded". */
  readonly label: string;
  readonly reference: number;
  readonly recent: number;
}

/** One column of the reference and of the recent patients, sorted as in a `Sample`. */
export interface ColumnPair {
  readonly reference: readonly Cell[];
  readonly recent: readonly Cell[];
}

/** The column's recorded cells, which come before the missing ones. */
export function recorded<Value extends Cell>(cells: readonly Cell[]): Exclude<Value, null>[] {
  return cells.filter((cell) => cell !== null) as Exclude<Value, null>[];
}

function count({ reference, recent }: ColumnPair, label: string, is: (cell: Cell) => boolean): Bin {
  return { label, reference: reference.filter(is).length, recent: recent.filter(is).length };
}

/** The reference's distinct deciles, without its largest value: no bin lies above that. */
function cutPoints(sorted: readonly number[]): number[] {
  const deciles = Array.from({ length: 9 }, (_, k) => {
    return sorted[Math.ceil((k + 1) * sorted.length / 10) - 1];
  });
  return [...new Set(deciles)].filter((cut) => cut < sorted[sorted.length - 1]);
}

function binNumbers(pair: ColumnPair): Bin[] {
  const cuts = cutPoints(recorded<number>(pair.reference));
  if (cuts.length === 0) return [count(pair, "recorded", (cell) => cell !== null)];
  return Array.from({ length: cuts.length + 1 }, (_, k) => {
    const low = cuts[k - 1] ?? -Infinity, high = cuts[k] ?? Infinity;
    const [from, to] = [low, high].map((cut) => Number(cut.toPrecision(3)));
    const label = k === 0
      ? `up to ${to}`
      : k === cuts.length
      ? `above ${from}`
      : `${from} to ${to}`;
    return count(pair, label, (cell) => {
      return typeof cell === "number" && cell > low && cell <= high;
    });
  });
}

/**
 * Patients per bin of one feature: by level, or by the deciles of the reference's recorded values
 * (type 1: observed values), with fewer bins if values tie. Missing cells have their own bin. Bins
 * that are empty on both sides are left out.
 *
 * @example
 * ```ts
 * import { heartSchema } from "heartbook/heart/heart.ts";
 * import { countBins } from "heartbook/stats/bins.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sex = heartSchema.features.find(({ name }) => name === "sex")!;
 * assertEquals(countBins(sex, { reference: ["female", "male"], recent: ["male", null] }), [
 *   { label: "female", reference: 1, recent: 0 },
 *   { label: "male", reference: 1, recent: 1 },
 *   { label: "not recorded", reference: 0, recent: 1 },
 * ]);
 * ```
 */
export function countBins(feature: Feature, pair: ColumnPair): Bin[] {
  const bins = feature.kind === "number"
    ? binNumbers(pair)
    : feature.levels.map((level) => count(pair, level, (cell) => cell === level));
  const missing = count(pair, "not recorded", (cell) => cell === null);
  return [...bins, missing].filter(({ reference, recent }) => reference + recent > 0);
}
