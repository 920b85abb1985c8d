/** Which rows belong to which patient, the unit of every interval. */

import type { Scored } from "../types.ts";

/** Scored rows that may name their patients, as a prediction table does. */
export type MaybeRepeated = Scored & { readonly row?: ArrayLike<number> };

/** The patients of a table, numbered from 0 in order of first appearance. */
export interface Patients {
  readonly count: number;
  /** The number of the patient, one entry per row. */
  readonly of: Int32Array;
}

/**
 * Numbers the patients: by `row` if the table has it, so that repeated predictions of one patient
 * stay together; otherwise every row is a separate patient.
 *
 * @example
 * ```ts
 * import { numberPatients } from "heartbook/measure/patients.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const repeated = { label: [1, 0, 1], p: [0.9, 0.2, 0.8], row: [17, 4, 17] };
 * assertEquals(numberPatients(repeated), { count: 2, of: Int32Array.of(0, 1, 0) });
 * ```
 */
export function numberPatients({ row, p }: MaybeRepeated): Patients {
  if (row === undefined) return { count: p.length, of: new Int32Array(p.length).map((_, i) => i) };
  const numbers = new Map<number, number>();
  const of = Int32Array.from(row, (each) => {
    if (!numbers.has(each)) numbers.set(each, numbers.size);
    return numbers.get(each)!;
  });
  return { count: numbers.size, of };
}

/**
 * Returns its argument, or throws `RangeError` if a patient appears more than once, for methods
 * that treat rows as independent patients.
 *
 * @example
 * ```ts
 * import { checkOncePerPatient } from "heartbook/measure/patients.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const repeated = { label: [1, 0, 1], p: [0.9, 0.2, 0.8], row: [17, 4, 17] };
 * assertThrows(() => checkOncePerPatient(repeated), RangeError, "2 patients in 3 rows");
 * ```
 */
export function checkOncePerPatient<Table extends MaybeRepeated>(table: Table): Table {
  const { count } = numberPatients(table);
  if (count < table.p.length) {
    throw new RangeError(
      `expected each patient once, got ${count} patients in ${table.p.length} rows: ` +
        "take one repeat, or bootstrap over patients",
    );
  }
  return table;
}
