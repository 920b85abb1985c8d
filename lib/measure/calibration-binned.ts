/** The calibration curve of many patients in near-linear time: smoothed over bins, not patients. */
import { seeded } from "../random.ts";
import { heightOfParabola, tricube } from "../stats/loess.ts";
import { type MaybeRepeated, numberPatients } from "./patients.ts";
import type { Replicates, ResamplingOptions } from "./replicates.ts";
import { scoresByClass } from "./scored.ts";

/** Above this number of patients, the curve is smoothed over bins. */
export const MANY = 2500;

/** Approximate number of bins. */
const BINS = 400;

/** Patients sorted by probability and binned. */
interface Bins {
  /** Mean probability of each bin, rising. */
  readonly x: Float64Array;
  /** The bin of each row. */
  readonly of: Int32Array;
}

/** The contents of each bin, for the original patients or a resample. */
interface Counts {
  readonly rows: Float64Array;
  readonly diseased: Float64Array;
}

/** Equally many rows per bin, except that equal probabilities stay together. */
function makeBins(p: ArrayLike<number>): Bins {
  const order = Uint32Array.from(p, (_, i) => i).sort((i, j) => p[i] - p[j]);
  const size = p.length / BINS;
  const of = new Int32Array(p.length);
  const x: number[] = [];
  let sum = 0, count = 0;
  order.forEach((row, place) => {
    of[row] = x.length;
    sum += p[row];
    count++;
    const isLast = place + 1 === order.length;
    if (isLast || (count >= size && p[order[place + 1]] !== p[row])) {
      x.push(sum / count);
      sum = count = 0;
    }
  });
  return { x: Float64Array.from(x), of };
}

function countRows({ x, of }: Bins, label: ArrayLike<number>): Counts {
  const counts = { rows: new Float64Array(x.length), diseased: new Float64Array(x.length) };
  for (let row = 0; row < of.length; row++) {
    counts.rows[of[row]]++;
    counts.diseased[of[row]] += label[row];
  }
  return counts;
}

/** The height at `x0` of the parabola through the bins `start` … `end - 1`; see `loess`. */
function localFit(
  x: Float64Array,
  { rows, diseased }: Counts,
  [x0, start, end]: readonly number[],
): number {
  const reach = Math.max(x0 - x[start], x[end - 1] - x0);
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
  for (let i = start; i < end; i++) {
    const u = (x[i] - x0) / reach, kernel = tricube(u);
    const w = kernel * rows[i], v = kernel * diseased[i];
    const uu = u * u;
    s0 += w;
    s1 += w * u;
    s2 += w * uu;
    s3 += w * uu * u;
    s4 += w * uu * uu;
    t0 += v;
    t1 += v * u;
    t2 += v * uu;
  }
  return heightOfParabola([s0, s1, s2, s3, s4, t0, t1, t2], x0);
}

/** The smoothed share at ascending places, each from the nearest bins that hold the span's rows. */
function smooth(x: Float64Array, counts: Counts, at: ArrayLike<number>): Float64Array {
  const { rows } = counts;
  const wanted = 0.75 * rows.reduce((sum, count) => sum + count, 0);
  const smoothed = new Float64Array(at.length);
  let start = 0, end = 0, held = 0;
  while (held < wanted) held += rows[end++];
  for (let i = 0; i < at.length; i++) {
    const x0 = at[i];
    // The window advances while the next bin is nearer than the first; past the last there is NaN.
    while (x[end] - x0 < x0 - x[start]) {
      held += rows[end++];
      while (start < end && held - rows[start] >= wanted) held -= rows[start++];
    }
    smoothed[i] = localFit(x, counts, [x0, start, end]);
  }
  return smoothed;
}

/** The quantile of the rows at this share, type 7. */
function quantileOf(values: readonly { distance: number; rows: number }[], share: number): number {
  const total = values.reduce((sum, { rows }) => sum + rows, 0);
  const place = share * (total - 1);
  const valueAt = (rank: number): number => {
    let seen = 0;
    for (const { distance, rows } of values) {
      seen += rows;
      if (rank < seen) return distance;
    }
    return values[values.length - 1].distance;
  };
  const below = valueAt(Math.floor(place)), above = valueAt(Math.ceil(place));
  return below + (place - Math.floor(place)) * (above - below);
}

/** ICI, E50, E90 and Emax. */
function errorsOf(x: Float64Array, counts: Counts): readonly number[] {
  const smoothed = smooth(x, counts, x);
  const sorted = Array.from(x, (p, bin) => ({
    distance: Math.abs(smoothed[bin] - p),
    rows: counts.rows[bin],
  })).filter(({ rows }) => rows > 0).sort((a, b) => a.distance - b.distance);
  const total = sorted.reduce((sum, { rows }) => sum + rows, 0);
  return [
    sorted.reduce((sum, { distance, rows }) => sum + distance * rows, 0) / total,
    quantileOf(sorted, 0.5),
    quantileOf(sorted, 0.9),
    sorted[sorted.length - 1].distance,
  ];
}

/**
 * ICI, E50, E90, Emax and the smoothed share at ascending places, for the original patients and for
 * each resample: what `replicateFigures` returns for `calibrationErrors` and `smoothObserved`, but
 * smoothed over some 400 bins of equally many patients. The time is proportional to patients times
 * replicates, not to its square.
 *
 * The curve differs from the one without bins by at most 0.005, and ICI by at most 0.001, which the
 * tests check.
 *
 * @throws as `scoresByClass` and `loess` do; the signal's reason when aborted.
 */
export async function replicateBinned(
  table: MaybeRepeated,
  at: readonly number[],
  options: ResamplingOptions,
): Promise<Replicates> {
  const { seed, replicates: times = 2000, progress, signal } = options;
  const { label } = table;
  scoresByClass(table);
  const bins = makeBins(table.p);
  const { x, of } = bins;
  const figures = (counts: Counts): number[] => [
    ...errorsOf(x, counts),
    ...smooth(x, counts, at),
  ];
  const estimates = Float64Array.from(figures(countRows(bins, label)));
  const patients = numberPatients(table);
  const rowsOf = Map.groupBy(of.keys(), (row) => patients.of[row]);
  const isOnce = patients.count === of.length;
  const random = seeded(seed);
  const replicates = Array.from(estimates, () => new Float64Array(times));
  for (let b = 0; b < times; b++) {
    signal?.throwIfAborted();
    const counts = { rows: new Float64Array(x.length), diseased: new Float64Array(x.length) };
    for (let draw = 0; draw < patients.count; draw++) {
      const patient = random.integer(patients.count);
      for (const row of isOnce ? [patient] : rowsOf.get(patient)!) {
        counts.rows[of[row]]++;
        counts.diseased[of[row]] += label[row];
      }
    }
    const values = figures(counts);
    for (let f = 0; f < replicates.length; f++) replicates[f][b] = values[f];
    if ((b + 1) % 100 === 0 || b + 1 === times) await progress?.(b + 1, times);
  }
  return {
    estimates,
    replicates,
    jackknife: (): never => {
      throw new RangeError(`BCa: leaving each of ${patients.count} patients out takes too long`);
    },
  };
}
