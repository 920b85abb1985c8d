/** For each leaf of a tree, which features of a row would lead there. */

import type { Tree } from "../models/tree/nodes.ts";
import type { Players } from "./shap-game.ts";

/** Rows at a node, grouped by which of their features lead there. */
export interface View {
  /** The pattern of each row. */
  readonly pattern: Int32Array;
  /** How many patterns there are. */
  readonly count: number;
  /** Per pattern, for each feature split on so far: 1 if all its splits lead here. */
  readonly leads: Uint8Array;
}

/** The path to a leaf. */
export interface LeafWay {
  readonly value: number;
  /** The features split on, each once. */
  readonly asked: readonly number[];
  /** For each of them, the product of the training shares of its splits along the path. */
  readonly shares: readonly number[];
  /** One view per table of cells, in the order given. */
  readonly views: readonly View[];
}

/** Rows of cells, rounded as trees see them. */
export interface CellTable {
  readonly cells: Float32Array;
  readonly rows: number;
}

/** Which rows a split sends to this side. */
interface Answer {
  readonly table: CellTable;
  readonly columns: number;
  readonly column: number;
  readonly threshold: number;
  readonly toLeft: boolean;
}

/** The view from a child, after `width` features were split on and `slot` is split on now. */
function step(view: View, answer: Answer, [slot, width]: readonly [number, number]): View {
  const { table: { cells, rows }, columns, column, threshold, toLeft } = answer;
  const isNew = slot === width, wider = isNew ? width + 1 : width;
  const next = new Int32Array(2 * view.count).fill(-1);
  const leads = new Uint8Array(Math.min(rows, 2 * view.count) * wider);
  const pattern = new Int32Array(rows);
  let count = 0;
  for (let row = 0, cell = column; row < rows; row++, cell += columns) {
    const own = view.pattern[row], from = own * width;
    let led = (cells[cell] <= threshold) === toLeft ? 1 : 0;
    if (!isNew) led &= view.leads[from + slot];
    const key = 2 * own + led;
    if (next[key] < 0) {
      const to = count * wider;
      for (let i = 0; i < width; i++) leads[to + i] = view.leads[from + i];
      leads[to + slot] = led;
      next[key] = count++;
    }
    pattern[row] = next[key];
  }
  return { pattern, count, leads };
}

/**
 * Calls `visit` for every leaf. Rows that a leaf cannot distinguish share a pattern, and there are
 * far fewer patterns than rows: this makes exact Shapley values of trees fast.
 *
 * @throws `RangeError` for a tree without training counts in its nodes.
 */
export function visitLeaves(
  tree: Tree,
  tables: readonly CellTable[],
  { players, visit }: { readonly players: Players; readonly visit: (way: LeafWay) => void },
): void {
  const { feature, threshold, left, right, value, weight } = tree;
  const columns = players.of.length;

  function follow(node: number, way: Omit<LeafWay, "value">): void {
    const column = feature[node];
    if (column < 0) return visit({ ...way, value: value[node] });
    const through = weight[node];
    if (!(through > 0)) {
      throw new RangeError(
        `explain: expected training rows in each node, got ${through} in node ${node}`,
      );
    }
    const player = players.of[column];
    const width = way.asked.length, found = way.asked.indexOf(player);
    const slot = found < 0 ? width : found;
    const asked = found < 0 ? [...way.asked, player] : way.asked;
    for (const child of [left[node], right[node]]) {
      const shares = [...way.shares];
      shares[slot] = (shares[slot] ?? 1) * weight[child] / through;
      const question = {
        columns,
        column,
        threshold: threshold[node],
        toLeft: child === left[node],
      };
      const views = way.views.map((view, t) =>
        step(view, { table: tables[t], ...question }, [slot, width])
      );
      follow(child, { asked, shares, views });
    }
  }

  const views = tables.map(({ rows }) => ({
    pattern: new Int32Array(rows),
    count: 1,
    leads: new Uint8Array(0),
  }));
  follow(0, { asked: [], shares: [], views });
}
