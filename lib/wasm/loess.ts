/** The sums of a local parabola, two points at a time. */

import { bytes } from "./loess.bytes.ts";
import { reusedWorkspace, room } from "./workspace.ts";

/** Which points a parabola is fitted to: `start` to `end - 1`, weighed by their distance. */
export interface LocalPoints {
  readonly start: number;
  readonly end: number;
  /** Where the parabola is asked for. */
  readonly middle: number;
  /** The distance at which a point no longer counts. */
  readonly reach: number;
}

/**
 * The sums of the weights times u to the power of 0 to 4, then of the weights times y times u to the
 * power of 0 to 2, where u is the distance from the middle as a share of the reach. The next call
 * writes over them.
 */
export type LocalSums = (points: LocalPoints) => Float64Array;

/** loess.as documents it; arrays are passed by address. */
const workspaceOf = reusedWorkspace<{ sum: (...numbers: number[]) => void }>(bytes);

/**
 * Copies points into the memory of the compiled loop. Of no use once others are copied there;
 * `undefined` if the platform has no vector instructions.
 */
export function sumsWithVectors(
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
): LocalSums | undefined {
  // One more may be read than there are.
  const length = x.length + 1, workspace = workspaceOf(2 * room(8 * length) + room(8 * 8));
  if (!workspace) return undefined;
  const places = workspace.float64(length), heights = workspace.float64(length);
  const sums = workspace.float64(8), { sum } = workspace.loops;
  places.set(x);
  heights.set(y);
  places[x.length] = heights[x.length] = 0;
  const [xAt, yAt, sumsAt] = [places.byteOffset, heights.byteOffset, sums.byteOffset];
  return ({ start, end, middle, reach }) => {
    sum(xAt + 8 * start, xAt + 8 * end, yAt + 8 * start, middle, reach, sumsAt);
    return sums;
  };
}
