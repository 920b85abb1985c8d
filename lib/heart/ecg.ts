/** A recorded electrocardiogram. Provenance: `data/README.md`. */
import type { Signal } from "../signals/signal.ts";
import { readTable } from "../data/table.ts";

const PER_SECOND = 360;
const ZERO = 1024;
const UNITS_PER_MILLIVOLT = 200;

/**
 * Four minutes of one person's ECG in millivolts, 360 values per second: record 208 of the MIT-BIH
 * Arrhythmia Database, lead MLII, from 19:35 on. Some beats are ventricular, and twice the signal
 * is lost in an artefact.
 *
 * @example
 * ```ts
 * import { readEcg } from "heartbook/heart/ecg.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { values, perSecond } = readEcg();
 * assertEquals(values.length / perSecond, 240);
 * ```
 */
export function readEcg(): Signal {
  const { rows } = readTable(new URL("../../data/ecg-208.csv", import.meta.url));
  const values = Float64Array.from(rows, ({ adc }) => (Number(adc) - ZERO) / UNITS_PER_MILLIVOLT);
  return { values, perSecond: PER_SECOND };
}
