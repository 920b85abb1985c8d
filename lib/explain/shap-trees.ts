/** Exact Shapley values of trees: who is owed what a leaf answers. */

import { addLeafValues, float32Cells, type Tree } from "../models/tree/nodes.ts";
import type { Matrix } from "../types.ts";
import type { Game, Players } from "./shap-game.ts";

/** A sum of what trees answer, times `scale`, and `start`. */
export interface Ensemble {
  readonly unit: Game["unit"];
  readonly start: number;
  readonly scale: number;
  readonly trees: readonly Tree[];
}

/** A patient beside somebody of the background. */
interface Pair {
  readonly patient: Float32Array;
  readonly others: Float32Array;
  /** Where the cells of the one at hand begin. */
  readonly start: number;
}

/** Whose value a feature must have for the leaf at hand to be reached. */
const ANYBODY = 0, PATIENT = 1, OTHER = 2;

/**
 * `portions[a][b]` = (a - 1)! b! / (a + b)!: what each of `a` features that must be the patient's
 * is owed of a leaf that needs `b` more to be the other's.
 */
function makePortions(most: number): Float64Array[] {
  return Array.from({ length: most + 1 }, (_, a) => {
    const portions = new Float64Array(most + 1);
    if (a > 0) portions[0] = 1 / a;
    for (let b = 1; b <= most; b++) portions[b] = portions[b - 1] * b / (a + b);
    return portions;
  });
}

/**
 * Makes a function that adds the Shapley values of one tree to `totals`, one number a feature.
 *
 * Patient and other walk down together. Where they part over a feature that is not yet either's,
 * both ways are followed, with the feature held to be the patient's on one and the other's on the
 * other; so no leaf is reached twice and the work is at most the number of nodes.
 */
function makeAddTree(
  { of, count }: Players,
): (totals: Float64Array, tree: Tree, pair: Pair) => void {
  const portions = makePortions(count);
  const side = new Uint8Array(count);
  const held = new Int32Array(count);

  return (totals, { feature, threshold, left, right, value }, pair) => {
    const { patient, others, start } = pair;

    function share(leaf: number, own: number, foreign: number): void {
      for (let i = 0; i < own + foreign; i++) {
        totals[held[i]] += side[held[i]] === PATIENT
          ? value[leaf] * portions[own][foreign]
          : -value[leaf] * portions[foreign][own];
      }
    }

    /** Of the features on the way here, `own` must be the patient's and `foreign` the other's. */
    function visit(node: number, own: number, foreign: number): void {
      const column = feature[node];
      if (column < 0) return share(node, own, foreign);
      const limit = threshold[node];
      const here = patient[column] <= limit ? left[node] : right[node];
      const there = others[start + column] <= limit ? left[node] : right[node];
      const player = of[column];
      if (here === there || side[player] === PATIENT) return visit(here, own, foreign);
      if (side[player] === OTHER) return visit(there, own, foreign);
      held[own + foreign] = player;
      side[player] = PATIENT;
      visit(here, own + 1, foreign);
      side[player] = OTHER;
      visit(there, own, foreign + 1);
      side[player] = ANYBODY;
    }

    visit(0, 0, 0);
  };
}

/**
 * The game of trees that are added up, interventional: with somebody of the background one after
 * the other, and the mean of that.
 *
 * Source: Lundberg et al. (2020), doi:10.1038/s42256-019-0138-9, with all columns of a feature as
 * one player.
 */
export function treesGame(
  { unit, start, scale, trees }: Ensemble,
  { players, background }: { readonly players: Players; readonly background: Matrix },
): Game {
  const { columns } = background;
  const cellsOf = (X: Matrix): Float32Array => float32Cells(X, { learner: "explain", columns });
  const others = cellsOf(background);
  const addTree = makeAddTree(players);
  return {
    unit,
    predict: (X) => {
      const sums = new Float64Array(X.rows);
      const cells = cellsOf(X);
      for (const tree of trees) addLeafValues(sums, { tree, cells });
      return sums.map((sum) => start + scale * sum);
    },
    share: (cells) => {
      const totals = new Float64Array(players.count);
      const patient = new Float32Array(cells);
      for (let start = 0; start < others.length; start += columns) {
        for (const tree of trees) addTree(totals, tree, { patient, others, start });
      }
      return totals.map((total) => scale * total / background.rows);
    },
  };
}
