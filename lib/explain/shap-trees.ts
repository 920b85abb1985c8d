/** Exact Shapley values of trees: the value of each leaf, shared among the features. */

import { addLeafValues } from "../models/tree/add-leaves.ts";
import { float32Cells, type Tree } from "../models/tree/nodes.ts";
import type { Matrix } from "../types.ts";
import type { Game, Players } from "./shap-game.ts";
import { type CellTable, type LeafWay, visitLeaves } from "./tree-views.ts";

/** A sum of trees, times `scale`, plus `start`. */
export interface Ensemble {
  readonly unit: Game["unit"];
  readonly start: number;
  readonly scale: number;
  readonly trees: readonly Tree[];
}

/** The share of a leaf that each feature on its path gets, for each pattern of the patients. */
type Owed = (way: LeafWay) => Float64Array;

/**
 * `portions[a][b]` = (a - 1)! b! / (a + b)!: the share of a leaf for each of `a` features that must
 * be the patient's, if `b` more must be the background's.
 */
function makePortions(most: number): Float64Array[] {
  return Array.from({ length: most + 1 }, (_, a) => {
    const portions = new Float64Array(most + 1);
    if (a > 0) portions[0] = 1 / a;
    for (let b = 1; b <= most; b++) portions[b] = portions[b - 1] * b / (a + b);
    return portions;
  });
}

/** Uses each background row in turn for the unknown features, and takes the mean. */
function owedAgainst(backgroundRows: number, { count }: Players): Owed {
  const portions = makePortions(count);
  return ({ value, asked, views: [patients, background] }) => {
    const width = asked.length;
    const often = new Float64Array(background.count);
    for (const pattern of background.pattern) often[pattern]++;
    const owed = new Float64Array(patients.count * width);
    for (let a = 0; a < owed.length; a += width) {
      for (let other = 0; other < background.count; other++) {
        const b = other * width;
        let ours = 0, theirs = 0, i = 0;
        for (; i < width; i++) {
          const own = patients.leads[a + i], foreign = background.leads[b + i];
          if (own + foreign === 0) break; // Neither leads there, so the leaf is unreachable.
          ours += 1 - foreign;
          theirs += 1 - own;
        }
        if (i < width) continue;
        const worth = value * often[other] / backgroundRows;
        const toOurs = worth * portions[ours][theirs], toTheirs = worth * portions[theirs][ours];
        for (i = 0; i < width; i++) {
          if (patients.leads[a + i] === 0) owed[a + i] -= toTheirs;
          else if (background.leads[b + i] === 0) owed[a + i] += toOurs;
        }
      }
    }
    return owed;
  };
}

/**
 * `orders[n][s]` = s! (n - s - 1)! / n!: the weight of the orders in which exactly `s` of `n`
 * features come before the current one.
 */
function makeOrders(most: number): Float64Array[] {
  return Array.from({ length: most + 1 }, (_, n) => {
    const orders = new Float64Array(n);
    if (n > 0) orders[0] = 1 / n;
    for (let s = 1; s < n; s++) orders[s] = orders[s - 1] * s / (n - s);
    return orders;
  });
}

/**
 * Takes both branches if a feature is unknown, in the shares of the training rows. Polynomials
 * whose coefficient at s sums all coalitions of s features avoid enumerating them.
 */
function owedByPaths({ count }: Players): Owed {
  const allOrders = makeOrders(count);
  const coalitions = new Float64Array(count + 1);
  return ({ value, asked, shares, views: [{ count: patterns, leads }] }) => {
    const width = asked.length, orders = allOrders[width];
    const owed = new Float64Array(patterns * width);
    for (let a = 0; a < owed.length; a += width) {
      let own = 0, worth = value;
      coalitions[0] = 1;
      for (let i = 0; i < width; i++) {
        if (leads[a + i] === 0) {
          worth *= shares[i];
          continue;
        }
        coalitions[++own] = coalitions[own - 1];
        for (let s = own - 1; s > 0; s--) {
          coalitions[s] = coalitions[s] * shares[i] + coalitions[s - 1];
        }
        coalitions[0] *= shares[i];
      }
      let toOthers = 0;
      // If all features lead there, no other gets a share.
      for (let s = 0; s <= own && own < width; s++) toOthers -= orders[s] * coalitions[s];
      for (let i = 0; i < width; i++) {
        if (leads[a + i] === 0) {
          owed[a + i] = worth * toOthers;
          continue;
        }
        let rest = 0, sum = 0;
        for (let s = own; s > 0; s--) {
          rest = coalitions[s] - shares[i] * rest;
          sum += orders[s - 1] * rest;
        }
        owed[a + i] = worth * (1 - shares[i]) * sum;
      }
    }
    return owed;
  };
}

function addOwed(
  totals: Float64Array,
  way: LeafWay,
  { owed, players }: { owed: Float64Array; players: Players },
): void {
  const { asked, views: [{ pattern }] } = way;
  const width = asked.length;
  for (let row = 0; row < pattern.length; row++) {
    const own = pattern[row] * width, start = row * players.count;
    for (let i = 0; i < width; i++) totals[start + asked[i]] += owed[own + i];
  }
}

function meanAnswer({ value, weight, feature }: Tree): number {
  return value.reduce((sum, answer, node) => {
    return feature[node] < 0 ? sum + answer * weight[node] / weight[0] : sum;
  }, 0);
}

/** The comparison: a background row, or the training counts. */
export interface TreesSetting {
  readonly players: Players;
  /** Columns of the matrix. */
  readonly columns: number;
  /** `undefined` to use the training counts stored in the trees. */
  readonly background?: Matrix;
}

/**
 * The game of a sum of trees: interventional if there is a background, else
 * path-dependent.
 *
 * Source: Lundberg et al. (2020), doi:10.1038/s42256-019-0138-9, with all columns of a feature as
 * one player, and rows with the same path computed once.
 */
export function treesGame(
  { unit, start, scale, trees }: Ensemble,
  { players, columns, background }: TreesSetting,
): Game {
  const tableOf = (X: Matrix): CellTable => ({
    cells: float32Cells(X, { learner: "explain", columns }),
    rows: X.rows,
  });
  const predict = (X: Matrix): Float64Array => {
    const sums = new Float64Array(X.rows);
    const { cells } = tableOf(X);
    addLeafValues(sums, { trees, cells });
    return sums.map((sum) => start + scale * sum);
  };
  const others = background === undefined ? [] : [tableOf(background)];
  const owedOf = background === undefined
    ? owedByPaths(players)
    : owedAgainst(background.rows, players);
  const base = background === undefined
    ? start + scale * trees.reduce((sum, tree) => sum + meanAnswer(tree), 0)
    : predict(background).reduce((sum, value) => sum + value, 0) / background.rows;
  return {
    unit,
    base,
    predict,
    share: (X) => {
      const totals = new Float64Array(X.rows * players.count);
      const tables = [tableOf(X), ...others];
      const visit = (way: LeafWay): void => addOwed(totals, way, { owed: owedOf(way), players });
      for (const tree of trees) visitLeaves(tree, tables, { players, visit });
      return totals.map((total) => scale * total);
    },
  };
}
