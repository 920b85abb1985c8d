/** Symmetric positive definite systems, solved by compiled loops. */

import { cholesky, solve } from "../../stats/linear-algebra.ts";
import { bytes } from "../wasm/logistic.bytes.ts";
import { reusedWorkspace, room } from "../../wasm/workspace.ts";

/** logistic.as documents it; arrays are passed by address. */
interface Loops {
  readonly solve: (rows: number, size: number) => void;
}

/** A solution, 0 at each unknown whose column depends linearly on earlier ones. */
export interface Solved {
  readonly solution: Float64Array;
  readonly dependent: readonly number[];
}

const workspaceOf = reusedWorkspace<Loops>(bytes);

/** Memory of the loops, as large as the largest system so far. */
let desk: { readonly loops: Loops; readonly cells: Float64Array } | undefined;

/**
 * Solves a system of `size` rows, of each of which `rows` has the upper triangle, the right side
 * and a number to spare. It is `solve(cholesky(...))` to the last bit, and that itself where there
 * are no vector instructions.
 */
export function solveSystem(rows: Float64Array, size: number): Solved {
  if (desk === undefined || desk.cells.length < rows.length) {
    const workspace = workspaceOf(room(8 * rows.length));
    if (!workspace) return solvePlainly(rows, size);
    desk = { loops: workspace.loops, cells: workspace.float64(rows.length) };
  }
  const { loops, cells } = desk;
  cells.set(rows);
  loops.solve(cells.byteOffset, size);
  const solution = new Float64Array(size), dependent: number[] = [];
  for (let i = 0, row = 0; i < size; i++, row += size + 2) {
    solution[i] = cells[row + size];
    if (cells[row + i] === Infinity) dependent.push(i);
  }
  return { solution, dependent };
}

/** The same by plain loops. */
export function solvePlainly(rows: Float64Array, size: number): Solved {
  const matrix = new Float64Array(size * size), right = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) matrix[j * size + i] = rows[i * (size + 2) + j];
    right[i] = rows[i * (size + 2) + size];
  }
  const decomposition = cholesky(matrix, size);
  return { solution: solve(decomposition, right), dependent: decomposition.dependent };
}
