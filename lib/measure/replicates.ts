/** Figures recomputed on resampled patients, for every bootstrap interval. */

import { demandWhole } from "../demand.ts";
import { seeded } from "../random.ts";
import type { Scored, WorkOptions } from "../types.ts";
import { checkPair } from "./pairs.ts";
import { type MaybeRepeated, numberPatients } from "./patients.ts";
import { rememberSorted, type ScoresByClass } from "./scored.ts";

/** How patients are drawn. */
export interface ResamplingOptions extends WorkOptions {
  readonly seed: number;
  /** Number of draws; default 2,000. */
  readonly replicates?: number;
  /** Draw diseased and healthy separately, which keeps their numbers. */
  readonly stratified?: boolean;
}

/** One or more figures, computed from tables about the same patients. */
export type Figures = (tables: readonly Scored[]) => ArrayLike<number>;

/** Figures of the original patients and of each resample. */
export interface Replicates {
  readonly estimates: Float64Array;
  /** `replicates[f][b]` is figure `f` in replicate `b`. */
  readonly replicates: readonly Float64Array[];
  /** Recomputes the figures with each patient left out in turn. */
  readonly jackknife: () => Float64Array[];
}

/**
 * Draws samples of a table: each row as often as its patient was drawn. Metrics that need the
 * probabilities in ascending order get them from rows that were sorted once for all samples.
 */
function drawing({ label, p }: Scored, patient: Int32Array): (counts: Uint32Array) => Scored {
  let ascending: Uint32Array | undefined;

  function sortedBy(counts: Uint32Array, sample: Scored): ScoresByClass {
    ascending ??= Uint32Array.from(p, (_, i) => i).sort((a, b) => p[a] - p[b]);
    let count = 0;
    for (let i = 0; i < sample.label.length; i++) count += sample.label[i];
    const healthy = new Float64Array(sample.label.length - count);
    const diseased = new Float64Array(count);
    let h = 0, d = 0;
    for (const i of ascending) {
      for (let copy = counts[patient[i]]; copy > 0; copy--) {
        if (label[i] === 1) diseased[d++] = p[i];
        else healthy[h++] = p[i];
      }
    }
    return { diseased, healthy };
  }

  return (counts) => {
    let size = 0;
    for (let i = 0; i < patient.length; i++) size += counts[patient[i]];
    const sample = { label: new Uint8Array(size), p: new Float64Array(size) };
    let next = 0;
    for (let i = 0; i < patient.length; i++) {
      for (let copy = counts[patient[i]]; copy > 0; copy--) {
        sample.label[next] = label[i];
        sample.p[next++] = p[i];
      }
    }
    rememberSorted(sample, () => sortedBy(counts, sample));
    return sample;
  };
}

/** The patients of each stratum: everybody, or the healthy and the diseased. */
function strata(table: Scored, patient: Int32Array, stratified: boolean): number[][] {
  const members: [Set<number>, Set<number>] = [new Set(), new Set()];
  patient.forEach((each, i) => members[stratified ? table.label[i] : 0].add(each));
  return members.map((stratum) => [...stratum]).filter((stratum) => stratum.length > 0);
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
  const members = strata(tables[0], patients.of, stratified);
  const random = seeded(seed);
  const draws = tables.map((table) => drawing(table, patients.of));

  const figuresOf = (counts: Uint32Array, which: string): ArrayLike<number> => {
    try {
      return figures(draws.map((draw) => draw(counts)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`${which}: ${error.message}`, { cause: error });
    }
  };

  const replicates = Array.from(estimates, () => new Float64Array(times));
  for (let b = 0; b < times; b++) {
    signal?.throwIfAborted();
    const counts = new Uint32Array(patients.count);
    for (const stratum of members) {
      for (let draw = 0; draw < stratum.length; draw++) {
        counts[stratum[random.integer(stratum.length)]]++;
      }
    }
    const values = figuresOf(counts, `replicate ${b} of ${times}`);
    for (let f = 0; f < replicates.length; f++) replicates[f][b] = values[f];
    if ((b + 1) % 100 === 0 || b + 1 === times) await progress?.(b + 1, times);
  }

  function jackknife(): Float64Array[] {
    const left = Array.from(estimates, () => new Float64Array(patients.count));
    const counts = new Uint32Array(patients.count).fill(1);
    for (let i = 0; i < patients.count; i++) {
      counts[i] = 0;
      const values = figuresOf(counts, `without patient ${i}`);
      for (let f = 0; f < left.length; f++) left[f][i] = values[f];
      counts[i] = 1;
    }
    return left;
  }

  return { estimates, replicates, jackknife };
}
