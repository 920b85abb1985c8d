/** The loops of a support vector machine, compiled, two numbers at a time. */

import type { Matrix } from "../../types.ts";
import { bytes } from "../wasm/svm.bytes.ts";
import { reusedWorkspace } from "../../wasm/workspace.ts";
import { type Climber, type Kernel, LEAST_CURVATURE, type Likeness } from "./kernel.ts";
import { layOut, type Loops } from "./layout.ts";

const workspaceOfLikeness = reusedWorkspace<Loops>(bytes);

/**
 * The kernel between any patient and the rows of `matrix`, with memory for one array; `null` if the
 * platform has no vector instructions. It equals the plain one to the last bit, except for the RBF
 * kernel, whose exponential is computed differently and agrees to within 1e-15. It is of use until
 * the next is made.
 */
export function vectorLikeness(kernel: Kernel, matrix: Matrix): Likeness | null {
  const laid = layOut(matrix, workspaceOfLikeness, () => 1);
  return laid && {
    numbers: laid.numbers,
    fill: (result, X, row) => laid.fill(kernel, result, X, row),
  };
}

const workspaceOfFit = reusedWorkspace<Loops>(bytes);

/** What a climber has memory for. */
export interface ClimberMemory {
  /** Kernel rows at a time. */
  readonly kept: number;
  /** Whether the products of all rows are kept from one kernel to the next. */
  readonly products: boolean;
}

/**
 * The climb over the rows of `X`; `null` if the platform has no vector instructions. It equals the
 * plain one to the last bit if their kernel rows do. A climber is of use until the next is made.
 */
export function vectorClimber(X: Matrix, { kept, products }: ClimberMemory): Climber | null {
  const whole = kept === X.rows;
  // Seven arrays of numbers, two half as long and one an eighth, and the kernel rows.
  const laid = layOut(
    X,
    workspaceOfFit,
    (length) => 9 + (whole ? length : kept) + (products ? length : 0),
  );
  if (!laid) return null;
  const { workspace, panels, length, cells, norms, series, numbers } = laid, { loops } = workspace;
  // Of the seven, compiled loops alone use those of which rows may rise and fall.
  const [gradient, , , diagonal, beta, lower, upper] = Array.from({ length: 7 }, numbers);
  const addresses = workspace.int32(length), stamps = workspace.int32(length);
  const labels = workspace.uint8(length);
  const square = workspace.float64((whole ? length : kept) * length);
  const shared = products ? workspace.float64(length * length) : null;
  const line = 8 * length;
  let kernel: Kernel = { kind: "linear" }, used = 0, multiplied = false;

  const row = (i: number): Float64Array | null => {
    if (addresses[i] === 0) return null;
    const start = (addresses[i] - square.byteOffset) / 8;
    return square.subarray(start, start + length);
  };

  const provide = (i: number, instead = -1): void => {
    addresses[i] = square.byteOffset + line * (whole ? i : used);
    if (instead >= 0) [addresses[i], addresses[instead]] = [addresses[instead], 0];
    else used++;
    laid.fill(kernel, row(i)!, X, i);
  };

  const provideAll = (): void => {
    const to = square.byteOffset, shape = [cells.byteOffset, panels, X.columns, line];
    const products = [(shared ?? square).byteOffset, multiplied ? 1 : 0];
    const asked = kernel.kind === "rbf" ? [1, norms.byteOffset, kernel.gamma] : [0, 0, 0];
    loops.kernelOfAll(...shape, ...products, to, ...asked, series.byteOffset);
    multiplied = shared !== null;
    for (let i = 0; i < X.rows; i++) addresses[i] = to + line * i;
  };

  return {
    gradient,
    diagonal,
    beta,
    lower,
    upper,
    stamps,
    use: (next) => {
      kernel = next;
      if (kernel.kind === "linear") diagonal.set(norms);
      else diagonal.fill(1);
      addresses.fill(0);
      used = 0;
    },
    provide,
    provideAll,
    row,
    begin: (y, bounds) => {
      labels.set(y);
      upper.fill(0);
      upper.set(bounds);
      stamps.fill(-1);
      loops.begin(gradient.byteOffset, length, labels.byteOffset);
    },
    resume: () => loops.resume(gradient.byteOffset, length),
    exchange: (i, j, step) =>
      loops.exchange(
        gradient.byteOffset,
        length,
        addresses.byteOffset,
        stamps.byteOffset,
        i,
        j,
        step,
      ),
    climb: (tolerance, mostSteps) =>
      loops.climb(
        gradient.byteOffset,
        length,
        addresses.byteOffset,
        stamps.byteOffset,
        tolerance,
        LEAST_CURVATURE,
        mostSteps,
      ),
    steps: () => loops.steps.value,
    extremes: () => ({ highest: loops.highest.value, lowest: loops.lowest.value }),
  };
}
