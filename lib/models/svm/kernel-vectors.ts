/** The loops of a support vector machine, compiled, two numbers at a time. */

import type { Matrix } from "../../types.ts";
import { bytes } from "../wasm/svm.bytes.ts";
import { reusedWorkspace } from "../wasm/workspace.ts";
import { type Climber, type Kernel, LEAST_CURVATURE, type Likeness } from "./kernel.ts";
import { layOut, type Loops, PANEL } from "./layout.ts";

/** Panels mirrored together. */
const MIRRORED = 8;

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
  // Seven arrays of numbers, two half as long, and the kernel rows.
  const laid = layOut(
    X,
    workspaceOfFit,
    (length) => 8 + (whole ? length : kept) + (products ? length : 0),
  );
  if (!laid) return null;
  const { workspace, panels, length, cells, norms, series, numbers } = laid, { loops } = workspace;
  const gradient = numbers(), rise = numbers(), fall = numbers(), diagonal = numbers();
  const beta = numbers(), lower = numbers(), upper = numbers();
  const addresses = workspace.int32(length), stamps = workspace.int32(length);
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
    const from = (shared ?? square).byteOffset, to = square.byteOffset;
    const end = cells.byteOffset + cells.byteLength;
    // A call per panel, because a platform compiles well only what it has seen often.
    for (let panel = 0; panel < panels; panel++) {
      const first = panel * PANEL, corner = first * (line + 8);
      if (!shared || !multiplied) {
        const own = cells.byteOffset + 8 * first * X.columns;
        loops.panelProducts(own, end, X.columns, from + corner, line);
      }
      for (let i = first, at = corner; i < first + PANEL; i++, at += line) {
        if (kernel.kind === "rbf") {
          loops.fromProducts(
            from + at,
            to + at,
            length - first,
            norms.byteOffset + 8 * first,
            norms[i],
            kernel.gamma,
            series.byteOffset,
            series.byteOffset + series.byteLength,
          );
        } else if (shared) {
          square.set(shared.subarray(i * length + first, (i + 1) * length), i * length + first);
        }
      }
      if ((panel + 1) % MIRRORED > 0 && panel < panels - 1) continue;
      const start = panel - panel % MIRRORED;
      loops.mirror(
        to + start * PANEL * (line + 8),
        panel + 1 - start,
        panels - start,
        line,
      );
    }
    multiplied = true;
    for (let i = 0; i < X.rows; i++) addresses[i] = to + line * i;
  };

  return {
    gradient,
    rise,
    fall,
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
    begin: () => {
      const here = gradient.byteOffset;
      stamps.fill(-1);
      loops.steps.value = 0;
      loops.lowest.value = Infinity;
      loops.riser.value = loops.descend(length, here, rise.byteOffset, here, here, 0);
    },
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
    extremes: () => ({ highest: loops.highest.value, lowest: loops.lowest.value }),
  };
}
