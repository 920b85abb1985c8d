/** The two-sample Kolmogorov-Smirnov test, exact where affordable, including ties. */
import type { TestResult } from "./significance.ts";

/**
 * Above this many pairs of patients the limit is used: the exact answer costs one step per pair.
 */
const PAIRS = 4e6;

/** The largest distance between the two empirical distribution functions. */
interface Gap {
  readonly n: number;
  readonly m: number;
  /** The largest |i·m - j·n|, where i and j count the values up to a point: whole, so exact. */
  readonly reach: number;
  /** `ends[k]` is 1 where the k-th of the pooled values is the last one of its tie. */
  readonly ends: Uint8Array;
}

function findGap(first: readonly number[], second: readonly number[]): Gap {
  const a = Float64Array.from(first).sort(), b = Float64Array.from(second).sort();
  const n = a.length, m = b.length;
  const ends = new Uint8Array(n + m + 1);
  let i = 0, j = 0, reach = 0;
  while (i < n || j < m) {
    const value = j === m || (i < n && a[i] <= b[j]) ? a[i] : b[j];
    while (i < n && a[i] === value) i++;
    while (j < m && b[j] === value) j++;
    ends[i + j] = 1;
    reach = Math.max(reach, Math.abs(i * m - j * n));
  }
  return { n, m, reach, ends };
}

/**
 * The chance that a random order of the pooled values reaches at least this distance, computed from
 * the chance that a path to i values of the first and j of the second has reached it. Distances
 * within a tie do not count, which makes the result exact for ties (Schröer & Trenkler 1995).
 */
function exactTail({ n, m, reach, ends }: Gap): number {
  const reached = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (ends[i + j] && Math.abs(i * m - j * n) >= reach) reached[j] = 1;
      // Until it is assigned, `reached[j]` is the chance at (i - 1, j).
      else if (j > 0) reached[j] = (i * reached[j] + j * reached[j - 1]) / (i + j);
    }
  }
  return reached.at(-1)!;
}

/**
 * The chance that the limit of √(nm/(n+m))·D is at least x: Kolmogorov's distribution, the first
 * series for large x, the second, which theta functions give, for small.
 */
function limitTail(x: number): number {
  const terms = Array.from({ length: 10 }, (_, k) => k + 1);
  if (x >= 1) {
    return 2 * terms.reduce((sum, k) => sum - (-1) ** k * Math.exp(-2 * (k * x) ** 2), 0);
  }
  const power = (Math.PI / x) ** 2 / 8;
  const sum = terms.reduce((sum, k) => sum + Math.exp(-((2 * k - 1) ** 2) * power), 0);
  return 1 - Math.sqrt(2 * Math.PI) / x * sum;
}

/**
 * Whether two samples of numbers come from the same distribution. The statistic D is the largest
 * distance of their empirical distribution functions.
 *
 * Up to four million pairs of values the p-value is exact given the pooled values, with or without
 * ties. Beyond that it comes from Kolmogorov's limit and is slightly too large, more so with ties.
 *
 * @param options `exact` forces one or the other, whatever the sizes.
 * @throws `RangeError` for an empty sample or a value that is not finite.
 *
 * Source: Hodges (1958), doi:10.1007/BF02589501; ties: Schröer & Trenkler (1995),
 * doi:10.1016/0167-9473(94)00040-P.
 *
 * @example
 * ```ts
 * import { kolmogorovSmirnov } from "heartbook/stats/kolmogorov-smirnov.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const { statistic, pValue } = kolmogorovSmirnov([1, 2, 3], [4, 5, 6]);
 * assertEquals(statistic, 1);
 * assertAlmostEquals(pValue, 2 / 20, 1e-12); // of 20 orders, two keep the samples apart
 * ```
 */
export function kolmogorovSmirnov(
  first: readonly number[],
  second: readonly number[],
  options: { readonly exact?: boolean } = {},
): TestResult {
  for (const [name, sample] of Object.entries({ first, second })) {
    const odd = sample.findIndex((value) => !Number.isFinite(value));
    if (sample.length === 0) throw new RangeError(`${name}: expected values, got none`);
    if (odd >= 0) {
      throw new RangeError(`${name}[${odd}]: expected a finite number, got ${sample[odd]}`);
    }
  }
  const gap = findGap(first, second);
  const { n, m } = gap;
  const { exact = n * m <= PAIRS } = options;
  const statistic = gap.reach / (n * m);
  return {
    name: exact ? "Kolmogorov-Smirnov, exact" : "Kolmogorov-Smirnov, limit",
    statistic,
    pValue: exact ? exactTail(gap) : limitTail(Math.sqrt(n * m / (n + m)) * statistic),
  };
}
