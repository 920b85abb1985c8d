/** The quadratic problem of a step, solved by compiled loops. */

import { bytes } from "../wasm/logistic.bytes.ts";
import { reusedWorkspace, room } from "../../wasm/workspace.ts";
import { type Aim, type Bottom, distanceOf, type Place, plainBottom, STILL } from "./quadratic.ts";

/** logistic.as documents it; arrays are passed by address. */
interface Loops {
  readonly findBottom: (...numbers: number[]) => number;
}

const workspaceOf = reusedWorkspace<Loops>(bytes);

/** Memory of the loops, for places of one size. */
interface Desk {
  readonly loops: Loops;
  readonly size: number;
  readonly beta: Float64Array;
  readonly slope: Float64Array;
  readonly hessian: Float64Array;
  readonly free: Int32Array;
  readonly rows: Float64Array;
}

let desk: Desk | null = null;

/** Nothing where there are no vector instructions. */
function deskFor(size: number): Desk | null {
  if (desk?.size !== size) desk = openDesk(size);
  return desk;
}

function openDesk(size: number): Desk | null {
  const sizes = [size, size + 1, size * size + 1, size * (size + 2)];
  const workspace = workspaceOf(sizes.reduce((sum, each) => sum + room(8 * each), room(4 * size)));
  if (!workspace) return null;
  const [beta, slope, hessian, rows] = sizes.map(workspace.float64);
  const { loops } = workspace, free = workspace.int32(size);
  return { loops, size, beta, slope, hessian, free, rows };
}

/**
 * The minimum of the quadratic with this `gradient` and Hessian at `place`, together with the
 * penalties.
 *
 * Without l1 this is one linear system. With it, coordinate descent finds which weights are zero
 * and the signs of the others. Given those, the others solve a linear system: they move to its
 * solution, or as far towards it as the first of them to become zero. This takes a few rounds where
 * descent alone would be very slow, as it is with (nearly) dependent columns.
 *
 * It is {@link plainBottom} to the last bit, and that itself where there are no vector instructions.
 *
 * Source: Friedman, Hastie & Tibshirani (2010), J. Stat. Software 33(1), doi:10.18637/jss.v033.i01;
 * the signs as in Lee, Battle, Raina & Ng (2006), NIPS 19.
 */
export function findBottom(place: Place, gradient: Float64Array, aim: Aim): Bottom {
  const desk = deskFor(gradient.length);
  if (!desk) return plainBottom(place, gradient, aim);
  const { loops, size, beta, slope, hessian, free, rows } = desk, { l1, l2, close } = aim;
  beta.set(place.beta);
  slope.set(gradient);
  hessian.set(place.hessian);
  const settled = loops.findBottom(
    beta.byteOffset,
    slope.byteOffset,
    hessian.byteOffset,
    size,
    l1,
    l2,
    STILL * close,
    free.byteOffset,
    rows.byteOffset,
  ) === 1;
  const distance = distanceOf({ beta, slope, l2 }, place, gradient);
  return { beta: beta.slice(), distance, settled, dependent: l1 === 0 ? dependentOf(desk) : [] };
}

/** The columns in which the factor has a root of infinity. */
function dependentOf({ rows, size }: Desk): number[] {
  const dependent: number[] = [];
  for (let j = 0; j < size; j++) if (rows[j * (size + 2) + j] === Infinity) dependent.push(j);
  return dependent;
}
