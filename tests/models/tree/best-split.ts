/** What a search for the best split of one column ends with. */
import { gather, type Search, searchRoom } from "heartbook/models/tree/grow-search.ts";

/** A row of the table with its weight, and what is to be told of it. */
interface WeightedRow {
  readonly weight: number;
  readonly target: number;
}

/** What `find` finds in a node of these rows, by number. */
export function bestSplit(
  rows: readonly WeightedRow[],
  { node, settings, find }: {
    readonly node: readonly number[];
    readonly settings: Pick<Search, "minLeaf" | "bestScore" | "gini">;
    readonly find: (search: Search) => boolean;
  },
): unknown {
  const search: Search = {
    ...searchRoom(rows.length),
    ...settings,
    weights: Float64Array.from(rows, ({ weight }) => weight),
    sums: Float64Array.from(rows, ({ weight, target }) => weight * target),
    rows: Int32Array.from(node),
    start: 0,
    end: node.length,
    weight: 0,
    sum: 0,
    squares: 0,
    bestThreshold: NaN,
    bestCut: -1,
  };
  gather(search);
  const varies = find(search);
  const { bestScore, bestThreshold, bestCut } = search;
  return { varies, bestScore, bestThreshold, bestCut };
}
