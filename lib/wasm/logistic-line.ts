/** The derivatives of the logistic loss of one column, two rows at a time. */

import { SERIES } from "./exponential.ts";
import { bytes } from "./logistic-line.bytes.ts";
import { reusedWorkspace, room } from "./workspace.ts";

/** What a line is fitted to. */
export interface LineRows {
  readonly column: ArrayLike<number>;
  /** The share of each row that is diseased. */
  readonly target: ArrayLike<number>;
  /** How often each row counts; where it is 0 the column may hold anything. */
  readonly copies: ArrayLike<number>;
}

/**
 * The negative gradient of the loss by intercept and slope, and behind it the lower triangle of the
 * curvature, row-major: 0 stands above the diagonal. The next call writes over them.
 */
export type LineDerivatives = (intercept: number, slope: number) => Float64Array;

/** logistic-line.as documents it; arrays are passed by address. */
const workspaceOf = reusedWorkspace<{ derive: (...numbers: number[]) => void }>(bytes);

/**
 * Copies the rows that count into the memory of the compiled loop. Of no use once the next line is
 * copied there; `undefined` if the platform has no vector instructions.
 */
export function lineWithVectors(rows: LineRows): LineDerivatives | undefined {
  const most = rows.copies.length + 1;
  const workspace = workspaceOf(3 * room(8 * most) + room(8 * 6) + room(8 * SERIES.length));
  if (!workspace) return undefined;
  const x = workspace.float64(most), y = workspace.float64(most), counts = workspace.float64(most);
  const derivatives = workspace.float64(6), series = workspace.float64(SERIES.length);
  series.set(SERIES);
  derivatives.fill(0);
  const used = copyUsed(rows, { x, y, counts });
  const { derive } = workspace.loops;
  const [xAt, yAt, countsAt] = [x.byteOffset, y.byteOffset, counts.byteOffset];
  const derivativesAt = derivatives.byteOffset, seriesAt = series.byteOffset;
  return (intercept, slope) => {
    derive(xAt, used, yAt, countsAt, intercept, slope, derivativesAt, seriesAt);
    return derivatives;
  };
}

/** Copies the rows that count, and one of no weight where they are odd; returns how many. */
function copyUsed(
  { column, target, copies }: LineRows,
  { x, y, counts }: Readonly<Record<"x" | "y" | "counts", Float64Array>>,
): number {
  let used = 0;
  for (let i = 0; i < copies.length; i++) {
    // Without a branch, which would be mispredicted for a third of a sample's rows.
    x[used] = column[i];
    y[used] = target[i];
    counts[used] = copies[i];
    used += Number(copies[i] > 0);
  }
  if (used % 2 === 1) x[used] = y[used] = counts[used++] = 0;
  return used;
}
