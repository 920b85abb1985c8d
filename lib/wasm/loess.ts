/** The sums of local parabolas, two of them at a time. */

import { bytes } from "./loess.bytes.ts";
import { reusedWorkspace, room } from "./workspace.ts";

/** Parabolas through as many points each. */
export interface LocalParabolas {
  /** The points, from the lowest to the highest. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** How many points each is fitted to; the farthest has no weight. */
  readonly size: number;
  /** Where each parabola is asked for. */
  readonly middles: ArrayLike<number>;
  /** The first of its points. */
  readonly starts: ArrayLike<number>;
}

/** loess.as documents it; arrays are passed by address. */
const workspaceOf = reusedWorkspace<{ sum: (...numbers: number[]) => void }>(bytes);

/**
 * Eight sums for each parabola: of the tricube weights of its points times u to the power of 0 to 4,
 * then of the weights times y times u to the power of 0 to 2, where u is the distance from the
 * middle as a share of the largest. They are those of a plain loop to the last bit, until the next
 * call writes over them; `undefined` if the platform has no vector instructions.
 */
export function sumsWithVectors(
  { x, y, size, middles, starts }: LocalParabolas,
): Float64Array | undefined {
  const points = x.length, places = middles.length, even = places + places % 2;
  const numbers = 2 * room(8 * points) + room(8 * even) + room(64 * even);
  const workspace = workspaceOf(numbers + room(4 * even));
  if (!workspace) return undefined;
  const xs = workspace.float64(points), ys = workspace.float64(points);
  const at = workspace.float64(even), sums = workspace.float64(8 * even);
  const firsts = workspace.int32(even);
  xs.set(x);
  ys.set(y);
  at.set(middles);
  firsts.set(starts);
  if (even > places) firsts[places] = 0;
  const [xAt, yAt, middlesAt] = [xs.byteOffset, ys.byteOffset, at.byteOffset];
  workspace.loops.sum(xAt, yAt, size, middlesAt, firsts.byteOffset, even, sums.byteOffset);
  return sums;
}
