/** Out-of-fold predictions in the order of the patients. */
import type { PredictionTable } from "../types.ts";

/**
 * The table sorted by repeat and patient, so that tables from different splits can be compared
 * patient by patient; with `only`, restricted to some patients.
 *
 * @param options `only` returns whether to keep a row number.
 *
 * @example
 * ```ts
 * import { byPatient } from "heartbook/resample/by-patient.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = {
 *   repeat: Int32Array.of(0, 0, 0),
 *   split: Int32Array.of(0, 0, 1),
 *   row: Int32Array.of(2, 0, 1),
 *   label: Uint8Array.of(1, 0, 0),
 *   p: Float64Array.of(0.9, 0.1, 0.4),
 * };
 * assertEquals([...byPatient(table).p], [0.1, 0.4, 0.9]);
 * assertEquals([...byPatient(table, { only: (row) => row > 0 }).p], [0.4, 0.9]);
 * ```
 */
export function byPatient(
  table: PredictionTable,
  options: { readonly only?: (row: number) => boolean } = {},
): PredictionTable {
  const { only = () => true } = options;
  const order = [...table.row.keys()].filter((i) => only(table.row[i]))
    .sort((a, b) => table.repeat[a] - table.repeat[b] || table.row[a] - table.row[b]);
  return {
    repeat: Int32Array.from(order, (i) => table.repeat[i]),
    split: Int32Array.from(order, (i) => table.split[i]),
    row: Int32Array.from(order, (i) => table.row[i]),
    label: Uint8Array.from(order, (i) => table.label[i]),
    p: Float64Array.from(order, (i) => table.p[i]),
  };
}
