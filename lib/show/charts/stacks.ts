/** Patients dealt into bins and, within a bin, into columns of squares side by side. */
import type { Dataset, Label, NumberFeature } from "../../types.ts";

const BINS = 16;
/** Most squares side by side in a bin. */
const ACROSS = 7;

/** A column of squares: where it stands, how many there are, and on which side. */
export interface Stack {
  readonly x: number;
  readonly count: number;
  readonly label: Label;
}

interface Measured {
  readonly value: number;
  readonly label: Label;
}

/** One number of all patients who record it, binned. */
export interface StackedNumber {
  readonly feature: NumberFeature;
  readonly patients: readonly Measured[];
  readonly stacks: readonly Stack[];
  readonly domain: readonly [number, number];
}

/** Equal bins with round edges for measurements, a bin a value for small counts. */
function chooseEdges({ whole, range }: NumberFeature, values: readonly number[]): number[] {
  const low = Math.min(...values), high = Math.max(...values);
  if (low === high || (whole && range[1] - range[0] < 20)) {
    return Array.from({ length: high - low + 2 }, (_, i) => low - 0.5 + i);
  }
  const rough = (high - low) / BINS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((each) => each * power >= rough * 0.75)!;
  const first = Math.floor(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 2 }, (_, i) => first + i * step);
}

/**
 * Deals the patients of each bin and outcome over as many columns as fit side by side, the first
 * one filled first.
 *
 * @param options The width of all bins and the pitch of a square, in pixels.
 * @throws `RangeError` where nobody of one outcome records the number.
 */
export function stackNumber(
  dataset: Dataset,
  feature: NumberFeature,
  options: { readonly width: number; readonly pitch: number },
): StackedNumber {
  const patients = dataset.rows.flatMap((row, i) => {
    const value = row[feature.name];
    return value === null ? [] : [{ value: Number(value), label: dataset.labels[i] }];
  });
  if (new Set(patients.map(({ label }) => label)).size < 2) {
    throw new RangeError(`feature "${feature.name}": expected it recorded for both outcomes`);
  }
  const edges = chooseEdges(feature, patients.map(({ value }) => value));
  const [first, second] = edges;
  const step = second - first;
  const pixels = options.width / (edges.length - 1);
  const across = Math.min(ACROSS, Math.max(1, Math.floor((pixels - 3) / options.pitch)));
  const binOf = ({ value }: Measured): number => Math.floor((value - first) / step + 1e-9);
  const stacks = edges.slice(1).flatMap((_, bin) =>
    ([1, 0] as const).flatMap((label) => {
      const inside = patients.filter((each) => each.label === label && binOf(each) === bin).length;
      const columns = Array.from({ length: across }, (_, column) => ({
        x: first + step * (bin + 0.5 + (column - (across - 1) / 2) * options.pitch / pixels),
        count: Math.ceil((inside - column) / across),
        label,
      }));
      return columns.filter(({ count }) => count > 0);
    })
  );
  return { feature, patients, stacks, domain: [first, edges.at(-1)!] };
}
