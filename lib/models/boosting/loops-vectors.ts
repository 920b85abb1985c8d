/** The loops of boosting on histograms, compiled, two numbers at a time. */

import {
  type BoostingLoops,
  CODES,
  leastScore,
  listRows,
  type MakeLoops,
  type Rows,
  takeWeights,
  totalsOf,
} from "./loops.ts";
import { bytes } from "../wasm/boosting.bytes.ts";
import { openWorkspace, room } from "../../wasm/workspace.ts";

/** boosting.as documents each; arrays are passed by address. */
interface Loops {
  readonly residuals: (...numbers: number[]) => void;
  readonly addUp: (...numbers: number[]) => void;
  readonly takeAway: (...numbers: number[]) => void;
  readonly bestSplit: (...numbers: number[]) => number;
  readonly part: (...numbers: number[]) => number;
  readonly newton: (...numbers: number[]) => number;
  readonly addStep: (...numbers: number[]) => void;
  readonly cut: { readonly value: number };
  readonly leftSum: { readonly value: number };
  readonly leftWeight: { readonly value: number };
  readonly curvature: { readonly value: number };
}

/** Pairs gathered at once. */
const BLOCK = 4096;
/** Addresses have 32 bits. */
const MOST_BYTES = 2 ** 32 - 2 ** 16;

/**
 * Equal to `plainLoops` to the last bit; `null` if the platform has no vector instructions or the
 * table is beyond their memory of 4 GB.
 */
export const vectorLoops: MakeLoops<BoostingLoops | null> = ({ table, y }, histograms) => {
  const { codes, edges } = table, columns = codes.length;
  const length = table.rows + table.rows % 2;
  const size = 2 * CODES * columns;
  const bytesNeeded = room(columns * length) + room(length) + room(8 * length) +
    2 * room(16 * length) + 2 * room(4 * length) + 2 * histograms * room(8 * size) +
    room(16 * BLOCK) + room(4 * columns);
  const workspace = bytesNeeded <= MOST_BYTES ? openWorkspace<Loops>(bytes, bytesNeeded) : null;
  if (!workspace) return null;
  const { loops } = workspace;
  const cells = workspace.uint8(columns * length), labels = workspace.uint8(length);
  const logOdds = workspace.float64(length).subarray(0, table.rows);
  // Pages of memory that are never written to cost nothing: the ones, and the counts, of rows.
  const pairs = workspace.float64(2 * length), ones = workspace.float64(2 * length);
  const rows = workspace.int32(length), aside = workspace.int32(length);
  const sums = Array.from({ length: histograms }, () => workspace.float64(size));
  const counts = Array.from({ length: histograms }, () => workspace.float64(size));
  const gathered = workspace.float64(2 * BLOCK), bins = workspace.int32(columns);
  codes.forEach((column, j) => cells.set(column, j * length));
  labels.set(y);
  bins.set(edges.map((some) => some.length + 1));

  let weighted = false, known: Float64Array | undefined;
  const addressOf = (row: number): number => rows.byteOffset + 4 * row;

  function addUp(pairs: Float64Array, histogram: Float64Array, { start, end }: Rows): void {
    loops.addUp(
      cells.byteOffset,
      length,
      columns,
      addressOf(start),
      end - start,
      end - start === table.rows ? 1 : 0,
      pairs.byteOffset,
      gathered.byteOffset,
      histogram.byteOffset,
    );
  }

  return {
    logOdds,
    rows,
    begin: (weights) => {
      if (weights !== known) weighted = takeWeights(weights, pairs);
      known = weights;
      if (weighted) { for (let row = 0; row < table.rows; row++) ones[2 * row + 1] = 1; }
      loops.residuals(
        logOdds.byteOffset,
        labels.byteOffset,
        pairs.byteOffset,
        length,
      );
      return listRows(weights, rows);
    },
    fill: (histogram, some) => {
      addUp(pairs, sums[histogram], some);
      if (weighted) addUp(ones, counts[histogram], some);
    },
    totals: (histogram) => totalsOf(sums[histogram]),
    subtract: (parent, child) => {
      for (const each of weighted ? [sums, counts] : [sums]) {
        loops.takeAway(each[parent].byteOffset, each[child].byteOffset, 8 * size);
      }
    },
    split: ({ histogram, start, end, sum, weight }, minLeaf) => {
      const column = loops.bestSplit(
        sums[histogram].byteOffset,
        columns,
        bins.byteOffset,
        sum,
        weight,
        (weighted ? counts : sums)[histogram].byteOffset,
        end - start,
        minLeaf,
        leastScore({ sum, weight }),
      );
      if (column < 0) return null;
      const { cut, leftSum, leftWeight } = loops;
      return { column, cut: cut.value, sum: leftSum.value, weight: leftWeight.value };
    },
    part: ({ start, end }, { column, cut }) =>
      start + loops.part(
        cells.byteOffset + column * length,
        addressOf(start),
        end - start,
        aside.byteOffset,
        cut,
      ),
    newton: ({ start, end }) => {
      const slope = loops.newton(pairs.byteOffset, addressOf(start), end - start);
      return { slope, curvature: loops.curvature.value };
    },
    add: ({ start, end }, step) =>
      loops.addStep(logOdds.byteOffset, addressOf(start), end - start, step),
  };
};
