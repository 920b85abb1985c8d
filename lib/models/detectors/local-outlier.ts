/** Local outlier factor: how much sparser a row's surroundings are than its neighbours'. */
import type { Matrix } from "../../types.ts";
import { type Nearest, nothingNear } from "../neighbours/nearest.ts";
import { listToFill } from "../neighbours/rows.ts";
import { type Search, searchAmong, searchOf } from "../neighbours/search.ts";
import { checkMatrix } from "./check-matrix.ts";

export interface LocalOutlierSettings {
  /** Number of neighbours; default 20. */
  readonly k?: number;
}

/** The rows it was fitted on, with their local densities. Plain JSON. */
export interface LocalOutlierDetector {
  readonly kind: "local outlier factor";
  readonly k: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: readonly number[];
  /** Distance of each row to its k-th nearest other row. */
  readonly distances: readonly number[];
  /** Local reachability density of each row. */
  readonly densities: readonly number[];
}

/** Keeps the density of many duplicates finite; scikit-learn's value. */
const LEAST_REACH = 1e-10;

function checkRows(X: Matrix, k: number): void {
  checkMatrix(X, "local outlier factor");
  if (!Number.isInteger(k) || k < 1 || k >= X.rows) {
    throw new RangeError(
      `local outlier factor: expected k from 1 to below the ${X.rows} rows, got ${k}`,
    );
  }
}

/** The `k` rows nearest to each row: of the `k` + 1 nearest, those that are not the row itself. */
function othersNear(X: Matrix, search: Search, k: number): Nearest {
  const { rows, squares } = search(X, k + 1);
  const others = nothingNear(X.rows, k);
  for (let i = 0, to = 0; i < X.rows; i++) {
    // Of more than k rows that are all the same, the row itself may not be there to be left out.
    for (let from = i * (k + 1); to < (i + 1) * k; from++) {
      if (rows[from] === i) continue;
      others.rows[to] = rows[from];
      others.squares[to] = squares[from];
      to++;
    }
  }
  return others;
}

function farthest({ k, squares }: Nearest): Float64Array {
  return Float64Array.from(
    { length: squares.length / k },
    (_, i) => Math.sqrt(squares[i * k + k - 1]),
  );
}

/** One over the mean reachability distance to the neighbours. */
function densitiesOf({ k, rows, squares }: Nearest, distances: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: rows.length / k }, (_, i) => {
    let reach = 0;
    for (let n = i * k; n < (i + 1) * k; n++) {
      reach += Math.max(Math.sqrt(squares[n]), distances[rows[n]]);
    }
    return 1 / (reach / k + LEAST_REACH);
  });
}

/** The mean density of the neighbours over a row's own. */
function factorsOf(
  { k, rows }: Nearest,
  known: ArrayLike<number>,
  densities: Float64Array,
): Float64Array {
  return densities.map((density, i) => {
    let sum = 0;
    for (let n = i * k; n < (i + 1) * k; n++) sum += known[rows[n]];
    return sum / k / density;
  });
}

/**
 * The local outlier factor of each row among the others: about 1 at even density, higher
 * is more anomalous. It is minus scikit-learn's `negative_outlier_factor_`.
 *
 * Columns are used as they are, so standardise them first. `RangeError` for a `k` that is not below
 * the number of rows; else throws as `checkMatrix`.
 *
 * Source: Breunig, Kriegel, Ng & Sander (2000), doi:10.1145/342009.335388.
 *
 * @example
 * ```ts
 * import { localOutlierFactors } from "heartbook/models/detectors/local-outlier.ts";
 * import { assert } from "@std/assert";
 *
 * const X = { values: Float64Array.of(1, 2, 3, 4, 9), rows: 5, columns: 1 };
 * const factors = localOutlierFactors(X, { k: 2 });
 * assert(factors[4] > 2 && factors[1] < 1.3);
 * ```
 */
export function localOutlierFactors(
  X: Matrix,
  { k = 20 }: LocalOutlierSettings = {},
): Float64Array {
  checkRows(X, k);
  const nearest = othersNear(X, searchAmong(X), k);
  const densities = densitiesOf(nearest, farthest(nearest));
  return factorsOf(nearest, densities, densities);
}

/**
 * Learns the local densities of the rows to score new ones: scikit-learn's `novelty=True`. For the
 * rows themselves use {@link localOutlierFactors}, which does not count a row as its own neighbour.
 *
 * Throws as {@link localOutlierFactors} does.
 */
export function fitLocalOutlier(
  X: Matrix,
  { k = 20 }: LocalOutlierSettings = {},
): LocalOutlierDetector {
  checkRows(X, k);
  const { rows, columns } = X, values = listToFill(X.values.length);
  for (let cell = 0; cell < values.length; cell++) values[cell] = X.values[cell];
  const nearest = othersNear(X, searchOf({ values, rows, columns }), k);
  const distances = farthest(nearest);
  return {
    kind: "local outlier factor",
    k,
    columns,
    values,
    distances: [...distances],
    densities: [...densitiesOf(nearest, distances)],
  };
}

/**
 * The local outlier factor of each new row among the fitted ones: higher is more anomalous.
 *
 * Throws as `checkMatrix` does.
 */
export function scoreLocalOutlier(detector: LocalOutlierDetector, X: Matrix): Float64Array {
  const { k, columns, values, distances, densities } = detector;
  checkMatrix(X, "local outlier factor", columns);
  const nearest = searchOf({ values, rows: values.length / columns, columns })(X, k);
  return factorsOf(nearest, densities, densitiesOf(nearest, distances));
}
