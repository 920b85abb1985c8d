/** Figures recomputed on resampled patients, for every bootstrap interval. */

import { demandWhole } from "../demand.ts";
import { type Random, seeded } from "../random.ts";
import { logit } from "../stats/log-odds.ts";
import type { Scored, WorkOptions } from "../types.ts";
import { checkPair } from "./pairs.ts";
import { type MaybeRepeated, numberPatients, type Patients } from "./patients.ts";
import { type Rising, risingRows, sampleOf } from "./scored.ts";

/** How patients are drawn. */
export interface ResamplingOptions extends WorkOptions {
  readonly seed: number;
  /** Number of draws; default 2,000. */
  readonly replicates?: number;
  /** Draw diseased and healthy separately, which keeps their numbers. */
  readonly stratified?: boolean;
}

/**
 * One or more figures, computed from tables about the same patients. The tables are samples that
 * last until the figures are returned.
 */
export type Figures = (tables: readonly Scored[]) => ArrayLike<number>;

/** Figures of the original patients and of each resample. */
export interface Replicates {
  readonly estimates: Float64Array;
  /** `replicates[f][b]` is figure `f` in replicate `b`. */
  readonly replicates: readonly Float64Array[];
  /** Recomputes the figures with each patient left out in turn. */
  readonly jackknife: () => Float64Array[];
}

/** How often each patient was drawn. One array serves all samples, turn by turn. */
interface Counts {
  readonly values: Int32Array;
  turn: number;
}

/**
 * Draws from a table: each row as often as its patient was drawn. The table is sorted once for all
 * samples; a sample's rows are written down only when a figure asks for them.
 */
function makeDraw(
  table: Scored,
  { patient, counts }: { readonly patient: Int32Array; readonly counts: Counts },
): () => Scored {
  const { label, p } = table;
  let sorted: Rising | undefined;
  const rising = (): Rising => sorted ??= risingRows(table, patient);
  let odds: Float64Array | undefined;
  const logOdds = (): Float64Array => odds ??= Float64Array.from(p, logit);

  function rowsOf(counts: Int32Array): Scored {
    let size = 0;
    for (let i = 0; i < patient.length; i++) size += counts[patient[i]];
    const rows = { label: new Uint8Array(size), p: new Float64Array(size) };
    let next = 0;
    for (let i = 0; i < patient.length; i++) {
      for (let copy = counts[patient[i]]; copy > 0; copy--) {
        rows.label[next] = label[i];
        rows.p[next++] = p[i];
      }
    }
    return rows;
  }

  return () => {
    const { turn } = counts;
    const drawn = (): Int32Array => {
      if (turn === counts.turn) return counts.values;
      throw new TypeError("a sample: expected to be read before its figures are returned");
    };
    // Without its only patient a table is empty, which is refused like any empty table.
    const isKnown = counts.values.length > 1;
    const known = isKnown ? { table, patient, counts: drawn, rising, logOdds } : undefined;
    return sampleOf(known, () => rowsOf(drawn()));
  };
}

/** The patients of each stratum: everybody, or the healthy and the diseased. */
function strata({ label }: Scored, { of, count }: Patients, stratified: boolean): Int32Array[] {
  if (!stratified) return [new Int32Array(count).map((_, i) => i)];
  const members: [Set<number>, Set<number>] = [new Set(), new Set()];
  of.forEach((each, i) => members[label[i]].add(each));
  return members.filter(({ size }) => size > 0).map((each) => Int32Array.from(each));
}

/** Draws as many of each stratum as there are, and counts how often each patient was drawn. */
function makeCount(
  strata: readonly Int32Array[],
  random: Random,
): (counts: Int32Array) => void {
  // One stratum alone has all patients, in the order of their numbers.
  if (strata.length === 1) return (counts) => random.tally(counts, counts.length);
  const drawn = strata.map(({ length }) => new Int32Array(length));
  return (counts) => {
    counts.fill(0);
    strata.forEach((patients, s) => {
      random.tally(drawn[s], patients.length);
      for (let i = 0; i < patients.length; i++) counts[patients[i]] += drawn[s][i];
    });
  };
}

/**
 * Draws as many patients as there are, with replacement, and recomputes the figures each time. A
 * patient is drawn with all rows in all tables, so repeated predictions count as one patient, and
 * models are compared on the same draw.
 *
 * @param tables Tables about the same patients, row for row.
 * @throws `RangeError` for no replicates or tables about different patients; and, naming the
 * replicate, if a figure is undefined in a sample. Nothing is dropped silently: draw `stratified`
 * if a class is so small that a sample may lack it.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 11.
 *
 * @example
 * ```ts
 * import { metrics } from "heartbook/measure/metrics.ts";
 * import { replicateFigures } from "heartbook/measure/replicates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = { label: [1, 0, 1, 0], p: [0.9, 0.2, 0.4, 0.6] };
 * const { estimates, replicates } = await replicateFigures(
 *   [table],
 *   ([sample]) => [metrics.brier.score(sample)],
 *   { seed: 1, replicates: 100 },
 * );
 * assertEquals(estimates.length, 1);
 * assertEquals(replicates[0].length, 100);
 * ```
 */
export async function replicateFigures(
  tables: readonly MaybeRepeated[],
  figures: Figures,
  options: ResamplingOptions,
): Promise<Replicates> {
  const { seed, replicates: times = 2000, stratified = false, progress, signal } = options;
  demandWhole("replicates", times, 1);
  if (tables.length === 0) throw new RangeError("tables: expected at least one, got none");
  tables.forEach((table) => checkPair({ first: tables[0], second: table }));

  const estimates = Float64Array.from(figures(tables));
  const patients = numberPatients(tables[0]);
  const count = makeCount(strata(tables[0], patients, stratified), seeded(seed));
  const counts: Counts = { values: new Int32Array(patients.count), turn: 0 };
  const draws = tables.map((table) => makeDraw(table, { patient: patients.of, counts }));

  const figuresOf = (which: string): ArrayLike<number> => {
    counts.turn++;
    try {
      return figures(draws.map((draw) => draw()));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`${which}: ${error.message}`, { cause: error });
    }
  };

  const replicates = Array.from(estimates, () => new Float64Array(times));
  for (let b = 0; b < times; b++) {
    signal?.throwIfAborted();
    count(counts.values);
    const values = figuresOf(`replicate ${b} of ${times}`);
    for (let f = 0; f < replicates.length; f++) replicates[f][b] = values[f];
    if ((b + 1) % 100 === 0 || b + 1 === times) await progress?.(b + 1, times);
  }

  function jackknife(): Float64Array[] {
    const left = Array.from(estimates, () => new Float64Array(patients.count));
    counts.values.fill(1);
    for (let i = 0; i < patients.count; i++) {
      counts.values[i] = 0;
      const values = figuresOf(`without patient ${i}`);
      for (let f = 0; f < left.length; f++) left[f][i] = values[f];
      counts.values[i] = 1;
    }
    return left;
  }

  return { estimates, replicates, jackknife };
}
