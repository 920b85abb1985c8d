/** Growing one tree: split a node the purest way, then its children, left first. */

import { makeDeck } from "./grow-draw.ts";
import { arrange } from "./grow-rows.ts";
import type { Grow } from "./grow-target.ts";
import { growWithVectors } from "./grow-vectors.ts";
import { gather, impurity, type Search, searchCoded, searchRoom } from "./grow-search.ts";
import { type ColumnSource, heldColumns, type TreeColumn } from "./columns.ts";

/**
 * A function that grows trees on these columns, sharing its buffers. `plain` leaves compiled loops
 * out; the trees are the same.
 *
 * A node is a leaf when it is pure, at `maxDepth`, too small to split, or constant in every column.
 * Of equally good splits the column drawn first wins, then the lowest threshold. Everything follows
 * scikit-learn 1.9, and with weights that add up without rounding the trees are equal node for
 * node.
 */
export function makeGrow(
  columns: readonly TreeColumn[],
  { plain = false }: { plain?: boolean } = {},
): Grow {
  const [first] = columns;
  const rows = (first.kind === "coded" ? first.codes : first.order).length;
  const source = { rows, count: columns.length, each: columns };
  return (plain ? null : growWithVectors(source, { once: false })) ??
    growOn(columns, { once: false });
}

/** {@link makeGrow} for a single tree, which needs less than half the memory. */
export function growOnce(
  source: ColumnSource,
  { plain = false }: { plain?: boolean } = {},
): Grow {
  return (plain ? null : growWithVectors(source, { once: true })) ??
    ((target, settings) => growOn(heldColumns(source), { once: true })(target, settings));
}

function growOn(columns: readonly TreeColumn[], { once }: { once: boolean }): Grow {
  const arrangement = arrange(columns, { once });
  const { rows } = arrangement;
  const room = searchRoom(rows.length);
  return ({ weights, sums, seed, leaves }, settings) => {
    const { maxDepth, minLeaf, perSplit } = settings;
    const minSplit = Math.max(settings.minSplit, 2 * minLeaf);
    const deck = makeDeck(columns.length, { perSplit, seed });
    const search: Search = {
      ...room,
      gini: settings.criterion === "gini",
      minLeaf,
      weights,
      sums,
      rows,
      start: 0,
      end: arrangement.begin(weights),
      weight: 0,
      sum: 0,
      squares: 0,
      bestScore: -Infinity,
      bestThreshold: 0,
      bestCut: 0,
    };

    let bestColumn = -1;
    function searchColumns(constants: number): number {
      bestColumn = -1;
      search.bestScore = -Infinity;
      deck.begin(constants);
      for (let index = deck.next(); index >= 0; index = deck.next()) {
        const column = columns[index], before = search.bestScore;
        const varies = column.kind === "coded"
          ? searchCoded(search, column)
          : arrangement.search(search, index);
        if (search.bestScore > before) bestColumn = index;
        if (varies) deck.keep();
        else deck.discard();
      }
      return deck.end();
    }

    const feature: number[] = [], threshold: number[] = [], left: number[] = [];
    const right: number[] = [], value: number[] = [], weight: number[] = [];
    const waiting: number[] = [];
    let depth = 0, constants = 0;
    for (;;) {
      const node = feature.length;
      gather(search);
      const maySplit = depth < maxDepth && search.end - search.start >= minSplit &&
        impurity(search) > Number.EPSILON;
      if (maySplit) constants = searchColumns(constants);
      const isLeaf = !maySplit || bestColumn < 0;

      feature.push(isLeaf ? -1 : bestColumn);
      threshold.push(isLeaf ? 0 : search.bestThreshold);
      left.push(isLeaf ? -1 : node + 1);
      right.push(-1);
      value.push(search.sum / search.weight);
      weight.push(search.weight);

      if (!isLeaf) {
        depth++;
        const middle = arrangement.part(search, {
          column: bestColumn,
          cut: search.bestCut,
          // By the Gini index, 0 is the score of two pure children.
          rowsOnly: depth === maxDepth || (search.gini && search.bestScore === 0),
        });
        waiting.push(node, middle, search.end, depth, constants);
        search.end = middle;
        continue;
      }
      if (leaves) { for (let i = search.start; i < search.end; i++) leaves[rows[i]] = node; }
      if (waiting.length > 0) {
        constants = waiting.pop()!;
        depth = waiting.pop()!;
        search.end = waiting.pop()!;
        search.start = waiting.pop()!;
        right[waiting.pop()!] = node + 1;
      } else {
        return { feature, threshold, left, right, value, weight };
      }
    }
  };
}
