/** The kernel matrix: all at once, or row by row on demand and cached. */

import type { Matrix } from "../../types.ts";
import type { Climber, Kernel, Likeness } from "./kernel.ts";
import { plainClimber, plainLikeness } from "./kernel-plain.ts";
import { vectorClimber, vectorLikeness } from "./kernel-vectors.ts";

/** The kernel between any two rows of a matrix. */
export interface KernelMatrix {
  readonly climber: Climber;
  /** Sets the kernel. */
  readonly use: (kernel: Kernel) => void;
  /** Computes the kernel between row `i`, which the climber misses, and all rows. */
  readonly provide: (i: number) => void;
}

/** Cache size: 200 MB, as in scikit-learn; all rows of up to 5,000 patients. */
const CELLS_KEPT = 25_000_000;
/** Up to so many rows nearly all are asked for, and products are cheap to keep for other kernels. */
const FEW_ROWS = 1000;
/** Once one row in this many has been asked for, the others are computed as well. */
const ASKED = 32;

/** What a kernel matrix keeps. */
export interface KernelMatrixOptions {
  /** Numbers of the cache; default 25 million. */
  readonly cells?: number;
  /** Whether more than one kernel will be used. */
  readonly severalKernels?: boolean;
  /** Without compiled loops. */
  readonly plain?: boolean;
}

/**
 * The kernel matrix of `X`. Rows are cached; if they do not all fit in `cells` numbers, the least
 * recently used is evicted.
 *
 * @example
 * ```ts
 * import { kernelMatrix } from "heartbook/models/svm/kernel-matrix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const X = { values: Float64Array.of(2, 3), rows: 2, columns: 1 };
 * const { use, climber } = kernelMatrix(X);
 * use({ kind: "linear" });
 * assertEquals(Array.from(climber.row(1)!.subarray(0, 2)), [6, 9]);
 * ```
 */
export function kernelMatrix(X: Matrix, options: KernelMatrixOptions = {}): KernelMatrix {
  const { cells = CELLS_KEPT, severalKernels = false, plain = false } = options;
  const kept = Math.min(X.rows, Math.max(2, Math.floor(cells / X.rows)));
  const few = X.rows <= FEW_ROWS && kept === X.rows;
  const climber = (plain ? null : vectorClimber(X, { kept, products: few && severalKernels })) ??
    plainClimber(X);
  let asked: number[] = [];
  return {
    climber,
    use: (kernel) => {
      climber.use(kernel);
      asked = [];
      if (few) climber.provideAll();
    },
    provide: (i) => {
      if (asked.length < kept) {
        asked.push(i);
        if (kept === X.rows && asked.length * ASKED > kept) climber.provideAll();
        else climber.provide(i);
      } else {
        // Both rows of the step under way are stamped with it, so neither is the oldest.
        let oldest = 0;
        for (let place = 1; place < kept; place++) {
          if (climber.stamps[asked[place]] < climber.stamps[asked[oldest]]) oldest = place;
        }
        climber.provide(i, asked[oldest]);
        asked[oldest] = i;
      }
    },
  };
}

/** The kernel between any patient and the rows of `matrix`; of use until the next is made. */
export function likenessTo(
  kernel: Kernel,
  matrix: Matrix,
  { plain = false }: { plain?: boolean } = {},
): Likeness {
  return (plain ? null : vectorLikeness(kernel, matrix)) ?? plainLikeness(kernel, matrix);
}
